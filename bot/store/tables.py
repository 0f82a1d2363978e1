"""Every table. Each row belongs to a workspace, and every key and reference says so.

A table that holds anything of a person has a `user_id` column: erase and export find it by that (see `person.py`).
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.store.types import Utc

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID = String(32)  # Slack's ids and our own (see ids.py)


def _workspace() -> Column[str]:
    return Column("workspace", ID, nullable=False)


def _of_workspace() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace"], ["workspaces.workspace"], ondelete="CASCADE")


def _of_person() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace", "user_id"], ["people.workspace", "people.user_id"], ondelete="CASCADE")


def _of_check() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace", "check_id"], ["checks.workspace", "checks.id"], ondelete="CASCADE")


workspaces = Table(
    "workspaces",
    metadata,
    Column("workspace", ID, primary_key=True),  # Slack's team id
    Column("bot_user_id", ID, nullable=False),
    Column("bot_id", ID, nullable=False),
    Column("domain", String(100), nullable=False),  # the part of the workspace's address that is its own; for links
    Column("sending", Boolean, nullable=False, server_default=text("true")),  # false once Slack took the token back
    Column("created_at", Utc, nullable=False),
)

people = Table(
    "people",
    metadata,
    _workspace(),
    Column("user_id", ID, nullable=False),
    Column("channel", ID, nullable=False),  # the direct message with the bot
    Column("tz", String(64)),  # Slack's zone name; read at send time
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("facts_at", Utc),  # as of when these two are, by Slack's time; news from before it change nothing
    Column("consented_at", Utc),
    Column("home_digest", String(64)),  # of the Home tab last published, so that the same is not published twice
    Column("last_unasked_at", Utc),  # when the last message went (or may have gone) that they had not asked for
    Column("created_at", Utc, nullable=False),
    Column("last_contact_at", Utc, nullable=False),
    PrimaryKeyConstraint("workspace", "user_id"),
    _of_workspace(),
)

contents = Table(
    "contents",
    metadata,
    _workspace(),
    Column("digest", String(64), nullable=False),
    Column("body", Text, nullable=False),  # the check as JSON: an open check goes on with what it began with
    PrimaryKeyConstraint("workspace", "digest"),
    _of_workspace(),
)

CHECK_STATES = ("offered", "open", "paused", "finished", "abandoned")

checks = Table(
    "checks",
    metadata,
    _workspace(),
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
    PrimaryKeyConstraint("workspace", "id"),
    _of_person(),
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
        sqlite_where=text("state IN ('offered', 'open', 'paused')"),
        postgresql_where=text("state IN ('offered', 'open', 'paused')"),
    ),
)

answers = Table(
    "answers",
    metadata,
    _workspace(),
    Column("id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("check_id", ID, nullable=False),
    Column("question", String(40), nullable=False),
    Column("choice", String(40)),  # null: skipped
    Column("action_ts", String(32), nullable=False),
    Column("at", Utc, nullable=False),
    PrimaryKeyConstraint("workspace", "id"),
    _of_person(),
    _of_check(),
    Index("ix_answers_check", "workspace", "check_id", "question"),
    Index("ix_answers_person", "workspace", "user_id", "at"),
)

notes = Table(
    "notes",
    metadata,
    _workspace(),
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
    _of_person(),
    _of_check(),
    Index("ix_notes_check", "workspace", "check_id"),
    Index("ix_notes_person", "workspace", "user_id"),
)

results = Table(
    "results",
    metadata,
    _workspace(),
    Column("id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("check_id", ID, nullable=False),
    Column("number", Integer, nullable=False),  # 1: as first finished; more: corrected afterwards
    Column("snapshot", JSON, nullable=False),  # the answers and choices it was drawn from; never changed
    Column("finished_at", Utc, nullable=False),
    PrimaryKeyConstraint("workspace", "id"),
    UniqueConstraint("workspace", "check_id", "number"),
    _of_person(),
    _of_check(),
    Index("ix_results_person", "workspace", "user_id", "finished_at"),
)

STEP_STATES = ("open", "done", "dropped")

steps = Table(
    "steps",
    metadata,
    _workspace(),
    Column("id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("check_id", ID),
    Column("text", Text, nullable=False),
    Column("due", Date, nullable=False),  # the person's local date
    Column("state", String(8), nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("closed_at", Utc),
    PrimaryKeyConstraint("workspace", "id"),
    _of_person(),
    _of_check(),
    CheckConstraint(f"state IN {STEP_STATES}", name="state"),
    Index("ix_steps_person", "workspace", "user_id", "state"),
    Index("ix_steps_check", "workspace", "check_id"),
)

paths = Table(
    "paths",
    metadata,
    _workspace(),
    Column("user_id", ID, nullable=False),
    Column("body", JSON, nullable=False),  # advice.career.Path
    Column("revision", Integer, nullable=False, server_default=text("0")),
    Column("due_on", Date),  # the local date of the next milestone that is not recorded yet; none: nothing is ahead
    Column("asked_at", Utc),  # when the card asked for the present role; not again for 90 days
    Column("changed_at", Utc, nullable=False),
    PrimaryKeyConstraint("workspace", "user_id"),
    _of_person(),
    Index(
        "ix_paths_due",
        "due_on",
        sqlite_where=text("due_on IS NOT NULL"),
        postgresql_where=text("due_on IS NOT NULL"),
    ),
)

wishes = Table(
    "wishes",
    metadata,
    _workspace(),
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
    _of_person(),
)

OCCASION_KINDS = ("milestone", "recheck", "unfinished", "step", "again")
OCCASION_STATES = ("waiting", "queued", "told", "unknown", "refused", "skipped", "cancelled")

# What there is to say that nobody is waiting for. Each occasion is one row for ever, so that it is told once.
occasions = Table(
    "occasions",
    metadata,
    _workspace(),
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
    _of_person(),
    CheckConstraint(f"kind IN {OCCASION_KINDS}", name="kind"),
    CheckConstraint(f"state IN {OCCASION_STATES}", name="state"),
    Index(
        "ix_occasions_look",
        "look_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index(
        "ix_occasions_carried",
        "workspace",
        "outbox_id",
        sqlite_where=text("outbox_id IS NOT NULL"),
        postgresql_where=text("outbox_id IS NOT NULL"),
    ),
)

ticks = Table(
    "ticks",
    metadata,
    _workspace(),
    Column("at", Utc, nullable=False),  # the wall clock when the planner last looked
    Column("boot", String(40), nullable=False),  # the machine's run it was read in, and
    Column("up", Float, nullable=False),  # the seconds since that began: a clock that jumps does not move these
    Column("paused_at", Utc),  # since when sending what nobody asked for waits for `careercheck resume`
    Column("facts", JSON, nullable=False),  # by how much the clock jumped and how many fell due; numbers only
    PrimaryKeyConstraint("workspace"),
    _of_workspace(),
)

OUTBOX_STATES = ("due", "sending", "sent", "refused", "cancelled", "skipped", "unknown")

outbox = Table(
    "outbox",
    metadata,
    _workspace(),
    Column("id", ID, nullable=False),  # grows with time, so it orders what one person is told
    Column("user_id", ID, nullable=False),
    Column("verb", String(8), nullable=False),  # post | update | publish | delete
    Column("promise", String(8), nullable=False),  # reply | unasked | tidy (see runtime/outbox.py)
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
    _of_person(),
    CheckConstraint(f"state IN {OUTBOX_STATES}", name="state"),
    # What is due is a small part of what was ever sent: these two stay small.
    Index(
        "ix_outbox_due",
        "urgency",
        "due_at",
        "id",
        sqlite_where=text("state = 'due'"),
        postgresql_where=text("state = 'due'"),
    ),
    Index(
        "ix_outbox_busy",
        "workspace",
        "user_id",
        "id",
        sqlite_where=text("state IN ('due', 'sending')"),
        postgresql_where=text("state IN ('due', 'sending')"),
    ),
    # A row that waits is in none of these: whoever puts it in pays for every index that it comes into.
    Index(
        "ix_outbox_sent",
        "workspace",
        "promise",
        "sent_at",
        sqlite_where=text("sent_at IS NOT NULL"),
        postgresql_where=text("sent_at IS NOT NULL"),
    ),
    Index(
        "ix_outbox_refused",
        "workspace",
        "due_at",
        sqlite_where=text("state = 'refused'"),
        postgresql_where=text("state = 'refused'"),
    ),
    Index(
        "ix_outbox_message",
        "workspace",
        "channel",
        "ts",
        sqlite_where=text("ts IS NOT NULL"),
        postgresql_where=text("ts IS NOT NULL"),
    ),
)

receipts = Table(
    "receipts",
    metadata,
    _workspace(),
    Column("event_id", String(64), nullable=False),  # Slack delivers an event up to four times; its effect is once
    Column("at", Utc, nullable=False),
    PrimaryKeyConstraint("workspace", "event_id"),
    _of_workspace(),
    Index("ix_receipts_at", "at"),
)

processes = Table(
    "processes",
    metadata,
    _workspace(),
    Column("id", ID, nullable=False),  # of one run
    Column("host", String(255), nullable=False),
    Column("pid", Integer, nullable=False),  # on that host; in a container it is the same at every start
    Column("started_at", Utc, nullable=False),
    Column("beat_at", Utc, nullable=False),  # when all was last well with it (see runtime/heartbeat.py)
    Column("ails", String(60)),  # why it has not beaten since
    PrimaryKeyConstraint("workspace", "id"),
    _of_workspace(),
)

EPISODE_KINDS = ("away", "stopped", "database", "refused", "broken", "backlog", "disk", "jump")

episodes = Table(
    "episodes",
    metadata,
    _workspace(),
    Column("id", ID, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("facts", JSON, nullable=False),  # numbers, names of ours and codes of Slack's; nothing about a person
    Column("began_at", Utc, nullable=False),
    Column("over_at", Utc),
    Column("told_at", Utc),  # when the operators' alert was put in the outbox
    PrimaryKeyConstraint("workspace", "id"),
    _of_workspace(),
    CheckConstraint(f"kind IN {EPISODE_KINDS}", name="kind"),
    # One trouble of a kind at a time, whichever process sees it first.
    Index(
        "uq_episodes_open",
        "workspace",
        "kind",
        unique=True,
        sqlite_where=text("over_at IS NULL"),
        postgresql_where=text("over_at IS NULL"),
    ),
    Index("ix_episodes_began", "workspace", "kind", "began_at"),
)
