"""What somebody does with their brag document, and what they see of it."""

from __future__ import annotations

from datetime import timedelta

from bot.store import evidence
from bot.store.evidence import Entry
from tests.kit import MONDAY, Json, Somebody, World, words

LED = "Led the review of the payment outage"
SAVING = "Saving is agreeing to that; until then nothing is kept."


def shown(who: Somebody) -> str:
    """Return what the document shows when it is asked for."""
    who.runs("/careercheck brag")
    return words({"blocks": who.sees("Your brag document")["blocks"]})


def kept(world: World) -> list[tuple[str, str | None, str]]:
    """Return what is kept: words, pillar, day."""
    return [
        (text, pillar, str(day))
        for text, pillar, day in world.rows("SELECT text, pillar, day FROM evidence ORDER BY id")
    ]


def fields(who: Somebody) -> dict[str, str]:
    """Return what the open form holds."""
    modal = who.modal()
    assert modal, "no form is open"
    inputs = {block["block_id"]: block["element"] for block in modal["blocks"] if block["type"] == "input"}
    return {name: part.get("initial_value", part.get("initial_date", "")) for name, part in inputs.items()}


def sent_elsewhere(
    world: World, who: Somebody, view_id: str, values: dict[str, str], form: Json | None = None
) -> list[Json]:
    """Send the form that is open (or another) from a window of its own; returns what Slack is answered."""
    picked = {"text": "value", "day": "selected_date"}
    state = {
        name: {name: {picked[name]: said} if name in picked else {"selected_option": {"value": said}}}
        for name, said in values.items()
    }
    view = {**(form or who.modal() or {}), "id": view_id, "state": {"values": state}}
    body = {"team": {"id": world.slack.cast.team_id}, "user": {"id": who.id}, "view": view}
    answers: list[Json] = []
    world.bot.router.on_submit(lambda **answer: answers.append(answer), body)  # type: ignore[arg-type]
    world.settles()
    return answers


def writes_down(world: World, who: Somebody, count: int, text: str = "Thing {}") -> None:
    """Let somebody have kept so many entries, a week apart, the newest today."""
    with world.bot.services.database.writing() as connection:
        workspace = world.slack.cast.team_id
        for number in range(count):
            day = (MONDAY - timedelta(weeks=number)).date()
            said = text.format(number)
            evidence.add(connection, workspace, Entry(f"e{number:05}", who.id, said, None, day, MONDAY, None))


def code(message: Json) -> str:
    """Return the text to copy in a message."""
    blocks = [block for block in message["blocks"] if block["type"] == "rich_text"]
    return "".join(part["text"] for block in blocks for part in block["elements"][0]["elements"])


def to_copy(who: Somebody, told: str) -> list[str]:
    """Return the texts to copy in the messages that say this."""
    return [code(message) for message in who.messages() if told in message["text"]]


def agreed_at(world: World, who: Somebody) -> object:
    """Return since when somebody agrees."""
    return world.rows(f"SELECT consented_at FROM people WHERE user_id = '{who.id}'")[0][0]


def posted(world: World, who: Somebody, text: str, channel: str) -> Json:
    """Let somebody write in a channel; returns the message."""
    world.slack.act.message(who.id, text, channel=who._channel(channel))
    world.settles()
    return who.sees(text)


def room(who: Somebody) -> str:
    """Return the name of a channel that somebody is in."""
    return str(next(c["name"] for c in who.screen()["conversations"] if c["id"].startswith("C")))
