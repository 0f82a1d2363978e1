"""The bot's own content, loaded once for all tests of a process, with the search in it: bots start by the thousand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from unittest.mock import patch

from advice.catalog import Catalog, builtin, load


@cache
def builtin_content() -> Catalog:
    """Return the content that comes with the bot; nothing in it changes."""
    return load(builtin())


@contextmanager
def content_loaded_once() -> Iterator[None]:
    """Let every bot have the same; a company's own is read each time, as ever."""
    with ExitStack() as stack:
        for place in ("bot.content", "bot.manifest.document", "bot.preview"):
            stack.enter_context(patch(f"{place}.load", _loaded))
        yield


def _loaded(*folders: Path) -> Catalog:
    return builtin_content() if folders == (builtin(),) else load(*folders)
