"""Teams: who leads, sees and belongs to them, and what was told of them.

What somebody is to a team is never changed, only ended: a close that is late looks at how things stood on its day. A
`user_id` that may be null stays behind without its person when they are erased (see `bot/store/person.py`).
"""

from __future__ import annotations

from sqlalchemy import (
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

from bot.store.tables.keys import ID, metadata, of_person, of_workspace, only, workspace
from bot.store.types import Utc

LONGEST_NAME = 60
INVITATION_STATES = ("new", "asked", "joined", "declined", "void")


def _of_team() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace", "team_id"], ["teams.workspace", "teams.id"], ondelete="CASCADE")


teams = Table(
    "teams",
    metadata,
    workspace(),
    Column("id", ID, nullable=False),
    Column("name", String(LONGEST_NAME), nullable=False),
    Column("created_on", Date, nullable=False),  # by the organisation's clock, like every date of a team
    Column("next_on", Date, nullable=False),  # the last day that counts for the next close
    Column("closed_on", Date),  # the same of the last close, whatever came of it, and
    Column("period_first", Date),  # the period it was for
    Column("period_last", Date),
    Column("released", Boolean, nullable=False, server_default=text("false")),  # whether there ever was a summary
    Column("created_at", Utc, nullable=False),
    Column("dissolved_at", Utc),
    PrimaryKeyConstraint("workspace", "id"),
    of_workspace(),
    Index("ix_teams_next", "workspace", "next_on", **only("dissolved_at IS NULL")),
)

# Who may read a team's summary. Not only people whom we have met: whoever is named may come later.
viewers = Table(
    "viewers",
    metadata,
    workspace(),
    Column("team_id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("since", Utc, nullable=False),
    Column("until", Utc),
    Column("leads", Boolean, nullable=False),
    PrimaryKeyConstraint("workspace", "team_id", "user_id", "since"),
    _of_team(),
    Index("uq_viewers_now", "workspace", "team_id", "user_id", unique=True, **only("until IS NULL")),
    Index("uq_viewers_lead", "workspace", "team_id", unique=True, **only("until IS NULL AND leads")),
    Index("ix_viewers_person", "workspace", "user_id"),
)

memberships = Table(
    "memberships",
    metadata,
    workspace(),
    Column("team_id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("joined_at", Utc, nullable=False),
    Column("left_at", Utc),
    PrimaryKeyConstraint("workspace", "team_id", "user_id", "joined_at"),
    _of_team(),
    of_person(),
    Index("uq_memberships_now", "workspace", "team_id", "user_id", unique=True, **only("left_at IS NULL")),
    Index("ix_memberships_person", "workspace", "user_id"),
)

# In which team somebody counts, from when on. The newest counts; it never ends but by a newer one.
primaries = Table(
    "primaries",
    metadata,
    workspace(),
    Column("user_id", ID, nullable=False),
    Column("since", Utc, nullable=False),
    Column("team_id", ID, nullable=False),
    PrimaryKeyConstraint("workspace", "user_id", "since"),
    _of_team(),
    of_person(),
    Index("ix_primaries_team", "workspace", "team_id"),
)

# Whom a team has invited: once for ever. What became of it is never shown to anybody but the invited.
invitations = Table(
    "invitations",
    metadata,
    workspace(),
    Column("team_id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("id", ID, nullable=False),
    Column("at", Utc, nullable=False),
    Column("state", String(10), nullable=False),
    PrimaryKeyConstraint("workspace", "team_id", "user_id"),
    UniqueConstraint("workspace", "id"),
    _of_team(),
    CheckConstraint(f"state IN {INVITATION_STATES}", name="state"),
    Index("ix_invitations_new", "workspace", "at", **only("state = 'new'")),
    Index("ix_invitations_person", "workspace", "user_id"),
)

# How many somebody has invited, and when: there is a limit.
invited = Table(
    "invited",
    metadata,
    workspace(),
    Column("user_id", ID, nullable=False),
    Column("at", Utc, nullable=False),
    Column("people", Integer, nullable=False),
    PrimaryKeyConstraint("workspace", "user_id", "at"),
    of_person(),
)

# What was told of a team at a close: written once, never changed.
summaries = Table(
    "summaries",
    metadata,
    workspace(),
    Column("id", ID, nullable=False),
    Column("team_id", ID, nullable=False),
    Column("closed_on", Date, nullable=False),
    Column("period_first", Date, nullable=False),
    Column("body", Text),  # advice.release.Release.written(); none: not this time
    Column("made_at", Utc, nullable=False),
    PrimaryKeyConstraint("workspace", "id"),
    UniqueConstraint("workspace", "team_id", "closed_on"),
    _of_team(),
    Index("uq_summaries_period", "workspace", "team_id", "period_first", unique=True, **only("body IS NOT NULL")),
)

# Who was counted in which quarter ("2026-Q3"): nobody twice, in whatever team.
ledger = Table(
    "ledger",
    metadata,
    workspace(),
    Column("user_id", ID, nullable=False),
    Column("quarter", String(7), nullable=False),
    Column("team_id", ID, nullable=False),
    PrimaryKeyConstraint("workspace", "user_id", "quarter"),
    _of_team(),
    of_person(),
    Index("ix_ledger_team", "workspace", "team_id"),
)

# Who has read a summary as its lead or viewer, and when; members see it.
pulls = Table(
    "pulls",
    metadata,
    workspace(),
    Column("id", ID, nullable=False),
    Column("team_id", ID, nullable=False),
    Column("summary_id", ID, nullable=False),
    Column("user_id", ID),  # none: erased since
    Column("at", Utc, nullable=False),
    PrimaryKeyConstraint("workspace", "id"),
    _of_team(),
    ForeignKeyConstraint(["workspace", "summary_id"], ["summaries.workspace", "summaries.id"], ondelete="CASCADE"),
    Index("ix_pulls_team", "workspace", "team_id", "at"),
    Index("ix_pulls_summary", "workspace", "summary_id"),
    Index("ix_pulls_person", "workspace", "user_id"),
)

# What was done with teams and what was refused, for operators: no content, no names.
audit = Table(
    "audit",
    metadata,
    workspace(),
    Column("id", ID, nullable=False),
    Column("at", Utc, nullable=False),
    Column("user_id", ID),  # who acted; none: erased since
    Column("action", String(40), nullable=False),  # a name of the policy
    Column("about", ID),  # the team's id
    Column("outcome", String(10), nullable=False),  # done, refused
    PrimaryKeyConstraint("workspace", "id"),
    of_workspace(),
    Index("ix_audit_at", "workspace", "at"),
    Index("ix_audit_person", "workspace", "user_id"),
)
