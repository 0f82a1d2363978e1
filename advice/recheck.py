"""How often somebody wants to be reminded to take a check again."""

from datetime import date
from enum import StrEnum

from advice.months import add_months


class Recheck(StrEnum):
    """What a person may choose at the end of a result."""

    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    OFF = "off"


SUGGESTED = Recheck.QUARTERLY
WORDS = {
    Recheck.QUARTERLY: "every 3 months",
    Recheck.HALF_YEARLY: "every 6 months",
    Recheck.YEARLY: "once a year",
    Recheck.OFF: "no reminders",
}
MONTHS = {Recheck.QUARTERLY: 3, Recheck.HALF_YEARLY: 6, Recheck.YEARLY: 12}


def next_recheck(last_result: date, chosen: Recheck | None) -> date | None:
    """The local day of the next reminder after a result; None where none is wanted, or nothing was chosen yet."""
    months = MONTHS.get(chosen) if chosen else None
    return add_months(last_result, months) if months else None


def next_recheck_after(last_result: date, chosen: Recheck | None, today: date) -> date | None:
    """The first day of the cadence, counted from a result, that is still ahead; None as for `next_recheck`.

    So whoever is reminded and lets it be is reminded again a cadence later, and whoever chooses anew not at once.
    """
    months = MONTHS.get(chosen) if chosen else None
    if not months:
        return None
    passed = max(0, (today.year - last_result.year) * 12 + today.month - last_result.month)
    rounds = passed // months
    day = add_months(last_result, rounds * months)
    while day <= today or rounds == 0:
        rounds += 1
        day = add_months(last_result, rounds * months)
    return day
