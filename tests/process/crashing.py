"""The command line, in a process that sends itself a signal at a named point.

`python -m tests.process.crashing POINT:MOMENT:K:SIGNAL run` is `careercheck run`, signalled right before or after the
K-th `commit` (of a transaction that wrote), `call` (of Slack's Web API or a response_url), `ack` (to Slack, over Socket
Mode), `taken` (a commit in a thread that somebody waits for) or `answer` (to whoever asks, over HTTP).
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable
from typing import Any

from slack_sdk.socket_mode.builtin import SocketModeClient
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from waitress.channel import HTTPChannel

from bot.cli import app
from bot.runtime.slack import SlackDoor


class Point:
    """Counts how often the point is passed, and signals once."""

    def __init__(self, moment: str, at: int, name: str) -> None:
        self._moment, self._at, self._signal = moment, at, signal.Signals[f"SIG{name}"]
        self._passed = 0
        self._lock = threading.Lock()

    @property
    def passed(self) -> int:
        """How often it was passed so far."""
        return self._passed

    def around(self, original: Callable[..., Any], counts: Callable[..., bool] = lambda *_: True) -> Callable[..., Any]:
        """Return `original` with this point around it."""

        def passing(*args: Any, **kwargs: Any) -> Any:
            if not counts(*args):
                return original(*args, **kwargs)
            with self._lock:
                self._passed += 1
                here = self._passed == self._at
            if here and self._moment == "before":
                self._strike()
            result = original(*args, **kwargs)
            if here and self._moment == "after":
                self._strike()
            return result

        return passing

    def _strike(self) -> None:
        if self._signal is signal.SIGSTOP:  # sent to all, it may let this thread go on until another has noticed
            signal.pthread_kill(threading.get_ident(), self._signal)
        else:
            os.kill(os.getpid(), self._signal)


_written: dict[int, int] = {}


def wrote(_dialect: object, connection: Any) -> bool:
    """Tell whether the transaction about to be committed changed rows."""
    driver: sqlite3.Connection = connection.driver_connection
    before, _written[id(driver)] = _written.get(id(driver), 0), driver.total_changes
    return driver.total_changes != before


def in_a_listener(_dialect: object, _connection: Any) -> bool:
    """Tell whether somebody waits for what is about to be committed."""
    return threading.current_thread().name.startswith(("waitress", "ThreadPoolExecutor"))


def install(what: str, point: Point) -> None:
    """Put the point where it belongs."""
    if what == "commit":
        SQLiteDialect_pysqlite.do_commit = point.around(SQLiteDialect_pysqlite.do_commit, wrote)
    elif what == "taken":
        SQLiteDialect_pysqlite.do_commit = point.around(SQLiteDialect_pysqlite.do_commit, in_a_listener)
    elif what == "call":
        SlackDoor._send = point.around(SlackDoor._send)
    elif what == "ack":
        SocketModeClient.send_message = point.around(SocketModeClient.send_message)
    elif what == "answer":
        HTTPChannel.write_soon = point.around(HTTPChannel.write_soon)
    else:
        raise ValueError(what)


if __name__ == "__main__":
    what, moment, at, name = sys.argv.pop(1).split(":")
    install(what, Point(moment, int(at), name))
    app(prog_name="careercheck")
