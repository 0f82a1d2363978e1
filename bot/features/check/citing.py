"""Where facts come from, as mrkdwn: each source with its link, as many as there is room for."""

from __future__ import annotations

from collections.abc import Iterable

from advice.catalog import Catalog, Source
from bot.features.check.result_parts import Cite
from bot.runtime.blocks import escape, link
from bot.runtime.room import cut, shorten

LONGEST = 150  # characters of one source's name
_NO_MARKUP = str.maketrans({"<": "%3C", ">": "%3E", "|": "%7C"})


def citing(catalog: Catalog) -> Cite:
    """Return what names the sources of facts, in at most so many characters."""

    def cite(facts: Iterable[str], most: int) -> str:
        return cited(catalog.documents(facts), most)

    return cite


def cited(documents: Iterable[Source], most: int) -> str:
    """Name documents in at most `most` characters; what does not fit is counted."""
    named = [_named(document) for document in documents]
    for shown in range(len(named), 0, -1):
        words = _joined(named[:shown], len(named) - shown)
        if len(words) <= most:
            return words
    return cut(named[0][0], most) if named else ""


def _named(document: Source) -> tuple[str, str | None]:
    return shorten(document.citation, LONGEST), document.url


def _joined(named: Iterable[tuple[str, str | None]], left: int) -> str:
    pieces = [link(escape(url.translate(_NO_MARKUP)), words) if url else escape(words) for words, url in named]
    return "; ".join([*pieces, *([f"and {left} more"] if left else [])])
