"""Advice from anywhere: `/careercheck advice` and `/careercheck topics`, seen by the one who asks alone."""

from __future__ import annotations

import pytest

from tests.kit import Somebody, World, words
from tests.stories.test_advice import answer, card_of, labels


def test_a_question_in_a_channel_is_answered_to_the_one_who_asks(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck advice am I too rusty for code?", channel="general")

    shown = answer(ana)
    assert card_of(world, shown).id == "too-rusty"
    assert shown["ephemeral"]
    for message in world.who("ben").messages():
        assert "rusty" not in words(message)


def test_a_click_there_is_answered_there(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck advice am I too rusty for code?", channel="general")
    other = next(label for label in labels(answer(ana))[1:] if label != "Topics")

    ana.clicks(other, on=answer(ana))

    assert card_of(world, answer(ana)).title == other
    assert answer(ana)["ephemeral"]
    assert world.rows("SELECT * FROM outbox WHERE view LIKE 'advise.%'") == []


def test_without_words_there_are_the_topics(world: World, ana: Somebody) -> None:
    for command in ("/careercheck advice", "/careercheck topics", "/careercheck what can I ask you"):
        ana.runs(command, channel="general")
        assert "What I know about" in words(answer(ana))
        assert len(labels(answer(ana))) == len(world.bot.services.catalog.topics)


def test_where_nothing_fits_the_command_says_so(ana: Somebody) -> None:
    ana.runs("/careercheck advice the lottery numbers of next saturday", channel="general")

    ana.sees("I don't have anything good on that")


def test_the_check_of_a_card_opens_from_a_channel(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck advice how do i become a director", channel="general")
    shown = answer(ana)
    check = world.bot.services.catalog.checks[card_of(world, shown).check or ""]

    ana.clicks(check.call, on=shown)

    assert [row[0] for row in world.rows("SELECT kind FROM checks")] == [check.id]


@pytest.mark.parametrize("name", ["ana", "gus"])
@pytest.mark.parametrize("command", ["/careercheck advice I want to kill myself", "/careercheck I want to die"])
def test_a_cry_for_help_by_command_is_answered_as_one(world: World, name: str, command: str) -> None:
    somebody = world.who(name)

    somebody.runs(command, channel="general")

    shown = somebody.sees(world.bot.services.catalog.words.crisis_text.split("\n")[0][:40])
    assert shown["ephemeral"]
    somebody.does_not_see("Here is what I can do")
