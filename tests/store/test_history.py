"""All results of a person: page by page, by an index, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection, insert

from advice.check import Given, Progress
from bot.store import history, results
from bot.store.checks import CheckRow, add
from bot.store.engine import Database
from bot.store.tables import checks, contents, people, workspaces
from bot.store.tables import results as table
from tests.kit_plans import plan
from tests.kit_storage import NOON
from tests.kit_watched import every_statement_names_its_workspace

pytestmark = pytest.mark.storage

A_DAY = timedelta(days=1)
HERE = ("T1", "U1")
OTHERS = (("T1", "U2"), ("T2", "U1"))  # a colleague, and a stranger of the same id


@pytest.fixture
def database(database: Database) -> Iterator[Database]:
    with database.writing() as connection:
        workspace = {"bot_user_id": "B1", "bot_id": "B1", "domain": "acme", "created_at": NOON}
        connection.execute(insert(workspaces), [{"workspace": team, **workspace} for team in ("T1", "T2")])
        connection.execute(insert(contents), [{"workspace": t, "digest": "d", "body": "{}"} for t in ("T1", "T2")])
        known = {"channel": "D1", "created_at": NOON, "last_contact_at": NOON}
        everybody = [{"workspace": t, "user_id": u, **known} for t in ("T1", "T2") for u in ("U1", "U2")]
        connection.execute(insert(people), everybody)
    with every_statement_names_its_workspace():
        yield database


def finishes(connection: Connection, name: str, kind: str, day: int, *, whose: tuple[str, str] = HERE) -> CheckRow:
    """Keep a finished check and its result."""
    workspace, user = whose
    at = NOON + day * A_DAY
    progress = Progress(("soft",), given={"S1": Given(name, "1.0")})
    state = (progress, "D1", None, at, at, at)
    row = CheckRow(workspace, name, user, kind, "d", "finished", 0, *state)
    add(connection, row)
    results.add(connection, row, id=f"r-{name}", now=at)
    return row


def crowd(connection: Connection) -> None:
    """Let many others have many results."""
    known = {"workspace": "T1", "channel": "D1", "created_at": NOON, "last_contact_at": NOON}
    connection.execute(insert(people), [{**known, "user_id": f"C{number}"} for number in range(100)])
    rows = [(f"c{number:05}", f"C{number % 100}") for number in range(3000)]
    progress = Progress(("soft",)).to_json()
    walked = {"workspace": "T1", "kind": "set", "content": "d", "state": "finished", "progress": progress}
    when = {"started_at": NOON, "touched_at": NOON, "finished_at": NOON}
    connection.execute(insert(checks), [{**walked, **when, "id": name, "user_id": user} for name, user in rows])
    result = {"workspace": "T1", "number": 1, "snapshot": progress, "finished_at": NOON}
    kept = [{**result, "id": f"r-{name}", "user_id": user, "check_id": name} for name, user in rows]
    connection.execute(insert(table), kept)


def corrects(connection: Connection, row: CheckRow, number: int) -> None:
    results.add(connection, row, id=f"r-{row.id}-{number}", now=NOON + 100 * A_DAY)


def test_the_one_finished_last_comes_first_each_beside_the_one_before_of_its_kind(database: Database) -> None:
    with database.writing() as connection:
        for day, (name, kind) in enumerate([("a", "set"), ("b", "return"), ("c", "set"), ("d", "set")]):
            finishes(connection, name, kind, day)

        found = history.page(connection, *HERE, most=10)

    assert [(past.last.check_id, past.before and past.before.check_id) for past in found] == [
        ("d", "c"),
        ("c", "a"),
        ("b", None),
        ("a", None),
    ]


def test_a_corrected_one_is_there_once_with_its_first_result_and_the_one_that_counts(database: Database) -> None:
    with database.writing() as connection:
        row = finishes(connection, "a", "set", 0)
        for number in (2, 3):
            corrects(connection, row, number)
        finishes(connection, "b", "set", 1)

        newest, oldest = history.page(connection, *HERE, most=10)

    assert (oldest.first.number, oldest.last.number, oldest.corrected) == (1, 3, True)
    assert newest.before is not None
    assert (newest.before.number, newest.corrected) == (3, False)


def test_pages_follow_each_other_without_a_gap_also_where_many_end_at_one_moment(database: Database) -> None:
    with database.writing() as connection:
        for name in "abcdefg":
            finishes(connection, name, "set", 0)
        seen: list[str] = []
        after = None
        while page := history.page(connection, *HERE, most=3, after=after):
            seen += [past.last.check_id for past in page]
            after = seen[-1]

    assert seen == list("gfedcba")


def test_the_newest_of_each_kind_and_a_run_of_one(database: Database) -> None:
    with database.writing() as connection:
        rows = [finishes(connection, name, kind, 0) for name, kind in [("a", "set"), ("b", "x"), ("c", "set")]]
        finishes(connection, "d", "set", 0)
        corrects(connection, rows[2], 2)

        latest = history.latest(connection, *HERE, each=2)
        run = history.run(connection, *HERE, "set", most=2)

    assert [(row.kind, row.check_id, row.number) for row in latest] == [("set", "d", 1), ("set", "c", 2), ("x", "b", 1)]
    assert [(row.check_id, row.number) for row in run] == [("c", 2), ("d", 1)]


def test_nobody_elses_are_among_them_or_compared_with(database: Database) -> None:
    with database.writing() as connection:
        finishes(connection, "a", "set", 0, whose=OTHERS[0])
        for name in "ab":
            finishes(connection, name, "set", 0, whose=OTHERS[1])
        for day, name in enumerate(("Z", "b")):
            finishes(connection, name, "set", day)

        newest, oldest = history.page(connection, *HERE, most=10)

        assert newest.before is not None
        assert (newest.last.check_id, newest.before.check_id) == ("b", "Z")
        assert (oldest.last.check_id, oldest.before) == ("Z", None)
        assert history.one(connection, *HERE, "a") is None
        assert history.page(connection, *HERE, most=10, after="a") == []
        assert [row.check_id for row in history.latest(connection, *HERE, each=2)] == ["b", "Z"]
        assert [row.check_id for row in history.run(connection, *HERE, "set", most=9)] == ["Z", "b"]


def test_they_are_found_by_an_index(database: Database) -> None:
    with database.writing() as connection:
        crowd(connection)
        finishes(connection, "b", "set", 0)
        connection.exec_driver_sql("ANALYZE")
        asks = (
            lambda: history.page(connection, *HERE, most=10),
            lambda: history.page(connection, *HERE, most=10, after="b"),
            lambda: history.latest(connection, *HERE, each=2),
            lambda: history.run(connection, *HERE, "set", most=9),
        )
        for ask in asks:
            found = plan(connection, ask)
            assert "ix_results_person" in found or "ix_checks_person" in found, found
            assert "Seq Scan on results" not in found, found
            assert "SCAN results" not in found, found
