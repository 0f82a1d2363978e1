"""What somebody filled into the form of settings, read into wishes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from advice.cadence import Vacation, Wishes
from advice.milestone_entries import Milestone
from advice.recheck import Recheck
from advice.zone_names import NoZone, read_zone
from bot.features.settings import view, words
from bot.features.settings.words import Around
from bot.store.wishes import Chosen

FURTHEST = 3 * 366  # days ahead that a day off may lie


@dataclass(frozen=True)
class Read:
    """The wishes as the form has them, and what is to be mended: field -> sentence."""

    chosen: Chosen
    errors: Mapping[str, str]


def read(before: Chosen, values: Mapping[str, Any], milestones: Mapping[str, Milestone], around: Around) -> Read:
    """Read the form over what was chosen before; a field that did not come is left as it was."""
    errors: dict[str, str] = {}
    own = before.wishes
    held = _ticked(values, "hold", _held(own))
    changed = replace(
        own,
        zone=_zone(own.zone, values, errors),
        weekday=_number(values, "weekday", around.weekdays, own.weekday),
        hour=_number(values, "hour", around.hours, own.hour),
        vacations=_vacations(own.vacations, values, around.day(before), errors),
        paused=view.PAUSED in held,
        snoozed_until=own.snoozed_until if view.SNOOZED in held else None,
        off=_off(own.off, values),
    )
    on = words.milestones_on(milestones, before)
    for field in view.milestone_fields(milestones):
        ticked = _ticked(values, field.name, [name for name in field.milestones if on[name]])
        on.update({name: name in ticked for name in field.milestones})
    recheck = values.get("recheck")
    cadence = Recheck(recheck) if recheck in set(Recheck) else before.recheck
    told = {name: is_on for name, is_on in on.items() if name in before.milestones or is_on != milestones[name].on}
    return Read(Chosen(changed, cadence, {**before.milestones, **told}), errors)


def _zone(before: str | None, values: Mapping[str, Any], errors: dict[str, str]) -> str | None:
    typed, picked = str(values.get("zone_typed") or "").strip(), values.get("zone")
    if not typed and picked in (None, "", before):
        return before
    if not typed and picked == view.SLACKS:
        return None
    try:
        return read_zone(typed or str(picked))
    except NoZone as refused:
        errors["zone_typed" if typed else "zone"] = str(refused)
        return before


def _vacations(
    before: tuple[Vacation, ...], values: Mapping[str, Any], today: date, errors: dict[str, str]
) -> tuple[Vacation, ...]:
    """Keep what is ticked still and not over, and add what was picked."""
    names = [view.vacation_value(off) for off in before]
    kept = [off for off in before if view.vacation_value(off) in _ticked(values, "vacations", names)]
    added = _picked(values, today, errors)
    ahead = [off for off in dict.fromkeys([*kept, *added]) if off.last >= today]
    if len(ahead) > view.MOST_VACATIONS:
        errors["off_from"] = f"I can keep {view.MOST_VACATIONS} at a time; untick one first."
    return tuple(sorted(ahead, key=lambda off: (off.first, off.last)))


def _picked(values: Mapping[str, Any], today: date, errors: dict[str, str]) -> list[Vacation]:
    first, last = _day(values.get("off_from")), _day(values.get("off_to"))
    if first is None and last is None:
        return []
    if first is None:
        errors["off_from"] = "Pick the first day off too."
    elif last is None:
        errors["off_to"] = "Pick the last day off too. For one day, it is the same."
    elif last < first:
        errors["off_to"] = "That is before the first day."
    elif last < today:
        errors["off_to"] = "Those days have passed."
    elif (last - today).days > FURTHEST:
        errors["off_to"] = "That is more than three years away; pick a nearer day."
    else:
        return [Vacation(first, last)]
    return []


def _off(before: frozenset[str], values: Mapping[str, Any]) -> frozenset[str]:
    on = _ticked(values, "kinds", [kind for kind in words.KINDS if kind not in before])
    return frozenset(kind for kind in words.KINDS if kind not in on)


def _held(own: Wishes) -> list[str]:
    return [name for name, is_on in ((view.PAUSED, own.paused), (view.SNOOZED, own.snoozed_until)) if is_on]


def _ticked(values: Mapping[str, Any], field: str, before: Collection[str]) -> Collection[str]:
    """Return which boxes are ticked; those that were, where the form did not say."""
    found = values.get(field)
    return found if isinstance(found, tuple) else before


def _number(
    values: Mapping[str, Any], field: str, allowed: Sequence[tuple[int, str]], before: int | None
) -> int | None:
    found = values.get(field)
    if found == view.ANY:
        return None
    return next((number for number, _ in allowed if str(number) == found), before)


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
