"""A question in the bot's own words: a card with its sources, two more, the check that fits, and nothing kept of it."""

from __future__ import annotations

import pytest

from advice.catalog import Card
from tests.kit import Json, Somebody, World, button, words
from tests.stories.steps import begins

RUSTY = "Am I too rusty?"
AT_A_LOSS = "I don't have anything good on that"


def labels(message: Json) -> list[str]:
    """Return what the buttons of a message say."""
    return [
        element["text"]["text"]
        for block in message["blocks"]
        for element in [*block.get("elements", []), block.get("accessory", {})]
        if element.get("type") == "button"
    ]


def answer(somebody: Somebody) -> Json:
    """Return the newest message of the bot."""
    return [message for message in somebody.messages() if message["bot"]][-1]


def card_of(world: World, message: Json) -> Card:
    """Return the card that a message shows."""
    cards = world.bot.services.catalog.cards.values()
    return next(card for card in cards if f"*{card.title}*" in words(message))


def test_a_question_is_answered_with_a_card_and_whose_word_it_is(world: World, ana: Somebody) -> None:
    ana.writes(RUSTY, thread=False)

    shown = answer(ana)
    assert card_of(world, shown).id == "too-rusty"
    assert "Charity Majors, <https://charity.wtf/2022/03/24/" in words(shown)
    assert "(2022)" in words(shown)
    assert "From experience, not from data." in words(shown)
    assert not shown["ephemeral"]


def test_the_check_that_fits_and_two_more_cards_are_a_click_away(world: World, ana: Somebody) -> None:
    ana.writes(RUSTY, thread=False)
    fits, *more = labels(answer(ana))
    catalog = world.bot.services.catalog
    assert fits == catalog.checks["return"].call == "Plan a way back"
    assert len([label for label in more if label in {card.title for card in catalog.cards.values()}]) == 2

    ana.clicks(more[0])

    assert card_of(world, answer(ana)).title == more[0]
    assert labels(answer(ana))[-1] == "Topics"


def test_the_button_of_a_check_opens_it(world: World, ana: Somebody) -> None:
    ana.writes("how do i become a director", thread=False)
    shown = answer(ana)
    check = world.bot.services.catalog.checks[card_of(world, shown).check or ""]

    ana.clicks(check.call, on=shown)

    assert [row[0] for row in world.rows("SELECT kind FROM checks")] == [check.id]


def test_topics_lead_to_their_cards(world: World, ana: Somebody) -> None:
    ana.writes("topics", thread=False)
    assert [label for label in labels(answer(ana)) if label] == [
        topic.title for topic in world.bot.services.catalog.topics.values()
    ]

    ana.clicks("Going back to building")
    shown = answer(ana)
    cards = world.bot.services.catalog.cards_of("going-back")
    assert labels(shown) == [*(card.title for card in cards), "All topics"]

    ana.clicks("Too rusty to go back?")
    assert card_of(world, answer(ana)).id == "too-rusty"
    ana.clicks("All topics", on=shown)
    assert len(labels(answer(ana))) == len(world.bot.services.catalog.topics)


@pytest.mark.parametrize(
    "typed",
    [
        "what is the best recipe for pancakes with blueberries",
        "asdfgh qwertz yxcvb",
        "the lottery numbers of next saturday please",
        "you are a stupid useless piece of shit",
        "fuck off",
    ],
)
def test_where_nothing_fits_it_says_so_without_a_lecture_and_offers_topics(
    world: World, ana: Somebody, typed: str
) -> None:
    ana.writes(typed, thread=False)

    shown = answer(ana)
    assert AT_A_LOSS in words(shown)
    topics = [topic.title for topic in world.bot.services.catalog.topics.values()]
    assert labels(shown) == [*topics, "All checks"]
    ana.clicks("Becoming a director")
    assert "What the job is" in words(answer(ana))


def test_a_slip_of_the_fingers_does_no_harm(world: World, ana: Somebody) -> None:
    ana.writes("am i to rustty to go bakc to enginering", thread=False)

    assert card_of(world, answer(ana)).topic == "going-back"


@pytest.mark.parametrize("typed", ["hlep", "setings", "resul"])
def test_a_slip_for_a_command_is_taken_as_one(ana: Somebody, typed: str) -> None:
    ana.writes(typed, thread=False)

    assert "Did you mean" in words(answer(ana))


@pytest.mark.parametrize(
    "typed",
    ["Soll ich wieder als Entwickler arbeiten oder Manager bleiben?", "¿Debería ser gerente o seguir programando?"],
)
def test_another_language_is_met_kindly(ana: Somebody, typed: str) -> None:
    ana.writes(typed, thread=False)

    assert "English is all I have so far" in words(answer(ana))
    assert "Going back to building" in labels(answer(ana))


