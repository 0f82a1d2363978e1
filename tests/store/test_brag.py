"""All that somebody has to show: found by indexes, in as many statements for ten years as for a day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, Table, insert

from advice.check import Progress
from bot.store import brag, history
from bot.store.brag import Whose
from bot.store.engine import Database
from bot.store.evidence import Entry
from bot.store.tables import checks, contents, notes, people, results, steps, workspaces
from bot.store.tables import evidence as evidence_table
from tests.kit_content import builtin_content
from tests.kit_plans import plans
from tests.kit_statements import statements
from tests.kit_storage import NOON
from tests.kit_watched import every_statement_names_its_workspace

pytestmark = pytest.mark.storage

PEOPLE, YEARS = 10_000, 10
ME, TWIN = ("T1", "U00007"), ("T2", "U00007")
CATALOG = builtin_content()
LARGE = ("people", "checks", "results", "notes", "steps", "evidence")
OLD = CATALOG.rated("set").model_copy(update={"title": "As it was"})


@pytest.fixture
def database(database: Database) -> Iterator[Database]:
    with database.writing() as connection:
        workspace = {"bot_user_id": "B1", "bot_id": "B1", "domain": "acme", "created_at": NOON}
        connection.execute(insert(workspaces), [{"workspace": team, **workspace} for team in ("T1", "T2")])
        kept = [(CATALOG.digests["set"], CATALOG.rated("set")), ("old", OLD)]
        bodies = [{"digest": digest, "body": body.model_dump_json()} for digest, body in kept]
        connection.execute(insert(contents), [{"workspace": t, **body} for t in ("T1", "T2") for body in bodies])
    with every_statement_names_its_workspace():
        yield database


def is_there(connection: Connection, whose: tuple[str, str]) -> None:
    workspace, user = whose
    known = {"channel": "D1", "created_at": NOON, "last_contact_at": NOON, "tz": "Pacific/Auckland"}
    connection.execute(insert(people), {"workspace": workspace, "user_id": user, **known})


def lives(connection: Connection, whose: tuple[str, str], times: int, mark: str = "") -> None:
    """Keep so many finished checks, each with a note, a step that is done and an entry."""
    for table, rows in _rows(whose, times, mark).items():
        connection.execute(insert(table), rows)


def _rows(whose: tuple[str, str], times: int, mark: str) -> dict[Table, list[dict[str, object]]]:
    workspace, user = whose
    found: dict[Table, list[dict[str, object]]] = {
        table: [] for table in (checks, results, notes, steps, evidence_table)
    }
    progress = Progress(("soft",)).to_json()
    for number in range(times):
        at, name = NOON + timedelta(days=number), f"{mark}{user}-{number:04}"
        here = {"workspace": workspace, "user_id": user}
        said = {"content": "old" if number % 2 else CATALOG.digests["set"], "state": "finished", "progress": progress}
        when = {"started_at": at, "touched_at": at, "finished_at": at}
        found[checks].append({**here, "id": name, "kind": "set", **said, **when})
        result = {"check_id": name, "number": 1, "snapshot": progress, "finished_at": at}
        found[results].append({**here, "id": f"r{name}", **result})
        note = {"check_id": name, "question": "S1", "text": f"Note {name}", "channel": "D1", "message_ts": name}
        found[notes].append({**here, "id": f"n{name}", **note, "created_at": at})
        step = {"check_id": name, "text": f"Step {name}", "due": date(2026, 12, 1), "state": "done", "closed_at": at}
        found[steps].append({**here, "id": f"s{name}", **step, "created_at": at})
        entry = Entry(f"e{name}", user, f"Entry {name}", "soft", at.date(), at, None)
        found[evidence_table].append({"workspace": workspace, **vars(entry)})
    return found


def crowd(connection: Connection) -> None:
    """Let many people have a little of each, and one ten years of it."""
    known = {"workspace": "T1", "channel": "D1", "created_at": NOON, "last_contact_at": NOON}
    connection.execute(insert(people), [{**known, "user_id": f"U{number:05}"} for number in range(PEOPLE)])
    whole: dict[Table, list[dict[str, object]]] = {}
    for number in range(PEOPLE):
        for table, rows in _rows(("T1", f"U{number:05}"), 1, "c").items():
            whole.setdefault(table, []).extend(rows)
    for table, rows in whole.items():
        connection.execute(insert(table), rows)
    lives(connection, ME, 52 * YEARS)
    connection.exec_driver_sql("ANALYZE")


def asked(run: Callable[[], object]) -> int:
    """Return how many statements something takes."""
    with statements() as seen:
        run()
    return len(seen)


def test_among_ten_thousand_people_all_is_found_by_indexes(database: Database) -> None:
    with database.writing() as connection:
        crowd(connection)
        found = [
            way
            for run in (
                lambda: brag.pieces(Whose(connection, CATALOG, *ME)),
                lambda: brag.before(connection, *ME, kind="set", question="S1", check="z"),
                lambda: history.page(connection, *ME, most=7),
                lambda: history.page(connection, *ME, most=7, after=f"{ME[1]}-0100"),
                lambda: history.one(connection, *ME, f"{ME[1]}-0100"),
                lambda: history.latest(connection, *ME, each=2),
                lambda: history.run(connection, *ME, "set", most=20),
            )
            for way in plans(connection, run)
        ]

    assert len(found) > 12
    whole = [way for way in found if re.search(rf"(Seq Scan on|SCAN) (?:{'|'.join(LARGE)})\b", way)]
    assert not whole, "\n\n".join(whole)


def test_ten_years_take_as_many_statements_as_a_day(database: Database) -> None:
    with database.writing() as connection:
        is_there(connection, ME)
        lives(connection, ME, 2)
        few = asked(lambda: brag.pieces(Whose(connection, CATALOG, *ME)))
        lives(connection, ME, 52 * YEARS, "later")
        many = asked(lambda: brag.pieces(Whose(connection, CATALOG, *ME)))

    assert few == many <= 6, "entries, notes, steps, the contents that are no longer today's, the person, their wishes"


def test_everything_of_a_person_is_there_and_nothing_of_their_twin_elsewhere(database: Database) -> None:
    with database.writing() as connection:
        for whose, mark in ((ME, ""), (TWIN, "theirs")):
            is_there(connection, whose)
            lives(connection, whose, 3, mark)

        mine = brag.pieces(Whose(connection, CATALOG, *ME))
        before = brag.before(connection, *ME, kind="set", question="S1", check="z")

    assert sorted(piece.source for piece in mine) == ["entry"] * 3 + ["note"] * 3 + ["step"] * 3
    assert not [piece for piece in mine if "theirs" in piece.text]
    assert {piece.pillar for piece in mine} == {"soft", None}
    assert before is not None
    assert (before.text, before.count) == (f"Note {ME[1]}-0002", 3)


def test_days_are_those_of_the_person(database: Database) -> None:
    with database.writing() as connection:
        is_there(connection, ME)
        lives(connection, ME, 1)

        days = {piece.source: piece.day for piece in brag.pieces(Whose(connection, CATALOG, *ME))}
        before = brag.before(connection, *ME, kind="set", question="S1", check="z")

    tomorrow = NOON.date() + timedelta(days=1)  # noon in London is after midnight in Auckland
    assert days["note"] == days["step"] == tomorrow
    assert before is not None
    assert before.on == tomorrow
