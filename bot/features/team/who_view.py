"""Who sees what of somebody: their teams, who may read, and who did. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.runtime.blocks import (
    Block,
    Element,
    Rendered,
    actions,
    ask_first,
    button,
    context,
    escape,
    header,
    message,
    section,
)
from bot.store.pulls import Pull
from bot.store.teams import Viewer

NO_TEAM = "You're in no team, so nothing that you answer is counted in anybody's summary."
OTHERS = "Whoever runs me can read my database, and owners of this Slack workspace may be able to export messages."
ALONE = f"I show your answers, notes, steps and path to you alone: to no manager, lead or colleague. {OTHERS}"
NEVER = (
    "Never in a summary: names, single answers, notes, when or whether you answered, your career path, milestones. "
    "Nobody is told who belongs to a team, not even its lead. It is blurred and confidential, not anonymous: that you "
    f"take part may show. {OTHERS}"
)
LEAVING = "You won't be in its next summary. What was told before stays as it is. The lead isn't told."
MOST_TEAMS = 5  # in a message


@dataclass(frozen=True)
class Belonging:
    """A team that somebody belongs to. Neither how many others do, nor who."""

    id: str
    name: str
    counts: bool  # they count in this one
    elsewhere: bool  # they count in another one that they belong to
    reads: bool  # they may read its summary themselves, so they count in none of its summaries
    readers: Sequence[Viewer]  # its lead first
    pulls: Sequence[Pull]  # the newest ones
    more: int  # pulls before those
    has_summary: bool


@dataclass(frozen=True)
class Ties:
    """Everything that somebody is to teams: where they belong, and as (team id, name) whose summary they may read.

    `others` and `more_to_read`: how many there are of either that are not shown.
    """

    belongings: Sequence[Belonging]
    others: int
    reads: Sequence[tuple[str, str]]
    more_to_read: int


def who(ties: Ties) -> Rendered:
    """Everything about somebody's teams, and the summaries they may read themselves."""
    if not ties.belongings and not ties.reads:
        return message(f"{NO_TEAM} {ALONE}", section("none", NO_TEAM), section("alone", ALONE), _kept())
    return message(
        "Who sees what of you, and who has read your team's summary.",
        header("who.title", "Who sees what"),
        section("none", NO_TEAM) if not ties.belongings else None,
        *(block for team in ties.belongings for block in team_blocks(team)),
        context("left", f"You are in {ties.others} more.") if ties.others else None,
        *to_read(ties.reads),
        context("more", f"You may read {ties.more_to_read} more.") if ties.more_to_read else None,
        context("never", NEVER),
        _kept(),
    )


def team_blocks(team: Belonging) -> list[Block]:
    """One team: where its member counts, who may read, who did, and what they can do."""
    return [
        section(f"who.{team.id}", f"*{escape(team.name)}*\n{_counted(team)}\n{_readers(team)}", find_links=False),
        context(f"who.{team.id}.pulls", _pulled(team)),
        actions(
            f"who.{team.id}.go",
            *([button("Read the summary", "summary.read", team.id)] if team.has_summary else []),
            *([button("Count me here", "team.primary", team.id)] if not (team.counts or team.reads) else []),
            button("Leave", "team.leave", team.id, confirm=ask_first("Leave this team?", LEAVING, "Leave", "Stay")),
        ),
    ]


def to_read(teams: Sequence[tuple[str, str]]) -> list[Block]:
    """The way to each summary that somebody may read, as (team id, name)."""
    return [
        section(f"reads.{team_id}", f"You may read the summary of *{escape(name)}*.", _see(team_id), find_links=False)
        for team_id, name in teams
    ]


def _kept() -> Block:
    return actions("kept", button("What I keep about you", "mydata.show"))


def _see(team_id: str) -> Element:
    return button("See the team's summary", "summary.pull", team_id)


def _counted(team: Belonging) -> str:
    if team.reads:
        return "You may read its summary yourself, so you aren't counted in it."
    if team.counts:
        return "You count in this team's summary if you finished a SET check in the twelve months before it is made."
    if team.elsewhere:
        return "You count in another team, not in this one."
    return "You count in no team's summary now."


def _readers(team: Belonging) -> str:
    if not team.readers:
        return "Nobody leads this team now, so its members alone may read its summary."
    names = [f"<@{reader.user_id}>{' (lead)' if reader.leads else ''}" for reader in team.readers]
    return f"Its summary may be read by {', '.join(names)}, and by its members."


def _pulled(team: Belonging) -> str:
    if not team.has_summary:
        return "There is no summary yet."
    if not team.pulls:
        return "Nobody of them has read it so far."
    lines = [f"• {_reader(pull)}, {_at(pull.at)}" for pull in team.pulls]
    return "\n".join(["Read by", *lines, *([f"and {team.more} more, before that"] if team.more else [])])


def _reader(pull: Pull) -> str:
    return f"<@{pull.user_id}>" if pull.user_id else "somebody whose data was deleted since"


def _at(when: datetime) -> str:
    """A moment that Slack shows in the reader's own zone."""
    return f"<!date^{int(when.timestamp())}^{{date_short}}, {{time}}|{when:%Y-%m-%d %H:%M} UTC>"
