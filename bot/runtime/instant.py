"""Instant effects: a modal, a one-sentence answer. In memory only, tried once, dropped when they come too late."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.runtime.blocks import Rendered, RenderedView
from bot.runtime.clock import Clock
from bot.runtime.errors import SlackError, SlackRefused
from bot.runtime.slack import SlackDoor

GOOD_FOR = timedelta(seconds=3)  # Slack's own patience with a trigger; an answer later than that only confuses

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Instant:
    """Something to do at Slack's door right after a listener returned; then `then`, or `otherwise` where it failed.

    `slow`: it takes many calls. Nothing that somebody waits for stands behind it.
    """

    name: str
    do: Callable[[SlackDoor], object]
    then: Callable[[], object] | None = None
    otherwise: Callable[[], object] | None = None
    slow: bool = False


def respond(
    response_url: str,
    drawn: Callable[[], Rendered],
    *,
    replace: bool = False,
    thread_ts: str | None = None,
    then: Callable[[], object] | None = None,
    otherwise: Callable[[], object] | None = None,
) -> Instant:
    """Answer a command or click only to its person, or replace the clicked message. `drawn` draws what they see."""

    def do(door: SlackDoor) -> None:
        rendered = drawn()
        try:
            door.respond(response_url, rendered, replace=replace, thread_ts=thread_ts)
        except SlackRefused as error:
            if error.code != "invalid_blocks" or rendered.plainer is None:
                raise
            door.respond(response_url, rendered.plainer, replace=replace, thread_ts=thread_ts)

    return Instant("respond", do, then, otherwise)


def open_modal(trigger_id: str, rendered: RenderedView) -> Instant:
    """Open a modal over what the person sees."""
    return Instant("open_modal", lambda door: door.open_view(trigger_id, rendered.view))


class Instants:
    """The instant effects that wait, and the threads that carry them out: one of its own for all that is slow."""

    def __init__(self, clock: Clock, door: SlackDoor, threads: int = 2) -> None:
        self._clock = clock
        self._door = door
        self._waiting: Mapping[bool, deque[tuple[datetime, Instant]]] = {False: deque(), True: deque()}  # slow?
        self._busy = 0
        self._stopping = False
        self._changed = threading.Condition()
        named = {"slow": True, **{f"instant-{n}": False for n in range(threads)}}
        self._threads = [
            threading.Thread(target=self._work, args=(self._waiting[slow],), name=name, daemon=True)
            for name, slow in named.items()
        ]

    def start(self) -> None:
        """Start the threads."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let the threads finish what waits, then end them."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(timeout=5)

    def hand_over(self, *instants: Instant) -> None:
        """Take effects to be carried out at once."""
        with self._changed:
            for instant in instants:
                self._waiting[instant.slow].append((self._clock.now() + GOOD_FOR, instant))
            self._changed.notify_all()

    def idle(self) -> bool:
        """Tell whether nothing waits and nothing is under way."""
        with self._changed:
            return self._is_idle()

    def wait_idle(self, seconds: float) -> bool:
        """Wait until nothing waits and nothing is under way; False when that takes longer than `seconds`."""
        with self._changed:
            return self._changed.wait_for(self._is_idle, timeout=seconds)

    def _is_idle(self) -> bool:
        return not any(self._waiting.values()) and self._busy == 0

    def _work(self, waiting: deque[tuple[datetime, Instant]]) -> None:
        while True:
            with self._changed:
                while not waiting and not self._stopping:
                    self._changed.wait()
                if not waiting:
                    return
                good_until, instant = waiting.popleft()
                self._busy += 1
            try:
                self._carry_out(instant, good_until)
            finally:
                with self._changed:
                    self._busy -= 1
                    self._changed.notify_all()

    def _carry_out(self, instant: Instant, good_until: datetime) -> None:
        try:
            follow = instant.then if self._done(instant, good_until) else instant.otherwise
            if follow is not None:
                follow()
        except Exception:  # the boundary of this thread: one broken effect must not end all later ones
            log.exception("instant.broken", name=instant.name)

    def _done(self, instant: Instant, good_until: datetime) -> bool:
        if self._clock.now() > good_until:
            log.warning("instant.late", name=instant.name)
            return False
        try:
            instant.do(self._door)
        except SlackError as error:
            log.warning("instant.failed", name=instant.name, code=error.code)
            return False
        return True
