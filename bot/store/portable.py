"""Everything kept about a person as one document, which can be taken in again. Its shape is told in docs/my-data.md.

`kept` is what the person told and what came of it: taken in, it comes out again the very same. `besides` is where else
they are named (teams, messages): handed over to be read; what others rely on is never taken in from a file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.store.coherent import OF_TEAMS, QUEUED
from bot.store.person import export

FORMAT, VERSION = "careercheck-person", 1
# In the order in which they refer to each other.
TAKEN_IN = (
    "contents",
    "checks",
    "answers",
    "notes",
    "results",
    "steps",
    "evidence",
    "paths",
    "wishes",
    "occasions",
)
WHOSE = ("workspace", "user_id")
# Where its messages stood in Slack is nothing to go on with: they may be gone.
LEFT_OUT: Mapping[str, Sequence[str]] = {
    "checks": (*WHOSE, "channel", "thread_ts"),
    "occasions": (*WHOSE, "outbox_id"),
}
_COPIES = ("exports", "imports")  # their bodies are this very document, or an older one
_ANEW = frozenset({"update", "publish", "delete"})  # what became of a message or of Home
_MESSAGE = ("view", "created_at", "sent_at", "channel", "ts", "state", "reason")

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Portable:
    """Everything kept about a person, as of an instant (UTC)."""

    workspace: str
    user_id: str
    at: datetime
    kept: Tables
    besides: Tables

    def written(self, *, for_messages: bool = False) -> str:
        """Return it as JSON; `for_messages`: in one line, and no longer than it must be."""
        document = {
            "format": FORMAT,
            "version": VERSION,
            "exported_at": self.at.isoformat(),
            "workspace": self.workspace,
            "user_id": self.user_id,
            "digest": digest(self.kept),
            "kept": self.kept,
            "besides": self.besides,
        }
        if for_messages:
            return json.dumps(document, separators=(",", ":"), ensure_ascii=False)
        return json.dumps(document, indent=1, ensure_ascii=False)


def of_person(connection: Connection, workspace: str, user_id: str, now: datetime) -> Portable:
    """Return everything kept about a person."""
    tables = export(connection, workspace, user_id)["tables"]
    every = tables["occasions"]
    tables["occasions"] = [_waiting(row) for row in every if row["kind"] not in OF_TEAMS]
    kept = {name: [_without(row, LEFT_OUT.get(name, WHOSE)) for row in tables[name]] for name in TAKEN_IN}
    besides = {
        name: [_without(row, ("body",) if name in _COPIES else ()) for row in rows if name != "outbox"]
        for name, rows in tables.items()
        if name not in kept
    }
    # How they were sent, and drawn anew again and again, says nothing to anybody, and would be half of it.
    besides["outbox"] = [{key: row[key] for key in _MESSAGE} for row in tables["outbox"] if row["verb"] not in _ANEW]
    besides["occasions"] = [row for row in every if row["kind"] in OF_TEAMS]
    return Portable(workspace, user_id, now, kept, besides)


def digest(kept: Tables) -> str:
    """Return SHA-256 (hex) of what can be taken in: a file that was damaged has another."""
    plain = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def _waiting(row: Row) -> Row:
    """Return an occasion as it is without the message that it was to go with."""
    return {**row, "state": "waiting"} if row["state"] == QUEUED else row


def _without(row: Row, names: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}
