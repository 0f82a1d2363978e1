"""What we keep about a person is handed over whole, and removed whole, and nobody else's is touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, insert, select, update

from bot.store import person
from bot.store.engine import Database, DatabaseBusy
from bot.store.tables import audit, checks, contents, metadata, pulls
from tests.kit_rows import plant
from tests.kit_storage import NOON, on_sqlite
from tests.kit_watched import every_statement_names_its_workspace

pytestmark = pytest.mark.storage

PERSONAL = sorted(table.name for table in metadata.sorted_tables if "user_id" in table.c)
SAID = "the words of ana"
OTHERS = [("T1", "U2"), ("T2", "U1")]  # a colleague, and a stranger whose every id is the same


def plant_everybody(database: Database) -> None:
    with database.writing() as connection:
        for workspace, user_id in OTHERS:
            plant(connection, workspace, user_id, f"words of {user_id} in {workspace}")
        plant(connection, "T1", "U1", SAID)  # last: what belongs to the workspace is not in her words


def everything(connection: Connection) -> dict[str, list[dict[str, object]]]:
    return {
        table.name: [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
        for table in metadata.sorted_tables
    }


def test_export_has_a_row_of_every_table_that_is_about_the_person(database: Database) -> None:
    plant_everybody(database)
    with database.reading() as connection:
        told = person.export(connection, "T1", "U1")
    assert {name: len(rows) for name, rows in told["tables"].items() if name in PERSONAL} == dict.fromkeys(PERSONAL, 1)
    for name in PERSONAL:
        assert told["tables"][name][0]["user_id"] == "U1"
    text = json.dumps(told)
    assert SAID in text
    assert "words of U" not in text


def test_export_holds_the_content_that_a_check_was_begun_with_and_no_other(database: Database) -> None:
    plant_everybody(database)
    with database.reading() as connection:
        told = person.export(connection, "T1", "U1")
    assert [row["digest"] for row in told["tables"]["contents"]] == ["contents-U1"]


def test_export_writes_instants_as_iso_8601_in_utc(database: Database) -> None:
    plant_everybody(database)
    with database.reading() as connection:
        told = person.export(connection, "T1", "U1")
    assert told["tables"]["checks"][0]["started_at"] == "2026-11-23T12:00:00+00:00"
    assert told["tables"]["steps"][0]["due"] == "2026-12-01"


def test_of_somebody_unknown_there_is_nothing_to_hand_over_or_remove(database: Database) -> None:
    plant_everybody(database)
    with database.writing() as connection:
        before = everything(connection)
        assert not any(person.export(connection, "T1", "U9")["tables"].values())
        assert sum(person.erase(connection, "T1", "U9").values()) == 0
        assert everything(connection) == before


def test_erase_leaves_no_row_of_the_person_and_every_row_of_others(database: Database) -> None:
    with database.writing() as connection:
        for workspace, user_id in OTHERS:
            plant(connection, workspace, user_id, f"words of {user_id} in {workspace}")
        others = everything(connection)
        plant(connection, "T1", "U1", SAID)
        removed = person.erase(connection, "T1", "U1")
        assert removed == dict.fromkeys([*PERSONAL, "contents", "teams"], 1)
        now = everything(connection)
    for name in set(removed) - {"audit"}:
        assert now[name] == others[name]


def test_erase_leaves_what_was_done_and_not_by_whom(database: Database) -> None:
    with database.writing() as connection:
        plant(connection, "T1", "U2", "words of U2")
        team = {"team_id": "teams-U2", "summary_id": "summaries-U2"}
        pull = {"workspace": "T1", "id": "P1", "user_id": "U1", "at": NOON, **team}
        connection.execute(insert(pulls), pull)
        act = {"workspace": "T1", "id": "A1", "user_id": "U1", "at": NOON, "action": "summary.pull", "outcome": "done"}
        connection.execute(insert(audit), act)
        before = everything(connection)

        person.erase(connection, "T1", "U1")

        after = everything(connection)
    for name in ("pulls", "audit"):
        assert after[name] == [
            row | {"user_id": None if row["user_id"] == "U1" else row["user_id"]} for row in before[name]
        ]
    assert after["teams"] == before["teams"], "of somebody else's team"


def test_erase_keeps_content_that_somebody_else_still_uses(database: Database) -> None:
    plant_everybody(database)
    with database.writing() as connection:
        connection.execute(update(checks).where(checks.c.workspace == "T1").values(content="contents-U1"))
        assert person.erase(connection, "T1", "U1")["contents"] == 1  # the colleague's first, which nobody uses now
        left = connection.execute(select(contents.c.digest).where(contents.c.workspace == "T1")).scalars().all()
    assert left == ["contents-U1"]


def test_erase_that_fails_half_way_removes_nothing(database: Database) -> None:
    plant_everybody(database)
    with database.reading() as connection:
        before = everything(connection)
    with pytest.raises(KeyboardInterrupt), database.writing() as connection:
        person.erase(connection, "T1", "U1")
        raise KeyboardInterrupt
    with database.reading() as connection:
        assert everything(connection) == before


def test_erase_and_export_name_the_workspace_in_every_statement(database: Database) -> None:
    plant_everybody(database)
    with every_statement_names_its_workspace(), database.writing() as connection:
        person.export(connection, "T1", "U1")
        person.erase(connection, "T1", "U1")


def in_the_files(database: Database, words: str) -> bool:
    file = Path(str(database.url.database))
    return any(words.encode() in part.read_bytes() for part in file.parent.glob(f"{file.name}*"))


@on_sqlite
def test_after_a_purge_no_byte_of_what_was_said_is_left_in_the_files(database: Database) -> None:
    plant_everybody(database)
    assert in_the_files(database, SAID)
    with database.writing() as connection:
        person.erase(connection, "T1", "U1")
    person.purge_file(database)
    assert not in_the_files(database, SAID)
    assert in_the_files(database, "words of U2 in T1")


@on_sqlite
def test_a_purge_while_somebody_reads_says_so(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person, "PATIENCE", 0.05)
    plant_everybody(database)
    with database.reading() as reader:
        assert reader.execute(select(func.count()).select_from(checks)).scalar_one() == 3
        with pytest.raises(DatabaseBusy):
            person.purge_file(database)
    person.purge_file(database)


def test_planting_reaches_every_table(database: Database) -> None:
    with database.writing() as connection:
        rows = plant(connection, "T1", "U1", SAID)
        counts = {name: connection.execute(select(func.count()).select_from(metadata.tables[name])) for name in rows}
        assert {name: count.scalar_one() for name, count in counts.items()} == dict.fromkeys(metadata.tables, 1)


def test_a_row_of_one_workspace_cannot_refer_to_a_person_of_another(database: Database) -> None:
    with database.writing() as connection:
        rows = plant(connection, "T1", "U1", SAID)
    with pytest.raises(Exception, match=r"(?i)foreign key"), database.writing() as connection:
        connection.execute(insert(checks), {**rows["checks"], "workspace": "T2"})
