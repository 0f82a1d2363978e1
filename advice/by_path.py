"""What a career path says to a guide: the values that conditions on `path.` keys are read against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from advice.career import Path
from advice.lasting import lasted
from advice.moment import Moment, Precision
from advice.months import MONTHS
from advice.pendulum import away
from advice.readings import read
from advice.swings import hands_on

Said = dict[str, str | int]
_Stretch = tuple[date, date, Precision]


def by_path(path: Path, today: date) -> Said:
    """Return what the path tells on the person's own `today`; what it does not tell is missing.

    Years are told by a path of more than one entry only: whoever named nothing but the present role said nothing of
    the years before it. Months away are missing for who was never hands-on, and where nobody knows.
    """
    said = {
        "path.role": path.current.role.value if path.current else None,
        "path.months_away": _months_away(path, today),
        "path.months_in_role": _months_in_role(path, today),
        "path.years_building": _years_building(path, today),
        "path.years_managing": _years_managing(path, today),
    }
    return {key: value for key, value in said.items() if value is not None}


def _months_away(path: Path, today: date) -> int | None:
    built = hands_on(path)
    if built and built[-1].end is None:
        return 0
    clock = away(path)
    return None if clock is None or clock.assumed else clock.months(today)


def _months_in_role(path: Path, today: date) -> int | None:
    here = next((row for row in read(path) if path.current is not None and row.stint.id == path.current.id), None)
    return lasted(here.start, today, here.stint.start.precision) if here else None


def _years_building(path: Path, today: date) -> int | None:
    built = hands_on(path)
    if path.never_hands_on and not built:
        return 0
    first = min(read(path), key=lambda row: row.start, default=None)
    from_the_start = first is not None and (first.stint.role.hands_on or path.never_hands_on)
    if len(path.stints) == 1 or not from_the_start:
        return None
    return _years((one.start, one.end or today, _vaguer(one.told_start, one.told_end)) for one in built)


def _years_managing(path: Path, today: date) -> int | None:
    return _years(_managed(path, today)) if len(path.stints) > 1 else None


def _managed(path: Path, today: date) -> Iterator[_Stretch]:
    for row in read(path):
        if row.stint.role.managing:
            yield row.start, row.end or today, _vaguer(row.stint.start, row.stint.end)


def _years(stretches: Iterable[_Stretch]) -> int:
    """Return the whole years of several stretches together."""
    return sum(lasted(*stretch) for stretch in stretches) // MONTHS


def _vaguer(start: Moment, end: Moment | None) -> Precision:
    return min(start.precision, end.precision) if end else start.precision