@pytest.mark.parametrize("typed", [":tada: :thinking_face:", "🤯🤯", "...", "!!!", "\u200b"])
def test_what_has_no_words_is_answered_too(ana: Somebody, typed: str) -> None:
    ana.writes(typed, thread=False)

    assert "I go by words" in words(answer(ana))


@pytest.mark.parametrize("typed", ["ok", "👍", "next", "not sure"])
def test_a_word_that_would_answer_something_is_no_question(ana: Somebody, typed: str) -> None:
    ana.writes(typed, thread=False)

    assert "Nothing is waiting for an answer" in words(answer(ana))


@pytest.mark.parametrize("typed", ["x" * 40_000, "am I too rusty for code? " * 1600, "🙂" * 40_000])
def test_forty_thousand_characters_are_answered(ana: Somebody, typed: str) -> None:
    before = len(ana.messages())
    ana.writes(typed, thread=False)

    assert len(ana.messages()) == before + 2
    assert labels(answer(ana))


def test_a_question_is_one_during_a_check_too_outside_its_thread(world: World, ana: Somebody) -> None:
    begins(ana)

    ana.writes(RUSTY, thread=False)

    assert card_of(world, answer(ana)).id == "too-rusty"
    assert world.rows("SELECT * FROM notes") == []
    assert world.rows("SELECT * FROM answers") == []
    ana.writes("why?", thread=False)
    ana.sees("Why it is asked:")


def test_the_role_of_the_person_may_tip_the_scale(world: World, ana: Somebody) -> None:
    search = world.bot.services.catalog.search
    asked = "how much time should go into code"
    ranked = {role: [one.card.id for one in search.ask(asked, role).ranked] for role in (None, "director")}
    assert ranked[None] != ranked["director"], "ask something else here"
    ana.runs("/careercheck path")
    ana.clicks("Tell my present role")
    ana.submits(role="Director", start="2024")

    ana.writes(asked, thread=False)

    titles = [world.bot.services.catalog.cards[name].title for name in ranked["director"][:3]]
    assert card_of(world, answer(ana)).title == titles[0]
    assert labels(answer(ana))[-3:-1] == titles[1:]


def test_in_the_thread_of_a_card_it_is_answered_there(world: World, ana: Somebody) -> None:
    ana.writes(RUSTY, thread=False)
    first = answer(ana)
    world.slack.act.message(ana.id, "how long does it take to get my coding skills fresh", thread_ts=first["ts"])
    world.settles()

    shown = answer(ana)
    assert shown["thread_ts"] == first["ts"]
    other = next(label for label in labels(shown)[1:] if label != "Topics")
    ana.clicks(other, on=shown)
    assert answer(ana)["thread_ts"] == first["ts"]


def test_a_newcomer_may_ask_and_nothing_is_kept(world: World, ana: Somebody) -> None:
    ana.writes(RUSTY, thread=False)
    ana.clicks("Topics")

    assert world.rows("SELECT consented_at FROM people") == [(None,)]
    for table in ("checks", "notes", "steps", "paths", "results"):
        assert world.rows(f"SELECT * FROM {table}") == []


def test_a_greeting_and_thanks_are_no_questions(ana: Somebody) -> None:
    ana.writes("hello?", thread=False)
    assert "Hello!" in words(answer(ana))
    ana.writes("thank you!", thread=False)
    assert "You're welcome" in words(answer(ana))


def test_home_leads_to_the_topics(world: World, ana: Somebody) -> None:
    assert "Ask me anything about your career" in ana.opens_home()

    ana.clicks_home("Topics")

    assert "What I know about" in words(answer(ana))
    assert "waiting in our direct message" in words(ana.modal() or {"blocks": []})


def test_help_leads_to_the_topics(ana: Somebody) -> None:
    ana.writes("help", thread=False)

    ana.clicks("Topics")

    assert "What I know about" in words(answer(ana))


def test_a_card_that_is_gone_is_said_to_be(world: World, ana: Somebody) -> None:
    ana.writes(RUSTY, thread=False)
    shown = answer(ana)
    old = button(shown, "Topics")
    assert old
    changed = {**old, "action_id": "advise.card:0", "value": "a-card-of-old"}
    world.slack.act.click(ana.id, channel=shown["channel"], stale=True, action=changed, message=shown)
    world.settles()

    ana.sees("I can't find that any more")
