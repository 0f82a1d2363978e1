"""A lead, a team and the people they invite, for stories of teams."""

from __future__ import annotations

import threading
from typing import Any

from tests.kit import Json, Somebody, World, button, words
from tests.stories.nudges import ticks

ASKS = "An invitation to the team"


def makes(lead: Somebody, name: str = "Platform", *invited: Somebody, **fields: Any) -> None:
    """Create a team through the form."""
    opens(lead)
    people = {"people": [one.id for one in invited]} if invited else {}
    lead.submits(name=name, **people, **fields)
    assert lead.modal() is None, lead.modal()


def opens(lead: Somebody) -> str:
    """Open the form for a new team, and read it."""
    lead.runs("/careercheck team")
    lead.clicks("Create a team")
    return words(lead.modal() or {})


def sends_at_once(world: World, who: Somebody, *forms: Json) -> list[Json]:
    """Submit forms at the same moment, each as Slack would send it; returns what each acknowledgement says."""
    answers: list[Json] = []

    def send(form: Json) -> None:
        body = {"team": {"id": world.slack.cast.team_id}, "user": {"id": who.id}, "view": form, "trigger_id": "1.2.3"}
        world.bot.router.on_submit(lambda **given: answers.append(given), body)  # type: ignore[arg-type]

    threads = [threading.Thread(target=send, args=(form,)) for form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    world.settles()
    return answers


def filled(who: Somebody, **fields: Json) -> Json:
    """Return the form that is open, filled in as Slack sends it: field -> what its element holds."""
    values = {name: {name: held} for name, held in fields.items()}
    return {**(who.modal() or {}), "state": {"values": values}}


def asks(world: World, *people: Somebody) -> None:
    """Let the planner look until these people have been asked."""
    world.passes(hours=1)
    ticks(world)
    world.passes(minutes=1)  # what nobody waits for goes one by one
    for one in people:
        assert button(invitation(one) or {"blocks": []}, "Join"), f"{one.id} was not asked"


def invitation(who: Somebody) -> Json | None:
    """Return the newest invitation that somebody has, answered or not."""
    found = [message for message in who.messages() if ASKS in words(message)]
    return found[-1] if found else None


def makes_with(world: World, lead: Somebody, *members: Somebody, name: str = "Platform") -> None:
    """Create a team that these people join."""
    makes(lead, name, *members)
    asks(world, *members)
    for one in members:
        one.clicks("Join")


def errors(who: Somebody) -> dict[str, str]:
    """Return what is to be mended in the form, by field."""
    found: dict[str, str] = (who.modal() or {})["errors"]
    return found


def states(world: World) -> dict[str, str]:
    """Return what became of each invitation, by user id."""
    found = world.rows("SELECT user_id, state FROM invitations ORDER BY at, id")
    return {str(user): str(state) for user, state in found}


def members(world: World) -> set[str]:
    """Return who belongs to a team now."""
    return {user for (user,) in world.rows("SELECT user_id FROM memberships WHERE left_at IS NULL")}


def team_of(world: World, name: str = "Platform") -> str:
    """Return the id of a team."""
    ((found,),) = world.rows(f"SELECT id FROM teams WHERE name = '{name}'")
    return str(found)


def card(who: Somebody) -> Json:
    """Ask for one's teams."""
    who.runs("/careercheck team")
    return newest(who)


def newest(who: Somebody) -> Json:
    """Return the newest message of all that somebody sees."""
    return max(who.messages(), key=lambda message: float(message["ts"]))


def labels(shown: Json) -> list[str]:
    """Return what can be pressed in a message."""
    blocks = [block for block in shown["blocks"] if block["type"] == "actions"]
    return [element["text"]["text"] for block in blocks for element in block["elements"]]


def presses_forged(world: World, who: Somebody, message: Json, label: str, value: str) -> None:
    """Press a button with another value than it carries."""
    action = button(message, label)
    assert action, label
    forged = {**action, "value": value}
    world.slack.act.click(who.id, channel=message["channel"], stale=True, action=forged, message=message)
    world.settles()


def audited(world: World) -> list[tuple[str, str, str]]:
    """Return what operators can read: who did what, and what came of it."""
    return [tuple(row) for row in world.rows("SELECT user_id, action, outcome FROM audit ORDER BY at, id")]
