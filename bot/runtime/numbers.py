"""Numbers that come back in the value of a button or a form: plain digits, and few enough for any database."""

from __future__ import annotations

from bot.runtime.errors import Denied

MOST_DIGITS = 9  # what they make fits into 32 bits


def number_in(text: str) -> int | None:
    """Return the number that a text is; None where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def read_number(text: str) -> int:
    """Return the number that a text is.

    Raises:
        Denied: it is none, so it is not of ours.
    """
    number = number_in(text)
    if number is None:
        raise Denied
    return number
