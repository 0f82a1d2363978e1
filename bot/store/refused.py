"""What an operator asked for cannot be done to the database as it stands."""

from __future__ import annotations


class Refused(Exception):
    """Nothing was changed; the message says why and what to do next, in words for the operator."""
