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
MONTHS = {Recheck.QUARTERLY: 3, Recheck.HALF_YEARLY: 6, Recheck.YEARLY: 12}


def next_recheck(last_result: date, chosen: Recheck | None) -> date | None:
    """The local day of the next reminder after a result; None where none is wanted, or nothing was chosen yet."""
    months = MONTHS.get(chosen) if chosen else None
    return add_months(last_result, months) if months else None
