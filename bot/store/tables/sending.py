"""The outbox: every message on its way to Slack, and what became of it; and what is to vanish from Slack again."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.store.tables.keys import ID, metadata, of_person, of_workspace, only, workspace
from bot.store.types import Utc

OUTBOX_STATES = ("due", "sending", "sent", "refused", "cancelled", "skipped", "unknown")

outbox = Table(
    "outbox",
    metadata,
    workspace(),
    Column("id", ID, nullable=False),  # grows with time, so it orders what one person is told
    Column("user_id", ID, nullable=False),
    Column("verb", String(8), nullable=False),  # post | update | publish | delete
    Column("promise", String(8), nullable=False),  # reply | unasked | tidy (see runtime/outbox)
    Column("urgency", Integer, nullable=False),  # the promise as a number: the index finds the first to go at once
    Column("view", String(60), nullable=False),
    Column("ids", JSON, nullable=False),  # what the view is drawn from: ids only, nothing a person wrote
    Column("dedupe", String(160), nullable=False),
    Column("coalesce", String(160)),  # a newer row replaces one with the same key that is still due
    Column("state", String(10), nullable=False),
    Column("reason", String(60)),
    Column("due_at", Utc, nullable=False),
    Column("attempt", Integer, nullable=False, server_default=text("0")),
    Column("token", String(32)),  # fences off a sender that was too slow
    Column("lease_until", Utc),
    Column("channel", ID),
    Column("ts", String(32)),
    Column("created_at", Utc, nullable=False),
    Column("sent_at", Utc),
    PrimaryKeyConstraint("workspace", "id"),
    UniqueConstraint("workspace", "dedupe"),
    of_person(),
    CheckConstraint(f"state IN {OUTBOX_STATES}", name="state"),
    # What is due is a small part of what was ever sent: these two stay small.
    Index("ix_outbox_due", "urgency", "due_at", "id", **only("state = 'due'")),
    Index("ix_outbox_busy", "workspace", "user_id", "id", **only("state IN ('due', 'sending')")),
    # A row that waits is in none of these: whoever puts it in pays for every index that it comes into.
    Index("ix_outbox_sent", "workspace", "promise", "sent_at", **only("sent_at IS NOT NULL")),
    Index("ix_outbox_refused", "workspace", "due_at", **only("state = 'refused'")),
    Index("ix_outbox_message", "workspace", "channel", "ts", **only("ts IS NOT NULL")),
    # But into this: what there is about a person must be found without looking through everybody's. The person comes
    # first, or SQLite would take it for whatever names a workspace and read all that was ever sent.
    Index("ix_outbox_person", "user_id", "workspace"),
)

# What is to be taken back from Slack of people who were erased: where it stands, and not whose it was. Gone when done.
deletions = Table(
    "deletions",
    metadata,
    workspace(),
    Column("place", ID, nullable=False),  # a conversation, a file, or whose Home tab
    Column("ts", String(32), nullable=False),  # of the message in the conversation; "file" and "home" else
    Column("since", Utc, nullable=False),
    PrimaryKeyConstraint("workspace", "place", "ts"),
    of_workspace(),
)
