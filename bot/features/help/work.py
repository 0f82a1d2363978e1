"""What to say when nothing else fits. One transaction a function."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import takewhile

from advice.words import Kind, understand
from bot.features.help import view
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services

NEAR_ENOUGH = 0.5  # of 1: the share of letters that two words have in common, in their order
BEGUN = 2  # letters that are enough to know a word by its beginning


def command(services: Services, request: Request) -> Reply:
    """Show the help."""
    with services.begin(request.workspace, request.user_id, "help.show", event_id=request.event_id) as unit:
        return services.show(unit, request, "help.card", {})


def fallback(services: Services, request: Request) -> Reply:
    """Answer a command nobody declared, or a message nobody understood: never with silence."""
    if request.kind == "command":
        with services.begin(request.workspace, request.user_id, "help.show"):
            nearest = _nearest(services, request.name)
            return Reply(shown=view.help_card(services.help_lines, unknown=request.name, nearest=nearest))
    with services.begin(request.workspace, request.user_id, "help.talk", event_id=request.event_id) as unit:
        kind = understand(request.text, services.catalog.words, ()).kind
        kindly = kind in (Kind.GREETING, Kind.THANKS)
        word = request.text.split(maxsplit=1)[0].lower() if len(request.text.split()) == 1 else ""
        nearest = None if kindly else _nearest(services, word)
        ids = {"greeting": kind is Kind.GREETING, "thanks": kind is Kind.THANKS, "nearest": nearest}
        return services.show(unit, request, "help.hello", ids)


def _nearest(services: Services, word: str) -> str | None:
    return likeliest([known for known in services.help_lines if known], word)


def likeliest(words: Iterable[str], typed: str) -> str | None:
    """Return the word that was most likely meant; None where none comes near.

    Whoever types the beginning of a word means that word. Of two equally near it is the one that has more of its
    beginning in common with what was typed, then the one that stands first in the help.
    """

    def nearness(word: str) -> tuple[bool, float, int]:
        begun = len(typed) >= BEGUN and word.startswith(typed)
        return begun, SequenceMatcher(None, typed, word).ratio(), _begin_alike(typed, word)

    near = [word for word in words if max(nearness(word)[:2]) >= NEAR_ENOUGH]
    return max(near, key=nearness, default=None)  # max keeps the first of equals


def _begin_alike(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
