"""A start in a workspace: who we are there is kept, and what waited for our token goes on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from bot.runtime.shut_out import let_in
from bot.store import people
from bot.store.engine import Database


def arrive(database: Database, identity: Mapping[str, Any], now: datetime) -> str:
    """Take up the workspace that Slack says our token belongs to (`identity`: what auth.test answers); returns its id.

    Raises:
        DatabaseBusy: the database cannot be written.
    """
    workspace = str(identity["team_id"])
    with database.writing() as connection:
        people.know_workspace(
            connection,
            workspace=workspace,
            bot_user_id=str(identity["user_id"]),
            bot_id=str(identity["bot_id"]),
            domain=(urlsplit(str(identity.get("url", ""))).hostname or "").partition(".")[0],
            now=now,
        )
    let_in(database, workspace, now)
    return workspace
