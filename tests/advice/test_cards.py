"""The built-in cards keep what they promise: sourced, short, easy to read, in the bot's voice."""

import re

import pytest

from advice.catalog import Catalog
from tests.advice.questions import BLIND, KNOWN, read
from tests.advice.readable import ease
from tests.advice.test_set_content import AVOID

EASY = 60
ASKS = 6


def test_each_topic_has_cards_and_a_title_of_its_own(catalog: Catalog) -> None:
    assert len(catalog.topics) >= 5
    assert [topic.id for topic in catalog.topics.values() if not catalog.cards_of(topic.id)] == []
    assert sum(len(catalog.cards_of(topic)) for topic in catalog.topics) == len(catalog.cards)


def test_a_card_is_of_a_length_that_is_read(catalog: Catalog) -> None:
    assert [card.id for card in catalog.cards.values() if not 40 <= len(card.text.split()) <= 120] == []


def test_a_card_is_easy_to_read(catalog: Catalog) -> None:
    assert [(card.id, round(ease(card.text))) for card in catalog.cards.values() if ease(card.text) < EASY] == []


def test_avoided_words_stay_out(catalog: Catalog) -> None:
    pattern = re.compile(rf"\b({'|'.join(AVOID)})\b", re.IGNORECASE)
    spoken = [(card.id, text) for card in catalog.cards.values() for text in (card.title, card.text)]
    spoken += [(topic.id, text) for topic in catalog.topics.values() for text in (topic.title, topic.summary)]

    assert [(name, found.group()) for name, text in spoken if (found := pattern.search(text))] == []
    assert [name for name, text in spoken if "!" in text] == []


def test_a_card_leads_on_and_says_how_people_ask_for_it(catalog: Catalog) -> None:
    assert [card.id for card in catalog.cards.values() if not card.related or len(card.asks) < ASKS] == []


def test_nothing_is_learned_by_heart_from_the_questions_that_measure(catalog: Catalog) -> None:
    parts = (read(KNOWN), read(BLIND))
    texts = {question.text.casefold() for part in parts for question in part.asked}
    off = {text.casefold() for part in parts for text in part.off_topic}
    asks = {ask.casefold() for card in catalog.cards.values() for ask in card.asks}

    long = {
        text for text in asks & texts if len(text.split()) > 3
    }  # two people may both ask "generalist or specialist?"
    assert long == set()
    elsewhere = {text.casefold() for said in catalog.synonyms.elsewhere.values() for text in said}
    assert {text for text in elsewhere & off if len(text.split()) > 3} == set()


@pytest.mark.parametrize("topic", ["climbing", "director", "going-back", "stuck"])
def test_the_cards_of_a_topic_stand_in_the_order_of_its_file(catalog: Catalog, topic: str) -> None:
    cards = catalog.cards_of(topic)

    assert {card.topic for card in cards} == {topic}
    assert [card.id for card in cards] == [card.id for card in catalog.cards.values() if card.topic == topic]
