"""Every guide that comes with the bot, walked to each of its outcomes: what is clicked, and what is then to be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest

from advice.catalog import builtin
from advice.content_files import Reader
from bot.playground.cast import demo_cast, newcomer
from tests.kit import Json, Somebody, World, a_world, button, words
from tests.stories.guide_ways import Way, ways
from tests.stories.guides import guide, walks

NOTHING = ""  # the end of those who skip every question
ENDS = [
    (placed.entry.id, end)
    for placed in Reader([builtin()]).guides()
    for end in (*(outcome.id for outcome in placed.entry.outcomes), NOTHING)
]
SCORE = re.compile(r"\d\s*(%|/|of \d|out of|points?\b)|\bscored?\b", re.IGNORECASE)
ADDRESS = re.compile(r"https://[^|>]+")


@pytest.fixture(scope="module")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A workspace in which each end is met by somebody of its own."""
    people = tuple(newcomer(number) for number in range(len(ENDS)))
    with a_world(tmp_path_factory.mktemp("ends"), cast=replace(demo_cast(), people=people, rooms=())) as world:
        yield world


@pytest.mark.parametrize(("kind", "end"), ENDS, ids=lambda name: name or "nothing answered")
def test_each_way_through_a_guide_ends_in_what_it_says(everybody: World, kind: str, end: str) -> None:
    who = Somebody(everybody, newcomer(ENDS.index((kind, end))).id)
    if end == NOTHING:
        walks(everybody, who, kind, {})
        reads(who, guide(everybody, kind).no_answers.text)
        return
    assert end in ways(kind), "no answers were found that lead there"
    way = ways(kind)[end]

    assert walks(everybody, who, kind, way.answers) == list(way.answers)

    result = everything_is_said(everybody, who, kind, way)
    assert not SCORE.search(ADDRESS.sub("", said(result)))
    kept = f"SELECT number FROM results r JOIN checks c ON c.id = r.check_id WHERE c.user_id = '{who.id}'"
    assert [row[0] for row in everybody.rows(kept)] == [1]


def everything_is_said(world: World, who: Somebody, kind: str, way: Way) -> Json:
    """Look for all that a guide's end says, on the message that it comes in; returns the message."""
    end = way.end
    items = [item for _, under in end.parts for item in under]
    result = reads(who, end.opening.text)
    for text in (end.outcome.title if end.outcome else "", *(item.text for item in items), end.closing.text):
        assert text in said(result)
    for step in end.steps:
        assert f"{step.name}* ·" in said(result)
        assert step.text in said(result)
    assert items or end.suggestion
    if end.suggestion:
        assert button(result, world.bot.services.catalog.checks[end.suggestion.check].call)
    facts = [fact for passage in (end.opening, *items, *end.steps, end.closing) for fact in passage.facts]
    for document in world.bot.services.catalog.documents(facts):
        assert document.citation in said(result)
        assert document.url is None or f"<{document.url}|" in said(result)
    return result


def reads(who: Somebody, text: str) -> Json:
    """Return the message of the result, in which a text is to be read."""
    result = who.sees("Your result · ")
    assert text in said(result)
    return result


def said(message: Json) -> str:
    """All that can be read in a message, as it was written; its text for notifications says some of it twice."""
    return unescape(words({"blocks": message["blocks"]}))
