"""A career path: the stints somebody told us, always in an order that is possible; and the ways to change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from advice.moment import Moment
from advice.stint import Role, Stint
from advice.stint_rules import PathRefused, Rule, Trouble, clashes, in_order, not_yet, own_troubles, without_overlaps


@dataclass(frozen=True)
class Path:
    """The stints in order. PathRefused where they break a rule that holds on any day.

    `never_hands_on`: there was no hands-on work before what is recorded, so nothing is assumed about it.
    `issued`: the highest number ever given to a stint; numbers are not used twice.
    """

    stints: tuple[Stint, ...] = ()
    never_hands_on: bool = False
    issued: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "stints", in_order(self.stints))
        troubles = [trouble for stint in self.stints for trouble in own_troubles(stint)]
        troubles += clashes(self.stints)
        if troubles:
            raise PathRefused(troubles)

    @property
    def current(self) -> Stint | None:
        """The role that goes on, None between two or before the first."""
        return next((stint for stint in self.stints if stint.end is None and not stint.beside), None)

    @property
    def current_beside(self) -> Stint | None:
        """The hands-on work that goes on beside it."""
        return next((stint for stint in self.stints if stint.end is None and stint.beside), None)

    def stint(self, stint_id: int) -> Stint:
        """The stint with that number; KeyError if there is none."""
        return {stint.id: stint for stint in self.stints}[stint_id]

    def to_json(self) -> dict[str, Any]:
        """Return this as JSON values."""
        stints = [stint.to_json() for stint in self.stints]
        return {"stints": stints, "never_hands_on": self.never_hands_on, "issued": self.issued}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Path:
        """Read what `to_json` wrote; KeyError, ValueError or PathRefused for anything else."""
        return cls(tuple(map(Stint.from_json, data["stints"])), data["never_hands_on"], data["issued"])


def add(path: Path, stint: Stint, today: date, *, fit: bool = False) -> Path:
    """Take in a stint, under a new number. `today` is the person's own date.

    `fit`: where two overlap the earlier one ends where the later begins.

    Raises:
        PathRefused: the stint, or the path with it, would break a rule.
    """
    added = replace(stint, id=path.issued + 1)
    kept = path.never_hands_on and not (stint.role.hands_on and stint in in_order([*path.stints, stint])[:1])
    return _changed(path, [*path.stints, added], [added], today, fit=fit, never_hands_on=kept, issued=added.id)


def correct(path: Path, stint: Stint, today: date, *, fit: bool = False) -> Path:
    """Put `stint` in the place of the one with its number; KeyError where there is none, the rest as for `add`."""
    path.stint(stint.id)
    others = [other for other in path.stints if other.id != stint.id]
    return _changed(path, [*others, stint], [stint], today, fit=fit)


def remove(path: Path, stint_id: int) -> Path:
    """Take a stint out that was told by mistake; KeyError where there is none."""
    path.stint(stint_id)
    return replace(path, stints=tuple(stint for stint in path.stints if stint.id != stint_id))


def end(path: Path, stint_id: int, when: Moment, today: date) -> Path:
    """End a stint; KeyError where there is none, PathRefused as for `add`."""
    return correct(path, replace(path.stint(stint_id), end=when), today)


def change_role(path: Path, stint: Stint, today: date, *, still_building: bool = False, fit: bool = False) -> Path:
    """Begin a new role: what goes on ends where it begins, hands-on work beside it too.

    `still_building`: hands-on work beside the new role goes on, or begins with it. `fit`, PathRefused as for `add`.
    """
    if path.current and stint.start.last < path.current.start.first:
        text = (
            f"Your present role began in {path.current.start}, and a new one can only begin after that. Write a later "
            "date, or close this and press Add another role for an earlier one."
        )
        raise PathRefused([Trouble(Rule.END_BEFORE_START, "start", text)])
    beside = still_building and not stint.role.hands_on
    ending = [path.current, None if beside else path.current_beside]
    ended = [replace(ended, end=stint.start) for ended in ending if ended]
    others = [other for other in path.stints if other.id not in {stint.id for stint in ended}]
    added = [replace(stint, id=path.issued + 1)]
    if beside and not path.current_beside:
        added.append(Stint(Role.ENGINEER, stint.start, beside=True, id=path.issued + 2))
    return _changed(path, [*others, *ended, *added], [*ended, *added], today, fit=fit, issued=path.issued + len(added))


def still_building(path: Path, today: date) -> Path:
    """Record "I still build most days": hands-on work beside the present role, for as long as that has lasted.

    Nothing changes where there is no present role, where it is hands-on, or where this was said before.
    """
    if path.current is None or path.current.role.hands_on or path.current_beside:
        return path
    return add(path, Stint(Role.ENGINEER, path.current.start, beside=True), today)


def _changed(
    path: Path, stints: Iterable[Stint], touched: Iterable[Stint], today: date, *, fit: bool = False, **more: Any
) -> Path:
    ahead = [trouble for stint in touched for trouble in not_yet(stint, today)]
    try:
        changed = replace(path, stints=tuple(without_overlaps(stints) if fit else stints), **more)
    except PathRefused as refused:
        raise PathRefused(_each_once([*ahead, *refused.troubles])) from None
    if ahead:
        raise PathRefused(_each_once(ahead))
    return changed


def _each_once(troubles: Iterable[Trouble]) -> Iterator[Trouble]:
    return iter(dict.fromkeys(troubles))
