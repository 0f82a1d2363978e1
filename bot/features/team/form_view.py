"""The forms about a team: a new one, people to invite, another name, who may read, who leads. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.features.team.typed import MOST_PICKED, MOST_VIEWERS
from bot.features.team.words import DAYS_APART, MOST_INVITED, takes
from bot.runtime.blocks import Block, RenderedView, context, modal, section
from bot.runtime.fields import Options, field, line_input, people_input, person_input, select
from bot.store.tables.teaming import LONGEST_NAME

ASKED = (
    "Each of them gets one message that says who leads, what you will see and what not. Joining is their own click: I "
    "don't tell you who joined, said no or left. "
    f"You can invite {MOST_INVITED} people in {DAYS_APART} days, each once."
)
READ = (
    "They read each summary as you do, and are not counted in it. Guests can't read. The members are told who may read."
)
HANDED = "From then on they lead the team and read its summaries, and you don't. The members are told."


def new(owner: str, groups: Options, people: int, closes: date) -> RenderedView:
    """A new team.

    Args:
        owner: whose form it is.
        groups: user groups, as (id, name).
        people: how many a summary takes.
        closes: the last day that counts for the first one.
    """
    return modal(
        "team.create",
        "Create a team",
        section("takes", takes(people, closes, first=True)),
        field("name", "What is it called?", line_input("name", most=LONGEST_NAME, placeholder="Platform guild")),
        *_invite(groups),
        field("viewers", "Who else may read?", people_input("viewers", most=MOST_VIEWERS), optional=True, hint=READ),
        submit="Create",
        metadata=owner,
    )


def invite(team_id: str, groups: Options, words: str) -> RenderedView:
    """More people to invite. `words`: what a summary takes."""
    fields = (section("takes", words), *_invite(groups))
    return modal("team.send_invitations", "Invite people", *fields, submit="Invite", metadata=team_id)


def rename(team_id: str, name: str) -> RenderedView:
    """Another name."""
    typed = line_input("name", most=LONGEST_NAME, initial=name)
    hint = "Everybody who reads or belongs to the team sees it."
    fields = (field("name", "What is it called?", typed, hint=hint),)
    return modal("team.save_name", "Rename the team", *fields, submit="Save", metadata=team_id)


def viewers(team_id: str, now: Sequence[str]) -> RenderedView:
    """Who may read beside the lead. `now`: who does."""
    picked = people_input("viewers", most=MOST_VIEWERS, initial=now)
    fields = (field("viewers", "Who may read, beside you?", picked, optional=True, hint=READ),)
    return modal("team.save_viewers", "Who may read", *fields, submit="Save", metadata=team_id)


def lead(team_id: str) -> RenderedView:
    """Who leads from now on."""
    fields = (field("lead", "Who leads from now on?", person_input("lead"), hint=HANDED),)
    return modal("team.save_lead", "Hand the team over", *fields, submit="Hand over", metadata=team_id)


def _invite(groups: Options) -> list[Block]:
    return [
        field("people", "Whom do you invite?", people_input("people", most=MOST_PICKED), optional=True),
        *([field("group", "Or a user group", select("group", groups, None), optional=True)] if groups else []),
        context("asked", ASKED),
    ]
