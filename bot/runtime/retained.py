"""The setting for how long people are kept: five years after they were last here, and an operator may only shorten."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

YEARS = "CAREERCHECK_RETENTION_YEARS"
LONGEST_YEARS = 5
GRACE = timedelta(days=30)  # after somebody left, or the app was removed


def years(given: Mapping[str, str], problems: list[str]) -> int:
    """Return what is set; what is wrong with it is added to `problems`."""
    written = given.get(YEARS, "").strip()
    if not written:
        return LONGEST_YEARS
    if re.fullmatch(r"[1-9]", written) and int(written) <= LONGEST_YEARS:
        return int(written)
    problems.append(f"{YEARS} must be a whole number of years from 1 to {LONGEST_YEARS}: it can only be shortened")
    return LONGEST_YEARS
