"""When to speak unasked: career paths, what people wish to hear of, what there is to say, when we last looked."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
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

paths = Table(
    "paths",
    metadata,
    workspace(),
    Column("user_id", ID, nullable=False),
    Column("body", JSON, nullable=False),  # advice.career.Path
    Column("revision", Integer, nullable=False, server_default=text("0")),
    Column("due_on", Date),  # the local date of the next milestone that is not recorded yet; none: nothing is ahead
    Column("asked_at", Utc),  # when the card asked for the present role; not again for 90 days
    Column("changed_at", Utc, nullable=False),
    PrimaryKeyConstraint("workspace", "user_id"),
    of_person(),
    Index("ix_paths_due", "due_on", **only("due_on IS NOT NULL")),
)

wishes = Table(
    "wishes",
    metadata,
    workspace(),
    Column("user_id", ID, nullable=False),
    Column("recheck", String(12)),  # advice.recheck.Recheck; none: not chosen yet, so nothing is sent
    Column("zone", String(64)),  # in place of Slack's
    Column("weekday", Integer),
    Column("hour", Integer),
    Column("vacations", JSON, nullable=False),  # [[first, last], ...] local dates
    Column("paused", Boolean, nullable=False, server_default=text("false")),
    Column("snoozed_until", Utc),
    Column("kinds", JSON, nullable=False),  # kind of message -> on or off, where chosen
    Column("milestones", JSON, nullable=False),  # milestone -> on or off, where chosen
    Column("changed_at", Utc, nullable=False),
    PrimaryKeyConstraint("workspace", "user_id"),
    of_person(),
)

OCCASION_KINDS = ("milestone", "recheck", "unfinished", "step", "again", "invitation", "team")
OCCASION_STATES = ("waiting", "queued", "told", "unknown", "refused", "skipped", "cancelled")


# What there is to say that nobody is waiting for. Each occasion is one row for ever, so that it is told once.
occasions = Table(
    "occasions",
    metadata,
    workspace(),
    Column("id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("about", String(80), nullable=False),  # what makes it one of its kind: milestone and swing, a check, a step
    Column("due_on", Date, nullable=False),  # the person's local date
    Column("look_at", Utc, nullable=False),  # when to look next whether it may go
    Column("state", String(10), nullable=False),
    Column("reason", String(40)),
    Column("outbox_id", ID),  # the message that carries it
    Column("choice", String(20)),  # what the person chose on it
    Column("chosen_at", Utc),
    Column("seen_at", Utc),  # an unknown one is shown on Home, and mentioned until the person has seen it
    Column("created_at", Utc, nullable=False),
    PrimaryKeyConstraint("workspace", "id"),
    UniqueConstraint("workspace", "user_id", "kind", "about"),
    of_person(),
    CheckConstraint(f"kind IN {OCCASION_KINDS}", name="kind"),
    CheckConstraint(f"state IN {OCCASION_STATES}", name="state"),
    Index("ix_occasions_look", "look_at", **only("state = 'waiting'")),
    Index("ix_occasions_carried", "workspace", "outbox_id", **only("outbox_id IS NOT NULL")),
)

ticks = Table(
    "ticks",
    metadata,
    workspace(),
    Column("at", Utc, nullable=False),  # the wall clock when the planner last looked
    Column("boot", String(40), nullable=False),  # the machine's run it was read in, and
    Column("up", Float, nullable=False),  # the seconds since that began: a clock that jumps does not move these
    Column("paused_at", Utc),  # since when sending what nobody asked for waits for `careercheck resume`
    Column("facts", JSON, nullable=False),  # by how much the clock jumped and how many fell due; numbers only
    PrimaryKeyConstraint("workspace"),
    of_workspace(),
)
