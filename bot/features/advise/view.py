"""How advice looks: a card, a topic, all topics, and nothing that fits. Pure: values in, message out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from advice.catalog import Card, Source, Topic
from bot.runtime.blocks import Block, Element, Rendered, actions, button, context, escape, link, message, section
from bot.runtime.room import cut, shorten

Lost: TypeAlias = Literal["nothing", "language", "wordless", "idle"]

SOURCES, TITLE = 1500, 120  # characters of all sources together, and of the name of one
LABEL = 75  # characters on a button
ROW, MOST_CARDS, MOST_TOPICS = 25, 100, 25  # buttons in a row; cards of a topic, and topics, that are listed
ROOM, NAMED = 9000, 190  # characters for all topics together, and for the name of one, on its button too
OWN = "From experience, not from data."
LOST: Mapping[Lost, str] = {
    "nothing": "I don't have anything good on that, and I'd rather not guess. Put it in other words, or pick a topic:",
    "language": "I'm sorry, English is all I have so far. Ask me once more in English, or pick a topic:",
    "wordless": "I go by words. Tell me in a sentence what you'd like to know, or pick a topic:",
    "idle": "Nothing is waiting for an answer here. Ask me anything about your career, or pick a topic:",
}
"""What is said where no card is shown, by why that is."""
THERE = "That's waiting in our direct message."
_NO_MARKUP = str.maketrans({"<": "%3C", ">": "%3E", "|": "%7C"})


class Way(NamedTuple):
    """A check to go on to: its id, and what its button says."""

    check: str
    label: str


def card(shown: Card, documents: Sequence[Source], more: Sequence[Card], way: Way | None) -> Rendered:
    """One card with its sources, the check that fits, and more cards."""
    go = [button(shorten(way.label, LABEL), "check.open", way.check, style="primary")] if way else []
    others = [button(shorten(other.title, LABEL), f"advise.card:{at}", other.id) for at, other in enumerate(more)]
    by = ", ".join(dict.fromkeys(one.author if one.kind == "document" else one.title for one in documents))
    return message(
        shorten(f"{shown.title}\n{shown.text} ({by})"),
        section("card", f"*{escape(shown.title)}*\n{cut(shown.text)}"),
        context("card.source", _sources(documents)),
        actions("card.go", *go, *others, button("Topics", "advise.topics")),
    )


def lost(why: Lost, known: Sequence[Topic]) -> Rendered:
    """There is no card to show: say so, and offer the topics."""
    return message(
        shorten(f"{LOST[why]} {_titles(known)}"),
        section("lost", LOST[why]),
        *_rows("lost.go", [_to_topic(topic, at) for at, topic in enumerate(known[:MOST_TOPICS])]),
        actions("lost.checks", button("All checks", "check.list")),
    )


def topics(known: Sequence[Topic]) -> Rendered:
    """Every topic with a line and a button."""
    words = "Ask me in your own words, in our direct message or with `/careercheck advice`. Or start with a topic:"
    shown, left = known[:MOST_TOPICS], len(known) - MOST_TOPICS
    room = ROOM // max(1, len(shown)) - NAMED
    return message(
        shorten(f"{words} {_titles(known)}"),
        section("topics", f"*What I know about*\n{words}"),
        *(_line(topic, at, room) for at, topic in enumerate(shown)),
        context("topics.more", f"And {left} more; ask me for what you need.") if left > 0 else None,
    )


def topic(shown: Topic, cards: Sequence[Card]) -> Rendered:
    """One topic with its cards as buttons."""
    titles = "; ".join(one.title for one in cards)
    buttons = [
        button(shorten(one.title, LABEL), f"advise.card:{at}", one.id) for at, one in enumerate(cards[:MOST_CARDS])
    ]
    return message(
        shorten(f"{shown.title}: {shown.summary} {titles}"),
        section("topic", f"*{escape(shown.title)}*\n{cut(shown.summary)}"),
        *_rows("topic.cards", buttons),
        actions("topic.go", button("All topics", "advise.topics")),
    )


def _line(topic: Topic, at: int, room: int) -> Block:
    words = f"*{escape(topic.title)}*\n{cut(topic.summary, room)}"
    return section(f"topics.{topic.id}", words, _to_topic(topic, at))


def _to_topic(topic: Topic, at: int) -> Element:
    return button(shorten(topic.title, LABEL), f"advise.topic:{at}", topic.id)


def _rows(block_id: str, buttons: Sequence[Element]) -> list[Block]:
    return [actions(f"{block_id}.{at}", *buttons[at : at + ROW]) for at in range(0, len(buttons), ROW)]


def _titles(known: Sequence[Topic]) -> str:
    return "; ".join(topic.title for topic in known) + "."


def _sources(documents: Sequence[Source]) -> str:
    """Name the sources, as many as there is room for, and say whose word it is."""
    own = f" {OWN}" if any(document.kind == "document" for document in documents) else ""
    authors = [None, *(document.author for document in documents)]
    named = [_named(document, before) for document, before in zip(documents, authors, strict=False)]
    for shown in range(len(named), 0, -1):
        left = [f"and {len(named) - shown} more"] if shown < len(named) else []
        words = "; ".join([*named[:shown], *left])
        if len(words) <= SOURCES:
            return f"{words}.{own}"
    return f"{cut(documents[0].citation, SOURCES)}.{own}"


def _named(document: Source, before: str | None) -> str:
    """Name a document by its title, with a link, and its year; by its author too, where that is not the one `before`.

    A comparison has neither author nor page.
    """
    title = shorten(document.title, TITLE)
    linked = link(escape(document.url.translate(_NO_MARKUP)), title) if document.url else escape(title)
    if document.kind == "comparison":
        return linked
    author = "" if document.author == before else f"{escape(document.author)}, "
    return f"{author}{linked}{f' ({document.published.year})' if document.published else ''}"
