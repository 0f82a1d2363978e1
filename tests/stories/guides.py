"""Stretches of a guide's conversation that several stories walk through."""

from __future__ import annotations

from collections.abc import Mapping

from advice.catalog import Guide
from tests.kit import Json, Somebody, World
from tests.stories.steps import begins

MANAGER = {"role": "manager", "direction": "people", "pull": "lead"}
ENGINEER = {"role": "engineer", "direction": "technology", "built": "seven_plus"}
BACK = {
    "role": "team",
    "gone": "under_three",
    "last": "lately",
    "rusty": "code",
    "quiet": "can",
    "draw": "love",
    "title": "fine",
    "aim": "senior",
    "start": "new",
    "place": "yes",
    "months": "yes",
    "keep": "strategy",
}


def guide(world: World, kind: str) -> Guide:
    """A guide as the bot has it."""
    found = world.bot.services.catalog.checks[kind]
    assert isinstance(found, Guide)
    return found


def asked(world: World, kind: str) -> str | None:
    """The question of a guide that waits, by its id."""
    found = world.rows(f"SELECT progress ->> 'current' FROM checks WHERE kind = '{kind}' ORDER BY id DESC")
    return found[0][0] or None


def states(world: World, kind: str) -> list[str]:
    """The states of all checks of a kind, the oldest first."""
    return [row[0] for row in world.rows(f"SELECT state FROM checks WHERE kind = '{kind}' ORDER BY id")]


def given(world: World, kind: str) -> list[tuple[str, str | None]]:
    """Every answer to a kind of check, in the order they were given."""
    query = "SELECT question, choice FROM answers a JOIN checks c ON c.id = a.check_id AND c.workspace = a.workspace"
    return [(row[0], row[1]) for row in world.rows(f"{query} WHERE c.kind = '{kind}' ORDER BY a.id")]


def goes_on(world: World, who: Somebody, kind: str, answers: Mapping[str, str]) -> list[str]:
    """Press the button of each answer as its question comes, and *Skip* for the rest; returns what was asked."""
    put = []
    while (question := asked(world, kind)) is not None:
        put.append(question)
        label = guide(world, kind).answer(question, answers[question]).label if question in answers else "Skip"
        who.clicks(label, on=card(world, who, kind, question))
    return put


def card(world: World, who: Somebody, kind: str, question: str) -> Json:
    """The newest card of a question."""
    return who.sees(guide(world, kind).question(question).ask.replace("&", "&amp;"))


def walks(world: World, who: Somebody, kind: str, answers: Mapping[str, str]) -> list[str]:
    """Open a guide, start it and go through it; returns what was asked."""
    begins(who, f"/careercheck {kind}")
    return goes_on(world, who, kind, answers)


def outcome(world: World, kind: str, name: str) -> str:
    """The title of an outcome."""
    return next(one.title for one in guide(world, kind).outcomes if one.id == name)
