"""Logs for the operator: what happened, with a reference, and nothing that a person wrote, at no level.

A line says only what `SAYABLE` names; whatever else is handed to it, by a slip or to find a mistake, is withheld, and
what looks like a secret is masked wherever it stands.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, suppress
from io import TextIOBase
from pathlib import Path
from typing import Any, TextIO, cast

import structlog
from structlog.typing import Processor

SAYABLE = frozenset(
    {
        "event", "level", "timestamp",
        "at", "error", "logger", "said_at",  # where something broke, and what kind of error it was
        "kind", "name", "view", "job", "sign", "setting", "flaw",  # names that the code declares
        "code",  # Slack's or the database's word for what is wrong
        "ref", "row",  # to find it again
        "attempt", "rows", "size",  # numbers
        "file",  # of ours
        "host", "port",  # where we listen
    }
)  # fmt: skip
WITHHELD = "[withheld]"
LONGEST = 300  # characters
_SECRET = re.compile(
    r"\bx(?:ox[a-z]|app|wfp)-[\w-]+"  # Slack's tokens
    r"|(?<=://)[^/@\s]*@"  # who logs in, and with what, in a URL
    r"|(?<=ticket=)[^&\s]+"  # what opens a line
    r"|(?<=hooks\.slack\.com)/\S+"  # where a click is answered
)


def configure(level: str = "INFO") -> None:
    """Write log lines to standard error: JSON where it is not a terminal, readable where it is."""
    terminal = sys.stderr.isatty()
    renderer: Any = structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            where_it_broke,
            redact,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.WriteLoggerFactory(file=cast(TextIO, _Unfailing(sys.stderr))),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler, _Libraries)]:
        root.removeHandler(handler)
    root.addHandler(_Libraries(logging.WARNING))
    root.setLevel(logging.WARNING)


def take_over() -> None:
    """Log what nobody caught, too. Python would print the words of the error, which may quote somebody."""
    log = structlog.get_logger()
    sys.excepthook = lambda _kind, error, _trace: log.critical("run.broken", exc_info=error)
    threading.excepthook = lambda told: log.critical("thread.broken", exc_info=told.exc_value)
    sys.unraisablehook = lambda told: log.error("cleanup.broken", exc_info=told.exc_value)


@contextmanager
def also(processor: Processor) -> Iterator[None]:
    """Show each line to `processor` as well, as it is written."""
    *before, renderer = structlog.get_config()["processors"]
    structlog.configure(processors=[*before, processor, renderer])
    try:
        yield
    finally:
        left = [one for one in structlog.get_config()["processors"] if one is not processor]
        structlog.configure(processors=left)


class _Libraries(logging.Handler):
    """What libraries log, as a line of ours: who, how bad and where. Their words may quote a whole payload."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log that a library had trouble."""
        error = record.exc_info[0] if record.exc_info else None
        structlog.get_logger().log(
            record.levelno,
            "library.trouble",
            logger=record.name,
            said_at=f"{record.filename}:{record.lineno} {record.funcName}",
            **({"error": error.__name__} if error else {}),
        )


class _Unfailing(TextIOBase):
    """A stream that lets a line go where it cannot be written: a full disk must not take the conversation with it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, or let it go."""
        with suppress(OSError, ValueError):  # full, or closed
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush, or let it go."""
        with suppress(OSError, ValueError):  # full, or closed
            self._stream.flush()


def where_it_broke(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Turn an exception into its type and the places it passed. Its message is left out: it may quote a person."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["error"] = type(error).__name__
        event["at"] = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-6:]]
    return event


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Withhold what no line may say, and mask what looks like a secret."""
    return {key: _redacted(value) if key in SAYABLE else WITHHELD for key, value in event.items()}


def _redacted(value: Any) -> Any:
    if isinstance(value, str):
        return _SECRET.sub(WITHHELD, value)[:LONGEST]
    if isinstance(value, list):
        return [_redacted(one) for one in value]
    return value if isinstance(value, int | float | None) else WITHHELD
