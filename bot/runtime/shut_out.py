"""Slack takes our token back, and lets us in again: what that means for sending, and when it began and was over."""

from __future__ import annotations

from datetime import datetime

import structlog

from bot.store import episodes, people
from bot.store.engine import Database

STOPPED = "stopped"  # the episode's kind
# So Slack says that the app, or its token, was taken out of the workspace; any other code may be a slip of an operator.
REMOVED = frozenset({"app_uninstalled", "tokens_revoked", "token_revoked", "account_inactive"})

log = structlog.get_logger(__name__)


def shut_out(database: Database, workspace: str, code: str, now: datetime) -> None:
    """Send nothing more in this workspace, for Slack refused us with `code`; said aloud once, where that begins.

    Raises:
        DatabaseBusy: nothing was changed.
    """
    with database.writing() as connection:
        people.stop_sending(connection, workspace)
        before = episodes.under_way(connection, workspace, STOPPED)
        if before is not None and code in REMOVED and before.facts.get("code") not in REMOVED:
            episodes.end(connection, workspace, STOPPED, now)  # from now on it is another matter
        began = episodes.begin(connection, workspace, STOPPED, now, {"code": code})
    if began is not None:
        log.error("lifecycle.shut_out", code=code)


def let_in(database: Database, workspace: str, now: datetime) -> None:
    """Go on sending: Slack takes our token.

    Raises:
        DatabaseBusy: nothing was changed.
    """
    with database.writing() as connection:
        people.go_on_sending(connection, workspace)
        over = episodes.end(connection, workspace, STOPPED, now)
    if over is not None:
        log.info("lifecycle.let_in_again")
