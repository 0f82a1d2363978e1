"""Whose a form or a button is. What it carries is never trusted, only compared with who acts."""

from __future__ import annotations

from bot.runtime.errors import Denied
from bot.runtime.request import Request


def owner(user_id: str, workspace: str) -> str:
    """Return what the forms and buttons of a person carry."""
    return f"{user_id}|{workspace}"


def read_own(request: Request, value: str) -> str:
    """Return what follows the owner in a value.

    Raises:
        Denied: it is somebody else's, or no value of ours.
    """
    mine = owner(request.user_id, request.workspace)
    if value != mine and not value.startswith(f"{mine}|"):
        raise Denied
    return value.removeprefix(mine).removeprefix("|")
