"""Whose a form or a button is. What it carries is never trusted, only compared with who acts."""

from __future__ import annotations

from bot.runtime.errors import Denied
from bot.runtime.services import Unit


def owner(unit: Unit) -> str:
    """Return what the forms and buttons of the person who acts carry."""
    return f"{unit.user_id}|{unit.workspace}"


def read_own(unit: Unit, value: str) -> str:
    """Return what follows the owner in a value.

    Raises:
        Denied: it is somebody else's, or no value of ours.
    """
    mine = owner(unit)
    if value != mine and not value.startswith(f"{mine}|"):
        raise Denied
    return value.removeprefix(mine).removeprefix("|")
