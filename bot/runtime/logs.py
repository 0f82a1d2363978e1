"""Logs for the operator: what happened, with a reference, and nothing that a person wrote."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from contextlib import suppress
from io import TextIOBase
from pathlib import Path
from typing import Any, TextIO, cast

import structlog


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
