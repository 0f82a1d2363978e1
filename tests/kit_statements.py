"""Every statement that goes to a database, written down for a test to read."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Engine, event


class Statement(NamedTuple):
    """What a database was told, and with which values; `many`: with several rows of them at once."""

    text: str
    values: Any
    many: bool


@contextmanager
def statements(*, of_all: bool = False) -> Iterator[list[Statement]]:
    """Write down every statement that is run meanwhile, by this thread or `of_all`, in their order."""
    log: list[Statement] = []
    own = threading.get_ident()

    def note(_connection: Any, _cursor: Any, text: str, values: Any, _context: Any, many: bool) -> None:
        if of_all or threading.get_ident() == own:
            log.append(Statement(text, values, many))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield log
    finally:
        event.remove(Engine, "before_cursor_execute", note)
