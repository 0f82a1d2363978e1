"""Every statement that goes to a database, written down for a test to read."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event


@contextmanager
def statements(*, of_all: bool = False) -> Iterator[list[str]]:
    """Write down every statement that is run meanwhile, by this thread or `of_all`, in their order."""
    log: list[str] = []
    own = threading.get_ident()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if of_all or threading.get_ident() == own:
            log.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield log
    finally:
        event.remove(Engine, "before_cursor_execute", note)
