"""Workspaces and people whom the bot knows already, for tests that begin below Slack."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.store import people
from tests.kit_storage import NOON


def found(connection: Connection, *workspaces: str, now: datetime = NOON) -> None:
    """Let the bot be in these workspaces."""
    for workspace in workspaces:
        people.know_workspace(
            connection, workspace=workspace, bot_user_id="U0BOT", bot_id="B0BOT", domain="example", now=now
        )


def meet(connection: Connection, workspace: str, *user_ids: str) -> None:
    """Let the bot know these people; Slack names no zone for them."""
    for user_id in user_ids:
        people.meet(connection, workspace=workspace, user_id=user_id, tz=None, channel=f"D{user_id}", now=NOON)
