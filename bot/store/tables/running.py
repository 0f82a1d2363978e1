"""The bot itself: which processes run, and what trouble there was."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, Column, Index, Integer, PrimaryKeyConstraint, String, Table

from bot.store.tables.keys import ID, metadata, of_workspace, only, workspace
from bot.store.types import Utc

processes = Table(
    "processes",
    metadata,
    workspace(),
    Column("id", ID, nullable=False),  # of one run
    Column("host", String(255), nullable=False),
    Column("pid", Integer, nullable=False),  # on that host; in a container it is the same at every start
    Column("started_at", Utc, nullable=False),
    Column("beat_at", Utc, nullable=False),  # when all was last well with it (see runtime/heartbeat.py)
    Column("ails", String(60)),  # why it has not beaten since
    PrimaryKeyConstraint("workspace", "id"),
    of_workspace(),
)

EPISODE_KINDS = ("away", "stopped", "database", "refused", "broken", "backlog", "disk", "jump")

episodes = Table(
    "episodes",
    metadata,
    workspace(),
    Column("id", ID, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("facts", JSON, nullable=False),  # numbers, names of ours and codes of Slack's; nothing about a person
    Column("began_at", Utc, nullable=False),
    Column("over_at", Utc),
    Column("told_at", Utc),  # when the operators' alert was put in the outbox
    PrimaryKeyConstraint("workspace", "id"),
    of_workspace(),
    CheckConstraint(f"kind IN {EPISODE_KINDS}", name="kind"),
    # One trouble of a kind at a time, whichever process sees it first.
    Index("uq_episodes_open", "workspace", "kind", unique=True, **only("over_at IS NULL")),
    Index("ix_episodes_began", "workspace", "kind", "began_at"),
)
