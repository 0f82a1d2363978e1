"""What has to hold between the cards: each is there once, and what it leads to is there."""

from collections.abc import Iterator, Set

from advice.card_entries import Card
from advice.content_files import Library, Placed
from advice.content_rules import twice
from advice.problems import Problem


def card_problems(library: Library, known: Set[str], checks: Set[str]) -> Iterator[Problem]:
    """Everything in the cards that does not fit; `known` holds fact ids, `checks` the ids of all checks."""
    for name in twice(placed.entry.id for placed in library.cards):
        yield [placed for placed in library.cards if placed.entry.id == name][-1].problem("is there twice")
    for title in twice(placed.entry.title for placed in library.topics):
        last = [placed for placed in library.topics if placed.entry.title == title][-1]
        yield last.problem("another topic has this title", "title")
    for placed in library.cards:
        yield from _dangling(placed, known, checks, library.ids)
        yield from (placed.problem(f"names {name} twice", "related") for name in twice(placed.entry.related))
        yield from (placed.problem(f"lists {fact} twice", "facts") for fact in twice(placed.entry.facts))


def _dangling(placed: Placed[Card], known: Set[str], checks: Set[str], ids: Set[str]) -> Iterator[Problem]:
    card = placed.entry
    yield from (placed.problem(f"cites {fact}, which no source lists") for fact in card.facts if fact not in known)
    for name in card.related:
        if name == card.id:
            yield placed.problem("is related to itself", "related")
        elif name not in ids:
            yield placed.problem(f"there is no card {name}", "related")
    if card.check and card.check not in checks:
        yield placed.problem(f"there is no check {card.check}", "check")
