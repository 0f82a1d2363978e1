"""Who is served where: workspaces, their people, and which of Slack's events were dealt with."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Index, PrimaryKeyConstraint, String, Table, Text, text

from bot.store.tables.keys import ID, metadata, of_person, of_workspace, workspace
from bot.store.types import Utc

workspaces = Table(
    "workspaces",
    metadata,
    Column("workspace", ID, primary_key=True),  # Slack's team id
    Column("bot_user_id", ID, nullable=False),
    Column("bot_id", ID, nullable=False),
    Column("domain", String(100), nullable=False),  # the part of the workspace's address that is its own; for links
    Column("sending", Boolean, nullable=False, server_default=text("true")),  # false once Slack took the token back
    Column("erased_at", Utc),  # when somebody was erased whose bytes may still be in the database's files
    Column("erasure", String(32)),  # the last one that is in here too, by its salt in the log of erasures
    Column("created_at", Utc, nullable=False),
)

people = Table(
    "people",
    metadata,
    workspace(),
    Column("user_id", ID, nullable=False),
    Column("channel", ID, nullable=False),  # the direct message with the bot
    Column("tz", String(64)),  # Slack's zone name; read at send time
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("facts_at", Utc),  # as of when these two are, by Slack's time; news from before it change nothing
    Column("left_at", Utc),  # when we noticed that they are active no longer
    Column("consented_at", Utc),
    Column("home_digest", String(64)),  # of the Home tab last published, so that the same is not published twice
    Column("last_unasked_at", Utc),  # when the last message went (or may have gone) that they had not asked for
    Column("created_at", Utc, nullable=False),
    Column("last_contact_at", Utc, nullable=False),
    PrimaryKeyConstraint("workspace", "user_id"),
    of_workspace(),
)

receipts = Table(
    "receipts",
    metadata,
    workspace(),
    Column("event_id", String(64), nullable=False),  # Slack delivers an event up to four times; its effect is once
    Column("at", Utc, nullable=False),
    PrimaryKeyConstraint("workspace", "event_id"),
    of_workspace(),
    Index("ix_receipts_at", "at"),
)

# Everything kept about somebody, on its way to them: written down only for as long as its messages take.
exports = Table(
    "exports",
    metadata,
    workspace(),
    Column("id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("asked_at", Utc, nullable=False),
    Column("taken_until", Utc),  # a process is at it
    Column("done_at", Utc),
    Column("body", Text),  # what the messages are cut from
    Column("files", JSON, nullable=False),  # Slack's ids of the files that it became
    PrimaryKeyConstraint("workspace", "id"),
    of_person(),
    Index("ix_exports_person", "workspace", "user_id"),
)

# An export that an operator was handed, until its person has said whether it is to be taken in.
imports = Table(
    "imports",
    metadata,
    workspace(),
    Column("user_id", ID, nullable=False),
    Column("id", ID, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Utc, nullable=False),
    PrimaryKeyConstraint("workspace", "user_id"),
    of_person(),
)
