"""Answers of years, written straight into the file: only their number matters."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

ANSWERS = 21  # of each check

# Everything is copied from the first person who walks, with other keys. A column that is not named keeps its value.
_KEYS = {
    "people": {"user_id": "printf('U1%08d', n)", "channel": "printf('D1%08d', n)"},
    "checks": {"user_id": "printf('U1%08d', n)", "id": "printf('1%019d', n)", "state": "'finished'"},
    "answers": {
        "user_id": "printf('U1%08d', n / 21)",
        "check_id": "printf('1%019d', n / 21)",
        "id": "printf('1%019d', n)",
        "question": "printf('S%d', n % 21)",
    },
    "outbox": {
        "user_id": "printf('U1%08d', n / 42)",
        "id": "printf('1%019d', n)",
        "dedupe": "printf('card:1%019d|S%d|1', n / 42, n % 42)",
        "ts": "printf('1795%06d.000200', n)",
    },
}


def fill(file: Path, answers: int) -> None:
    """Add about so many answers, with the checks, people and sent messages that belong to them."""
    people = -(-answers // ANSWERS)
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA synchronous=OFF")
        database.execute(
            "INSERT INTO answers SELECT workspace, 'seed', user_id, id, 'S1', 'yes', '1795165300.000000', started_at"
            " FROM checks LIMIT 1"
        )
        for table, rows in (("people", people), ("checks", people), ("answers", answers), ("outbox", 2 * answers)):
            _copy(database, table, rows)
        database.execute("DELETE FROM answers WHERE id = 'seed'")
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _copy(database: sqlite3.Connection, table: str, rows: int) -> None:
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    indexes = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
    ).fetchall()
    for name, _ in indexes:  # made anew afterwards, which is several times quicker
        database.execute(f"DROP INDEX {name}")
    named = ", ".join(f'"{column}"' for column in columns)
    made = ", ".join(_KEYS[table].get(column, f'one."{column}"') for column in columns)
    database.execute(
        f"WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < {rows})"
        f" INSERT INTO {table} ({named}) SELECT {made} FROM counted, (SELECT * FROM {table} LIMIT 1) AS one"
    )
    for _, written in indexes:
        database.execute(written)
