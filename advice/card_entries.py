"""What the content files on advice may hold: topics and their cards, and the words that help to find them."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from advice.entries import Entry, Facts, Id, Line, Name, Phrase, Phrases

SHORTEST, LONGEST = 40, 120
"""Words of a card: enough for one idea with its reason, few enough to be read in half a minute."""

CardId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Asker = Literal["engineer", "tech_lead", "manager", "director", "executive", "away"]


def _of_fitting_length(text: str) -> str:
    count = len(text.split())
    if not SHORTEST <= count <= LONGEST:
        reason = "is {count} words long, a card has {shortest} to {longest}"
        raise PydanticCustomError("words", reason, {"count": count, "shortest": SHORTEST, "longest": LONGEST})
    return text


CardText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000), AfterValidator(_of_fitting_length)]


def _lines(raw: object) -> object:
    """Let a text stand for its lines: a hundred lines are easier to write, and to read in, than a hundred strings."""
    return [line for line in raw.splitlines() if line.strip()] if isinstance(raw, str) else raw


Asks = Annotated[tuple[Line, ...], BeforeValidator(_lines)]


class Topic(Entry):
    """What some cards have in common, with one line on it for the list of topics."""

    id: Id
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=30)]
    summary: Line


class Card(Entry):
    """One piece of advice: one idea, in the bot's own voice, which stands alone.

    `roles`: for whom it is above all (none: for everybody). `related`: the ids of cards to go on to. `check`: the id
    of the check that fits. `asks`: what people write who need this card, which helps to find it; a list, or one a line.
    """

    id: CardId
    topic: Id
    title: Name
    text: CardText
    facts: Facts
    roles: tuple[Asker, ...] = ()
    related: Annotated[tuple[CardId, ...], Field(max_length=5)] = ()
    check: Id | None = None
    asks: Asks = ()


class Synonyms(Entry):
    """Words that help the search for cards.

    `groups`: words, and rows of words, that people use for the same thing. `elsewhere`: what people write that the
    cards are not about, by subject. `common`: words that tell little of what a sentence is about.
    """

    groups: Mapping[Id, Phrases] = Field(default_factory=dict)
    elsewhere: Mapping[Id, tuple[Line, ...]] = Field(default_factory=dict)
    common: tuple[Phrase, ...] = ()
