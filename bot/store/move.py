"""From SQLite to PostgreSQL: every row of a file into an empty database. The file stays as it is."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Table, insert, select

from bot.store.engine import Database
from bot.store.migrate import current, head, upgrade
from bot.store.refused import Refused
from bot.store.tables import metadata, processes, workspaces

AT_ONCE = 500  # rows; each statement must end within our patience
STAYS = {processes.name}  # tells which processes serve from that very file


def move(source: Database, target: Database) -> dict[str, int]:
    """Copy all that is kept into an empty database, whole or not at all. Returns how many rows, by table.

    Hold the lock of the source's file (`only_one`) meanwhile.

    Raises:
        Refused: the file is not of this version, or something is in the target already; nothing was changed.
        DatabaseBusy: one of them could not be read or written; nothing was copied.
    """
    if current(source) != head():
        file = Path(str(source.url.database))
        raise Refused(
            f"{file} is not at the schema of this version. Bring it there first: "
            f"careercheck migrate --database sqlite:///{file}"
        )
    upgrade(target)
    tables = [table for table in metadata.sorted_tables if table.name not in STAYS]
    with source.reading() as old, target.writing() as new:
        _look_empty(new)
        return {table.name: _copy(table, old, new) for table in tables}


def _look_empty(connection: Connection) -> None:
    if connection.execute(select(workspaces.c.workspace).limit(1)).first() is not None:
        raise Refused("Something is kept in the new database already, and nothing was changed. Name an empty one.")


def _copy(table: Table, old: Connection, new: Connection) -> int:
    count = 0
    for rows in old.execute(select(table)).mappings().partitions(AT_ONCE):
        new.execute(insert(table), [dict(row) for row in rows])
        count += len(rows)
    return count
