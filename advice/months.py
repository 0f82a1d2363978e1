"""Calendar months: adding them, saying how many lie between two days, and saying a day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = 12
NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
COUNTED = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


@dataclass(frozen=True)
class Span:
    """How long something lasted, the way people count: whole years, then whole months, then days."""

    years: int
    months: int
    days: int

    @property
    def whole_months(self) -> int:
        """Years and months together, in months."""
        return self.years * MONTHS + self.months


def spelled(day: date) -> str:
    """A date as people write it: 5 March 2027."""
    return f"{day.day} {NAMES[day.month - 1]} {day.year}"


def last_of_month(year: int, month: int) -> date:
    """The last day of that month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later (earlier, where negative); where that month is too short, its last day.

    So 29 February and 24 months is 28 February, and 29 February and 48 months is 29 February again.
    """
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def span(first: date, last: date) -> Span:
    """The time from `first` to `last`, with months as `add_months` counts them; nothing where `last` is earlier."""
    if last <= first:
        return Span(0, 0, 0)
    months = calendar_months(first, last)
    if add_months(first, months) > last:
        months -= 1
    return Span(*divmod(months, MONTHS), days=(last - add_months(first, months)).days)


def calendar_months(first: date, last: date) -> int:
    """How many pages of the calendar are turned from one day to the other, whatever the days of the month."""
    return (last.year - first.year) * MONTHS + last.month - first.month


def in_words(months: int) -> str:
    """So many months, said in years and months: "two years and three months"."""
    years, rest = divmod(months, MONTHS)
    parts = [_counted(years, "year"), _counted(rest, "month")]
    return " and ".join(part for part in parts if part) or "less than a month"


def _counted(number: int, unit: str) -> str:
    if not number:
        return ""
    said = COUNTED[number] if number < len(COUNTED) else str(number)
    return f"{said} {unit}{'s' if number > 1 else ''}"
