"""A path as a picture: stretches of building, managing and time away, with how many months of each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from advice.career import Path
from advice.lasting import lasted
from advice.moment import Moment, Precision
from advice.months import NAMES
from advice.readings import A_DAY, Read, read

MOST = 20


class Side(StrEnum):
    """Where the pendulum stands."""

    HANDS_ON = "hands_on"
    MANAGING = "managing"
    AWAY = "away"


@dataclass(frozen=True)
class Stretch:
    """Roles on one side, one after the other, as one bar: its label, its days, and its months on each side.

    A bar of managing may hold months of hands-on work too: what went on beside the role.
    """

    side: Side
    label: str
    first: date
    last: date
    months: dict[Side, int]


def stretches(path: Path, today: date, most: int = MOST) -> tuple[Stretch, ...]:
    """The path as at most `most` bars, the latest ones; a stretch that goes on ends on the person's own `today`."""
    rows = [row for row in read(path) if row.start <= today]
    roles = list(_edged([row for row in rows if not row.stint.beside], today))
    beside = [_edge(row, today) for row in rows if row.stint.beside]
    grouped = [(side, list(group)) for side, group in groupby(roles, key=lambda edged: edged.side)]
    return tuple(_told_apart(_stretch(side, group, beside) for side, group in grouped[-most:]))


@dataclass(frozen=True)
class _Edged:
    """A role with its days as they are counted and what was told of them; `since`: the day its months count from."""

    side: Side
    first: date
    last: date
    told_first: Moment
    told_last: Moment
    since: date

    @property
    def told(self) -> Precision:
        return min(self.told_first.precision, self.told_last.precision)


def _edge(row: Read, today: date) -> _Edged:
    last = max(row.start, min(row.end or today, today))
    told = row.stint.end if row.stint.end and last == row.end else Moment.of(last)
    role = row.stint.role
    side = Side.HANDS_ON if role.hands_on else Side.MANAGING if role.managing else Side.AWAY
    return _Edged(side, row.start, last, row.stint.start, told, row.start)


def _edged(rows: Sequence[Read], today: date) -> Iterator[_Edged]:
    """Roles with what is known of their edges: the end of one tells when the next began, where it followed at once."""
    edged = [_edge(row, today) for row in rows]
    for before, here in zip([None, *edged], edged, strict=False):
        if before and here.first <= before.last + A_DAY:
            told = max(before.told_last, here.told_first, key=lambda moment: moment.precision)
            yield replace(here, since=min(before.last, here.first), told_first=told)
        else:
            yield here


def _told_apart(bars: Iterable[Stretch]) -> Iterator[Stretch]:
    """Number labels that are there twice, as with two roles in one month: a chart refuses equal ones."""
    seen: Counter[str] = Counter()
    for bar in bars:
        seen[bar.label] += 1
        again = seen[bar.label] > 1
        yield replace(bar, label=f"{bar.label} ({seen[bar.label]})") if again else bar


def _stretch(side: Side, rows: Sequence[_Edged], beside: Sequence[_Edged]) -> Stretch:
    first, last = rows[0], rows[-1]
    months = {side: sum(max(1, lasted(run.since, run.last, run.told)) for run in _runs(rows))}
    built = sum(_inside(one, first.first, last.last) for one in beside)
    if built and side is not Side.HANDS_ON:
        months[Side.HANDS_ON] = built
    return Stretch(side, _label(first, last), first.first, last.last, months)


def _runs(rows: Sequence[_Edged]) -> Iterator[_Edged]:
    """Roles that followed at once as one, so that nothing is lost to rounding."""
    run = rows[0]
    for row in rows[1:]:
        if row.since <= run.last:
            run = replace(run, last=row.last, told_last=row.told_last)
        else:
            yield run
            run = row
    yield run


def _inside(one: _Edged, first: date, last: date) -> int:
    """The months of what went on beside a bar, as far as they lie in it; at least one, if any do."""
    begun, ended = max(one.first, first), min(one.last, last)
    return max(1, lasted(begun, ended, one.told)) if begun <= ended else 0


def _label(first: _Edged, last: _Edged) -> str:
    """From when until when, no more precisely than it was told: "Mar 2018–Nov 2026", "about 2010–2014"."""
    vague = Precision.YEAR in (first.told_first.precision, last.told_last.precision)
    edges = dict.fromkeys((_short(first.told_first, first.first), _short(last.told_last, last.last)))
    return ("about " if vague else "") + "–".join(edges)


def _short(told: Moment, day: date) -> str:
    return str(day.year) if told.precision is Precision.YEAR else f"{NAMES[day.month - 1][:3]} {day.year}"
