"""What a career path says to a guide: the values that conditions on `path.` keys are read against."""

from __future__ import annotations

from datetime import date

from advice.career import Path
from advice.lasting import lasted
from advice.moment import Moment
from advice.months import MONTHS, span
from advice.pendulum import away
from advice.readings import A_DAY, read
from advice.swings import hands_on

Said = dict[str, str | int]


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
    return sum(_months(one.start, one.end, one.told_start, today) for one in built) // MONTHS


def _years_managing(path: Path, today: date) -> int | None:
    managed = [row for row in read(path) if row.stint.role.managing]
    months = sum(_months(row.start, row.end, row.stint.start, today) for row in managed)
    return months // MONTHS if len(path.stints) > 1 else None


def _months(first: date, last: date | None, told: Moment, today: date) -> int:
    """Return how long a stretch lasted, its last day counted; or goes on, as that is said everywhere else."""
    return span(first, last + A_DAY).whole_months if last else lasted(first, today, told.precision)
