"""What the simulation sees of the bot's database: what is written down and how it stands. It changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tests.simulation.databases import FaultyDatabase
from tests.simulation.model import Key

COLUMNS = "id, user_id, kind, about, state, reason, due_on"


@dataclass(frozen=True)
class Row:
    """An occasion in the bot's books."""

    id: str
    user: str
    kind: str
    about: str
    state: str
    reason: str | None
    due_on: date

    @property
    def key(self) -> Key:
        """What it tells, where it is a milestone."""
        milestone, _, since = self.about.rpartition(":")
        return Key(milestone, date.fromisoformat(since))

    @property
    def first(self) -> str:
        """Which occasion it repeats, where it does."""
        return self.about.partition(":")[0]


class Looks:
    """Looks into one database, past the bot and its faults."""

    def __init__(self, database: FaultyDatabase) -> None:
        self._engine = database.aside()
        self._connection = self._engine.connect()

    def close(self) -> None:
        """Look no more."""
        self._connection.close()
        self._engine.dispose()

    def read(self, query: str) -> Sequence[Any]:
        """Return what a query finds."""
        return self._connection.exec_driver_sql(query).all()

    def states(self) -> dict[str, str]:
        """Return the state of every occasion."""
        return dict(map(tuple, self.read("SELECT id, state FROM occasions")))

    def rows(self, names: Sequence[str]) -> list[Row]:
        """Return some occasions."""
        among = ", ".join(f"'{name}'" for name in names)
        found = self.read(f"SELECT {COLUMNS} FROM occasions WHERE id IN ({among}) ORDER BY id") if names else ()
        return [_row(one) for one in found]

    def unknown_to(self, user: str) -> list[Row]:
        """Return the milestones of which somebody may not have heard, and has not seen yet."""
        unseen = "state = 'unknown' AND kind = 'milestone' AND seen_at IS NULL"
        found = self.read(f"SELECT {COLUMNS} FROM occasions WHERE user_id = '{user}' AND {unseen}")
        return [_row(one) for one in found]

    def met_by(self, users: Collection[str]) -> set[str]:
        """Return the states that the occasions of some people are in; `none` where one of them has no occasion."""
        among = ", ".join(f"'{user}'" for user in users)
        found = self.read(f"SELECT DISTINCT user_id, state FROM occasions WHERE user_id IN ({among})") if users else ()
        without = set(users) - {user for user, _ in found}
        return {state for _, state in found} | ({"none"} if without else set())

    def paused(self) -> bool:
        """Tell whether sending waits for an operator's word."""
        return bool(self.read("SELECT 1 FROM ticks WHERE paused_at IS NOT NULL"))

    def leases(self) -> list[datetime]:
        """Return until when each message that is on its way may be."""
        return [_instant(until) for (until,) in self.read("SELECT lease_until FROM outbox WHERE state = 'sending'")]

    def on_its_way(self) -> list[str]:
        """Return the occasions in messages that are on their way."""
        query = "SELECT o.id FROM occasions o JOIN outbox m ON m.id = o.outbox_id WHERE m.state = 'sending'"
        return [name for (name,) in self.read(query)]

    def taken_up_for(self) -> str | None:
        """Return whose message that they did not ask for was just taken up, if any."""
        found = self.read("SELECT user_id FROM outbox WHERE state = 'sending' AND promise = 'unasked'")
        return str(found[0].user_id) if found else None

    def knows(self, user: str) -> bool:
        """Tell whether the bot knows somebody."""
        return bool(self.read(f"SELECT 1 FROM people WHERE user_id = '{user}' AND active"))


def _row(of: Any) -> Row:
    return Row(of.id, of.user_id, of.kind, of.about, of.state, of.reason, _day(of.due_on))


def _day(written: Any) -> date:
    return written if isinstance(written, date) else date.fromisoformat(written)


def _instant(written: Any) -> datetime:
    read = written if isinstance(written, datetime) else datetime.fromisoformat(written)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
