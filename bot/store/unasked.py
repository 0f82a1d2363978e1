"""What becomes of occasions when the message that carries them is settled. In the same transaction, whoever settles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, case, update

from bot.store.tables import occasions, people

# How a message ended -> what its occasions are then. What was not sent after all is decided upon anew.
BECOMES: Mapping[str, str] = {
    "sent": "told",
    "unknown": "unknown",
    "refused": "refused",
    "skipped": "waiting",
    "cancelled": "cancelled",
}
MAY_HAVE_GONE = frozenset({"sent", "unknown"})

_CARRIED = (occasions.c.workspace == bindparam("of_workspace"), occasions.c.outbox_id == bindparam("of_outbox"))
_FOLLOW = update(occasions).where(*_CARRIED, occasions.c.state == "queued")
# Since when it could have been said stays known: a message that was long on its way makes nothing young again.
_AT_THE_LATEST = case((occasions.c.look_at > bindparam("at"), bindparam("at")), else_=occasions.c.look_at)
_WAIT = _FOLLOW.values(state="waiting", outbox_id=None, look_at=_AT_THE_LATEST)
_WAIT_LONGER = _FOLLOW.values(state="waiting", outbox_id=None, look_at=bindparam("at"))
_COUNT = update(people).where(people.c.workspace == bindparam("of_workspace"), people.c.user_id == bindparam("of_user"))


def follow(
    connection: Connection,
    row: Any,
    *,
    state: str,
    reason: str | None,
    at: datetime | None = None,
    until: datetime | None = None,
) -> None:
    """Let the occasions of a message become what it became.

    `row`: of the outbox, or a letter made of one; its `ids` name `occasions`, and say whether all were `asked` for.
    `at` (UTC instant): when it went, or was given up. `until`: before when, given up for now, it need not be looked at.

    A message that spoke of anything that was not asked for counts for the limit of one in seven days.
    """
    if "occasions" not in row.ids or state not in BECOMES:
        return
    whose = {"of_workspace": row.workspace, "of_outbox": row.id}
    short = reason and reason[:40]
    if state == "skipped":
        connection.execute(_WAIT_LONGER if until else _WAIT, {"reason": short, "at": until or at, **whose})
    else:
        connection.execute(_FOLLOW, {"state": BECOMES[state], "reason": short, **whose})
    if state in MAY_HAVE_GONE and not row.ids["asked"]:
        connection.execute(_COUNT, {"last_unasked_at": at, "of_workspace": row.workspace, "of_user": row.user_id})
