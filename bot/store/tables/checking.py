"""The checks: what each began with, was answered and noted, what came of it, what is to be done, what was done."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.store.tables.keys import ID, metadata, of_check, of_person, of_workspace, only, workspace
from bot.store.types import Utc

contents = Table(
    "contents",
    metadata,
    workspace(),
    Column("digest", String(64), nullable=False),
    Column("body", Text, nullable=False),  # the check as JSON: an open check goes on with what it began with
    PrimaryKeyConstraint("workspace", "digest"),
    of_workspace(),
)

CHECK_STATES = ("offered", "open", "paused", "finished", "abandoned")

checks = Table(
    "checks",
    metadata,
    workspace(),
    Column("id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("content", String(64), nullable=False),
    Column("state", String(12), nullable=False),
    Column("revision", Integer, nullable=False, server_default=text("0")),
    Column("progress", JSON, nullable=False),  # advice.check.Progress
    Column("channel", ID),
    Column("thread_ts", String(32)),
    Column("started_at", Utc, nullable=False),
    Column("touched_at", Utc, nullable=False),
    Column("finished_at", Utc),
    Column("judged", Boolean, nullable=False, server_default=text("false")),  # they said whether it was useful
    PrimaryKeyConstraint("workspace", "id"),
    of_person(),
    ForeignKeyConstraint(["workspace", "content"], ["contents.workspace", "contents.digest"]),
    CheckConstraint(f"state IN {CHECK_STATES}", name="state"),
    Index("ix_checks_person", "workspace", "user_id", "kind", "started_at"),
    Index("ix_checks_thread", "workspace", "channel", "thread_ts"),
    Index("ix_checks_content", "workspace", "content"),
    # At most one unfinished check of a kind a person.
    Index(
        "uq_checks_unfinished",
        "workspace",
        "user_id",
        "kind",
        unique=True,
        **only("state IN ('offered', 'open', 'paused')"),
    ),
)

answers = Table(
    "answers",
    metadata,
    workspace(),
    Column("id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("check_id", ID, nullable=False),
    Column("question", String(40), nullable=False),
    Column("choice", String(40)),  # null: skipped
    Column("action_ts", String(32), nullable=False),
    Column("at", Utc, nullable=False),
    PrimaryKeyConstraint("workspace", "id"),
    of_person(),
    of_check(),
    Index("ix_answers_check", "workspace", "check_id", "question"),
    Index("ix_answers_person", "workspace", "user_id", "at"),
)

notes = Table(
    "notes",
    metadata,
    workspace(),
    Column("id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("check_id", ID, nullable=False),
    Column("question", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("channel", ID, nullable=False),
    Column("message_ts", String(32), nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("edited_at", Utc),
    PrimaryKeyConstraint("workspace", "id"),
    UniqueConstraint("workspace", "channel", "message_ts"),
    of_person(),
    of_check(),
    Index("ix_notes_check", "workspace", "check_id"),
    Index("ix_notes_person", "workspace", "user_id"),
)

results = Table(
    "results",
    metadata,
    workspace(),
    Column("id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("check_id", ID, nullable=False),
    Column("number", Integer, nullable=False),  # 1: as first finished; more: corrected afterwards
    Column("snapshot", JSON, nullable=False),  # the answers and choices it was drawn from; never changed
    Column("finished_at", Utc, nullable=False),
    PrimaryKeyConstraint("workspace", "id"),
    UniqueConstraint("workspace", "check_id", "number"),
    of_person(),
    of_check(),
    Index("ix_results_person", "workspace", "user_id", "finished_at"),
)

STEP_STATES = ("open", "done", "dropped")

steps = Table(
    "steps",
    metadata,
    workspace(),
    Column("id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("check_id", ID),
    Column("text", Text, nullable=False),
    Column("due", Date, nullable=False),  # the person's local date
    Column("state", String(8), nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("closed_at", Utc),
    PrimaryKeyConstraint("workspace", "id"),
    of_person(),
    of_check(),
    CheckConstraint(f"state IN {STEP_STATES}", name="state"),
    Index("ix_steps_person", "workspace", "user_id", "state"),
    Index("ix_steps_check", "workspace", "check_id"),
)

# What somebody wrote down of their work besides: with notes and steps that are done, their evidence.
evidence = Table(
    "evidence",
    metadata,
    workspace(),
    Column("id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("text", Text, nullable=False),
    Column("pillar", String(40)),  # a section of the SET check; null: none of them
    Column("day", Date, nullable=False),  # what it is about was then, by the person's local date
    Column("created_at", Utc, nullable=False),
    Column("edited_at", Utc),
    PrimaryKeyConstraint("workspace", "id"),
    of_person(),
    Index("ix_evidence_person", "workspace", "user_id", "pillar", "day"),
)

# How often something was found useful, and not: counts alone, so that nobody stands behind an answer.
useful = Table(
    "useful",
    metadata,
    workspace(),
    Column("what", String(40), nullable=False),  # the id of a check
    Column("yes", Integer, nullable=False, server_default=text("0")),
    Column("no", Integer, nullable=False, server_default=text("0")),
    PrimaryKeyConstraint("workspace", "what"),
    of_workspace(),
)
