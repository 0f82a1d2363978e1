"""Whether we can serve: asked by whoever sends us traffic, and by an operator's health check."""

from __future__ import annotations

from collections.abc import Callable

from bot.runtime.clock import Clock
from bot.store import migrate, people, ticks
from bot.store.engine import Database, DatabaseBusy, Patience

GOOD_FOR = 2.0  # seconds that a look is good for: anybody may ask, and a look costs the database a turn

Look = Callable[[], list[str]]


class Readiness:
    """Looks at one thing after the other.

    Args:
        clock: says when a look is too old.
        looks: each returns, in a word each, why we cannot serve; nothing where we can.
        beside: returns, in a word each, what an operator should know although we serve.
    """

    def __init__(self, clock: Clock, *looks: Look, beside: Look = list) -> None:
        self._clock = clock
        self._looks = looks
        self._beside = beside
        self._seen: tuple[float, list[str]] | None = None

    def beside(self) -> list[str]:
        """Return in a word each what an operator should know although we serve."""
        return self._beside()

    def __call__(self) -> list[str]:
        """Return in a word each why we cannot serve; nothing where we can."""
        now = self._clock.monotonic()
        if self._seen is None or now - self._seen[0] > GOOD_FOR:
            self._seen = now, [reason for look in self._looks for reason in look()]
        return self._seen[1]


def store(database: Database, workspace: str) -> Look:
    """Return a look at the database: it can be written, its schema is ours, and Slack took no token back."""
    newest = migrate.head()

    def look() -> list[str]:
        try:
            with database.writing(Patience.LISTENER) as connection:
                token = people.may_send(connection, workspace)
            schema = migrate.current(database) == newest
        except DatabaseBusy:
            return ["database"]
        return [reason for reason, well in (("schema", schema), ("token", token)) if not well]

    return look


def paused(database: Database, workspace: str) -> Look:
    """Return a look whether nudges and reminders wait for `careercheck resume`."""

    def look() -> list[str]:
        try:
            with database.reading(Patience.LISTENER) as connection:
                return ["paused"] if ticks.paused(connection, workspace) else []
        except DatabaseBusy:
            return []  # said by the look at the database

    return look
