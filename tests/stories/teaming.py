"""A lead, a team and the people they invite, for stories of teams."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.kit import Json, Somebody, World, button, words
from tests.stories.nudges import ticks

WEEK = timedelta(days=7)
STATES = "SELECT user_id, state FROM invitations ORDER BY at, id"


def makes(
    lead: Somebody, name: str = "Platform", *invited: Somebody, viewers: tuple[Somebody, ...] = (), **more: Any
) -> None:
    """Create a team through the form."""
    lead.runs("/careercheck team")
    lead.clicks("Create a team")
    people = {"people": [one.id for one in invited]} if invited else {}
    readers = {"viewers": [one.id for one in viewers]} if viewers else {}
    lead.submits(name=name, **people, **readers, **more)


def is_asked(world: World, *people: Somebody) -> None:
    """Let the planner look until each has their invitation."""
    ticks(world)
    for one in people:
        assert invitation(one), one.id


def invitation(who: Somebody) -> Json | None:
    """Return the newest invitation that somebody has, answered or not."""
    found = [message for message in who.messages() if "An invitation to the team" in words(message)]
    return found[-1] if found else None


def joins(who: Somebody) -> None:
    """Click *Join*."""
    who.clicks("Join")


def pressed(who: Somebody, label: str) -> Json:
    """Return the newest message with a button, to press it as it stood then."""
    message = who.with_button(label)
    assert button(message, label)
    return message


def states(world: World) -> dict[str, str]:
    """Return what became of each invitation, by user id."""
    return {user_id: state for user_id, state in world.rows(STATES)}


def card(who: Somebody) -> str:
    """Ask for one's teams and read the answer."""
    who.runs("/careercheck team")
    return words(who.messages()[-1]) if False else words(newest(who))


def newest(who: Somebody) -> Json:
    """Return the newest message anywhere."""
    return max(who.messages(), key=lambda message: float(message["ts"]))
