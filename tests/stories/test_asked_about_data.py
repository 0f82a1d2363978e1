"""Questions about one's own data are answered with what is kept, who sees it and the way out; careers stay careers."""

from __future__ import annotations

import pytest

from bot.features.mydata.asked import asks
from tests.advice.questions import BLIND, KNOWN, Part, read
from tests.kit import Json, Somebody, World, button, words
from tests.kit_content import builtin_content
from tests.stories.steps import begins

ABOUT_DATA = (
    "who can see my data",
    "can I get my data",
    "Can my manager see my answers?",
    "is this private",
    "How do I delete my data?",
    "how long do you keep my data",
    "privacy",
    "delete my account",
    "is this anonymous?",
    "mydata export",
    "mydata erase",
    "Please delete my notes.",
    "what happens to my answers when I leave",
    "can my boss read this?",
    "Can anybody else see what I write here?",
    "do you share my notes with my manager",
    "what data do you have about me",
    "are my answers confidential",
    "is the team summary anonymous",
)
ABOUT_CAREERS = (
    "how do I keep my manager informed",
    "should I share my notes with my team",
    "how do I share my notes with my team",
    "how do I delegate so that people read my docs",
    "can my manager see my work",
    "how can my manager see my results",
    "how do I get data for my promotion case",
    "how do I get my data team to ship",
    "can my data team get this done",
    "how do I get my manager to read my notes",
    "how do I get my account manager",
    "do my private life and my job go together",
    "what do people say about me",
    "my data is private",
    "I keep my notes private",
    "delete",
    "read this",
    "how do I keep this",
)


def newest(who: Somebody) -> Json:
    """Return the newest message of the bot."""
    return [message for message in who.messages() if message["bot"]][-1]


def test_questions_about_ones_data_bring_it_and_who_sees_it_and_the_way_out(ana: Somebody) -> None:
    for asked in ABOUT_DATA:
        ana.writes(asked, thread=False)
        shown = newest(ana)
        assert "Who can see it" in words(shown), asked
        assert button(shown, "Export"), asked
        assert button(shown, "Erase everything"), asked


@pytest.mark.parametrize("asked", ["who can see my data", "is this private?", "privacy", "Delete my account"])
def test_after_the_command_too(ana: Somebody, asked: str) -> None:
    ana.runs("/careercheck help")
    ana.runs(f"/careercheck {asked}")

    assert "Who can see it" in words(newest(ana))


@pytest.mark.parametrize("typed", ["erase @hana", "export @hana", "delete everything you have", "mydata export"])
def test_a_command_that_begins_with_erasing_or_taking_along_leads_there_and_does_nothing(
    world: World, ana: Somebody, typed: str
) -> None:
    ana.runs("/careercheck help")
    ana.runs(f"/careercheck {typed}")

    ana.does_not_see("I don't know")
    assert button(newest(ana), "Erase everything")
    assert world.rows("SELECT user_id FROM people") == [(ana.id,)]
    assert world.rows("SELECT * FROM exports") == []


@pytest.mark.parametrize("asked", ["Who can read my data?", "is this anonymous", "privacy?"])
def test_in_the_thread_of_a_check_as_well_where_it_is_no_note(world: World, ana: Somebody, asked: str) -> None:
    begins(ana)

    ana.writes(asked)

    assert "Who can see it" in ana.in_thread()[-1]
    assert world.rows("SELECT * FROM notes") == []


def test_a_note_that_speaks_of_ones_data_stays_a_note(world: World, ana: Somebody) -> None:
    begins(ana)

    ana.writes("my data is private")

    assert [text for (text,) in world.rows("SELECT text FROM notes")] == ["my data is private"]


@pytest.mark.parametrize("asked", ABOUT_CAREERS)
def test_a_question_about_careers_is_none_about_data(asked: str) -> None:
    assert not asks(asked)


@pytest.mark.parametrize("file", [KNOWN, BLIND])
def test_nothing_that_people_ask_about_careers_is_taken(file: object) -> None:
    part: Part = read(file)  # type: ignore[arg-type]
    taken = sum(asks(text) for text in (*(asked.text for asked in part.asked), *part.off_topic))

    assert taken == 0  # how many, not which: some of them are kept aside


def test_nor_anything_that_the_cards_expect() -> None:
    asked = [ask for card in builtin_content().cards.values() for ask in card.asks]

    assert len(asked) > 5000
    assert [ask for ask in asked if asks(ask)] == []


@pytest.mark.parametrize("odd", ["", " ", "\u202e", "?" * 90, "my data " * 5000, "\ufdfa" * 100, "who " * 25 + "x"])
def test_odd_text_asks_nothing(odd: str) -> None:
    assert not asks(odd)


def test_words_that_can_be_read_in_several_ways_are_read_once() -> None:
    """Else each of them doubles the work."""
    assert not asks("see" + " tell you shown to" * 15 + " zzz")


@pytest.mark.parametrize("dressed", ["WHO can see\u00a0my  DATA??", "who can see my dat\u200ba", "ｗｈｏ sees my data"])
def test_how_it_is_spelled_makes_no_difference(dressed: str) -> None:
    assert asks(dressed)
