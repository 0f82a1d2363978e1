"""A path as a picture: stretches of building, managing and time away, with how many months of each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from advice.career import Path
from advice.months import NAMES, span
from advice.readings import A_DAY, Read, read

MOST = 20
HALF_A_MONTH = 15


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
    rows = read(path)
    roles = [row for row in rows if not row.stint.beside and row.start <= today]
    beside = [row for row in rows if row.stint.beside and row.start <= today]
    grouped = [(side, list(group)) for side, group in groupby(roles, key=_side)]
    return tuple(_told_apart(_stretch(side, group, beside, today) for side, group in grouped[-most:]))


def _told_apart(bars: Iterable[Stretch]) -> Iterator[Stretch]:
    """Number labels that are there twice, as with two roles in one month: a chart refuses equal ones."""
    seen: Counter[str] = Counter()
    for bar in bars:
        seen[bar.label] += 1
        again = seen[bar.label] > 1
        yield replace(bar, label=f"{bar.label} ({seen[bar.label]})") if again else bar


def _side(row: Read) -> Side:
    role = row.stint.role
    return Side.HANDS_ON if role.hands_on else Side.MANAGING if role.managing else Side.AWAY


def _stretch(side: Side, rows: Sequence[Read], beside: Sequence[Read], today: date) -> Stretch:
    first, last = rows[0].start, _last(rows[-1], today)
    months = {side: sum(_months(row.start, _last(row, today)) for row in rows)}
    built = sum(_months(max(first, row.start), min(last, _last(row, today))) for row in beside)
    if built and side is not Side.HANDS_ON:
        months[Side.HANDS_ON] = built
    return Stretch(side, _label(first, last), first, last, months)


def _last(row: Read, today: date) -> date:
    return max(row.start, min(row.end or today, today))


def _months(first: date, last: date) -> int:
    """Whole months of these days, both counted; half a month is one, and what was there at all is at least one."""
    if last < first:
        return 0
    lasted = span(first, last + A_DAY)
    return max(1, lasted.whole_months + (lasted.days >= HALF_A_MONTH))


def _label(first: date, last: date) -> str:
    return "–".join(dict.fromkeys(map(_short, (first, last))))


def _short(day: date) -> str:
    return f"{NAMES[day.month - 1][:3]} {day.year}"
