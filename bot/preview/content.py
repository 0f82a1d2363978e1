"""Content as long as the content rules allow, so that a view can be looked at in its worst case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from pydantic.fields import FieldInfo

from advice.catalog import Catalog, Standings
from advice.entries import Entry

E = TypeVar("E", bound=Entry)

FILLER = " R&D <team> *bold* _x_ `y` 🎉"


def at_its_limits(catalog: Catalog, filler: str = FILLER) -> Catalog:
    """Return the catalog with every text lengthened by `filler` to its limit, each entry citing every source."""
    one_of_each = tuple(source.facts[0] for source in catalog.sources.values())
    stretcher = _Stretcher(filler, one_of_each)
    return replace(
        catalog,
        sources={name: stretcher.text_of(source) for name, source in catalog.sources.items()},
        checks={name: stretcher.all_of(check) for name, check in catalog.checks.items()},
        words=stretcher.text_of(catalog.words),
        milestones={name: stretcher.all_of(milestone) for name, milestone in catalog.milestones.items()},
        pendulum=stretcher.all_of(catalog.pendulum),
        topics={name: stretcher.text_of(topic) for name, topic in catalog.topics.items()},
        cards={name: stretcher.all_of(card) for name, card in catalog.cards.items()},
    )


class _Stretcher:
    def __init__(self, filler: str, facts: tuple[str, ...]) -> None:
        self._filler = filler
        self._facts = facts

    def all_of(self, entry: E) -> E:
        """Lengthen the entry and the entries in it, and let all of them cite every source."""
        more = {"facts": self._facts} if "facts" in type(entry).model_fields else {}
        return self.text_of(entry).model_copy(update=more)

    def text_of(self, entry: E) -> E:
        """Lengthen the entry and the entries in it."""
        if isinstance(entry, Standings):
            return entry.model_copy(update=dict(_standings(entry)))
        fields = type(entry).model_fields
        return entry.model_copy(update={name: self._longest(getattr(entry, name), fields[name]) for name in fields})

    def _longest(self, value: Any, info: FieldInfo) -> Any:
        if isinstance(value, Entry):
            return self.all_of(value)
        if isinstance(value, tuple):
            return tuple(self.all_of(item) if isinstance(item, Entry) else item for item in value)
        most = _most(info)
        if not isinstance(value, str) or most is None:
            return value
        return (value + self._filler * (most // len(self._filler) + 1))[:most].rstrip().ljust(most, "x")


def _standings(entry: Standings) -> Iterable[tuple[str, str]]:
    """Repeat the placeholder of a name as often as it fits: each becomes a name at its own limit."""
    for band, info in type(entry).model_fields.items():
        text, most = getattr(entry, band), _most(info) or 0
        names = " {growth}" if band in ("mostly", "mixed", "early") else " ..."
        yield band, text + names * ((most - len(text)) // len(names))


def _most(info: FieldInfo) -> int | None:
    """Return how many characters the field may hold, where it says so."""
    return next((rule.max_length for rule in info.metadata if getattr(rule, "max_length", None)), None)
