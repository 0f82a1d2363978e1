"""What passes between Slack and the bot, line by line: for the page's inspector, and for tests."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.playground.state import Json
from bot.runtime.clock import Clock

KEPT = 500
"""How many lines are remembered; older ones go."""


@dataclass
class Line:
    """One call of the bot (`from_bot`), or one payload of Slack's (`to_bot`), and what was answered."""

    number: int
    direction: Literal["to_bot", "from_bot"]
    name: str
    at: datetime
    sent: Json
    began: float
    """On the clock's monotonic seconds."""
    envelope: str = ""
    """Under which id the bot is to acknowledge it."""
    revision: int = 0
    """Grows with every change of any line."""
    state: Literal["waiting", "ok", "failed"] = "waiting"
    error: str | None = None
    late: bool = False
    """Whether the acknowledgement took more time than Slack has."""
    ms: int | None = None
    answer: Json | None = None

    def shown(self) -> Json:
        """Return the line as JSON values."""
        return vars(self) | {"at": self.at.isoformat(timespec="milliseconds")}


class Traffic:
    """Remembers the newest lines. Hold the workspace's lock around any use."""

    def __init__(self, clock: Clock) -> None:
        self.revision = 0
        self.watchers: list[Callable[[], None]] = []
        self._clock = clock
        self._numbers = 0
        self._lines: deque[Line] = deque(maxlen=KEPT)
        self._envelopes: dict[str, Line] = {}

    def lines(self, after: int = 0) -> list[Line]:
        """Return what has changed since a revision, oldest first."""
        return [line for line in self._lines if line.revision > after]

    @property
    def first(self) -> int:
        """The number of the oldest line that is remembered, or of the next one."""
        return self._lines[0].number if self._lines else self._numbers + 1

    def sent(self, envelope: str, name: str, payload: Json) -> None:
        """Note a payload that goes to the bot, to be acknowledged under this envelope id."""
        line = self._add(
            Line(self._next(), "to_bot", name, self._clock.now(), payload, self._clock.monotonic(), envelope)
        )
        self._envelopes[envelope] = line

    def acknowledged(self, envelope: str, answer: Json, error: str | None = None) -> None:
        """Note the bot's acknowledgement, in time or late, and why Slack could not do what it says."""
        line = self._envelopes.pop(envelope, None)
        if line is not None:
            self._end(line, answer, line.error or error)

    def unacknowledged(self, envelope: str, error: str, *, late: bool) -> None:
        """Note that Slack waits no longer; `late` where its patience was over."""
        line = self._envelopes.get(envelope)
        if line is not None:
            line.late = late
            self._end(line, None, error)

    def called(self, name: str, args: Json, response: Json, began: float) -> None:
        """Note a call of the bot and its answer; `began` in monotonic seconds of the clock."""
        line = self._add(Line(self._next(), "from_bot", name, self._clock.now(), args, began))
        self._end(line, response, None if response.get("ok") else str(response.get("error")))

    def clear(self) -> None:
        """Forget every line."""
        self._lines.clear()
        self._envelopes.clear()
        self._changed()

    def _next(self) -> int:
        self._numbers += 1
        return self._numbers

    def _add(self, line: Line) -> Line:
        if len(self._lines) == KEPT:
            self._envelopes.pop(self._lines[0].envelope, None)
        self._lines.append(line)
        line.revision = self._changed()
        return line

    def _end(self, line: Line, answer: Json | None, error: str | None) -> None:
        line.ms = round((self._clock.monotonic() - line.began) * 1000)
        line.state, line.error, line.answer = ("failed" if error else "ok"), error, answer
        line.revision = self._changed()

    def _changed(self) -> int:
        self.revision += 1
        for watcher in self.watchers:
            watcher()
        return self.revision
