"""Swings: the times away from hands-on work, each from the end of some to the beginning of the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from advice.career import Path
from advice.moment import Moment
from advice.readings import A_DAY, Read, read


@dataclass(frozen=True)
class HandsOn:
    """A stretch of hands-on work without a break, of one stint or several; `end` None: it goes on."""

    start: date
    end: date | None
    told_start: Moment
    told_end: Moment | None


@dataclass(frozen=True)
class Swing:
    """A time away from hands-on work. `began` names it: the day on which hands-on work ended; `ended` None: it goes on.

    `since`: that date in the most precise form in which it was told. `assumed`: no hands-on work is recorded before
    it, so it is counted from the earliest stint. `managed`: some of it was spent managing.
    """

    began: date
    ended: date | None
    since: Moment
    assumed: bool
    managed: bool


def hands_on(path: Path) -> tuple[HandsOn, ...]:
    """The stretches of hands-on work, in order; what stands beside another role counts too."""
    stretches: list[HandsOn] = []
    for row in sorted((row for row in read(path) if row.stint.role.hands_on), key=lambda row: row.start):
        here = HandsOn(row.start, row.end, row.stint.start, row.stint.end)
        last = stretches[-1] if stretches else None
        if last and (last.end is None or row.start <= last.end + A_DAY):
            stretches[-1] = _longer(last, here)
        else:
            stretches.append(here)
    return tuple(stretches)


def swings(path: Path) -> tuple[Swing, ...]:
    """Every swing, in order. The last one goes on if no hands-on work does."""
    rows, built = read(path), hands_on(path)
    found = []
    if rows and not path.never_hands_on:
        first = min(rows, key=lambda row: row.start)
        back = built[0].start if built else None
        if back is None or first.start < back:
            found.append(Swing(first.start, back, first.stint.start, assumed=True, managed=False))
    for stretch, following in pairwise([*built, None]):
        if stretch and stretch.end and stretch.told_end:
            since = _since(stretch.end, stretch.told_end, rows)
            back = following.start if following else None
            found.append(Swing(stretch.end, back, since, assumed=False, managed=False))
    return tuple(replace(swing, managed=_managed(swing, rows)) for swing in found)


def same_swing(path: Path, swing: Swing, recorded: date) -> bool:
    """Whether `swing` is the one that was once recorded as beginning on `recorded`.

    Somebody may correct a date later. It stays the same time away as long as no hands-on stint began in between.
    """
    low, high = sorted((swing.began, recorded))
    return low == high or not any(low <= row.start <= high for row in read(path) if row.stint.role.hands_on)


def _longer(one: HandsOn, other: HandsOn) -> HandsOn:
    if one.end is None or (other.end is not None and other.end <= one.end):
        return one
    return replace(one, end=other.end, told_end=other.told_end)


def _since(ended: date, told: Moment, rows: Sequence[Read]) -> Moment:
    """When hands-on work ended: as told, or as told of the role that followed at once, if that is more precise."""
    following = [row.stint.start for row in rows if row.start in (ended, ended + A_DAY) and not row.stint.role.hands_on]
    return max([told, *following], key=lambda moment: moment.precision)


def _managed(swing: Swing, rows: Sequence[Read]) -> bool:
    end = swing.ended or date.max
    return any(row.stint.role.managing and row.start < end and (row.end or date.max) > swing.began for row in rows)
