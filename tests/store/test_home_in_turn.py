"""Two Home tabs of one person never travel at once: whichever came last would stay up, and it may be the older one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from bot.store import claims, outbox, people
from bot.store.claims import UNKNOWN_HOME, Letter
from bot.store.engine import Database
from tests.kit_storage import NOON
from tests.kit_watched import every_statement_names_its_workspace

pytestmark = pytest.mark.storage

HERE, ANA, BEN = "T0HERE", "U0ANA", "U0BEN"
LEASE = timedelta(seconds=60)


@pytest.fixture
def known(database: Database) -> Database:
    """A workspace with two people, each with a Home tab up."""
    with database.writing() as connection:
        facts = {"bot_user_id": "U0BOT", "bot_id": "B0BOT", "domain": "example"}
        people.know_workspace(connection, workspace=HERE, now=NOON, **facts)
        for user in (ANA, BEN):
            people.meet(connection, workspace=HERE, user_id=user, tz=None, channel=f"D{user}", now=NOON)
            people.change_known(connection, HERE, user, home_digest="up")
    return database


def put(connection: Connection, number: int, user: str = ANA) -> None:
    row = {"workspace": HERE, "id": str(number), "user_id": user, "dedupe": str(number), "ids": {}, "now": NOON}
    kind = {"verb": "publish", "promise": "tidy", "view": "home.tab", "coalesce": "home"}
    assert outbox.put(connection, due_at=NOON, **row, **kind)


def claim(connection: Connection) -> Letter | None:
    return claims.claim(connection, promises=("tidy",), now=NOON, lease=LEASE, token="mine")


def travels(connection: Connection) -> Letter:
    """Let Ana have a Home tab on its way, and the next one wait."""
    put(connection, 1)
    first = claim(connection)
    assert first
    put(connection, 2)
    return first


def test_the_next_one_waits_until_the_one_before_has_arrived(known: Database) -> None:
    with known.writing() as connection, every_statement_names_its_workspace():
        first = travels(connection)
        put(connection, 3, BEN)

        others = claim(connection)
        assert others, "nobody else waits for it"
        assert others.id == "3"
        assert claim(connection) is None

        assert claims.settle(connection, first, state="sent", now=NOON)
        then = claim(connection)
        assert then
        assert then.id == "2"


def test_one_that_is_tried_again_goes_before_the_next(known: Database) -> None:
    with known.writing() as connection, every_statement_names_its_workspace():
        first = travels(connection)
        assert claims.settle(connection, first, state="due", now=NOON, due_at=NOON + LEASE)

        second = claim(connection)
        assert second, "what is tried later keeps nothing back"
        assert second.id == "2"


def test_of_one_whose_sender_died_nobody_knows_what_is_up(known: Database) -> None:
    with known.writing() as connection, every_statement_names_its_workspace():
        put(connection, 1)
        assert claim(connection)
        claims.recover(connection, now=NOON + 2 * LEASE)

        digests = [found.home_digest for user in (ANA, BEN) if (found := people.find(connection, HERE, user))]
        assert digests == [UNKNOWN_HOME, "up"]


def test_one_that_is_due_again_is_not_overtaken_by_another_process(known: Database) -> None:
    with known.writing() as connection:
        first = travels(connection)
        assert claims.settle(connection, first, state="due", now=NOON, due_at=NOON)
        assert claim(connection), "the older one"
        assert claim(connection) is None
