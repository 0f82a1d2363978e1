"""Whose a form or a button is. What it carries is never trusted, only compared with who acts."""

from __future__ import annotations

from typing import Protocol

from bot.runtime.errors import Denied


class Acting(Protocol):
    """Whoever acts, as a request or a unit of work knows them."""

    @property
    def user_id(self) -> str:
        """Who acts."""

    @property
    def workspace(self) -> str:
        """Where they act."""


def owner(user_id: str, workspace: str) -> str:
    """Return what the forms and buttons of a person carry. An id may be there in two workspaces, so both are said."""
    return f"{user_id}|{workspace}"


def read_own(acting: Acting, value: str) -> str:
    """Return what follows the owner in a value.

    Raises:
        Denied: it is somebody else's, or no value of ours.
    """
    mine = owner(acting.user_id, acting.workspace)
    if value != mine and not value.startswith(f"{mine}|"):
        raise Denied
    return value.removeprefix(mine).removeprefix("|")


def must_be_own(acting: Acting, value: str) -> None:
    """Make sure that a value says whose it is, and nothing else.

    Raises:
        Denied: it is somebody else's, or no value of ours.
    """
    if value != owner(acting.user_id, acting.workspace):
        raise Denied
