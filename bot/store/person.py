"""Everything we keep about one person: hand it over, or remove it. Found in the tables themselves, so none is missed.

A table is a person's when it has a `user_id` column. Where that may be null, the rows outlive the person: only the id
goes. What such tables refer to, and holds nobody's name (the content a check was begun with, a team), is shared:
exported too, and removed once nothing refers to it any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ForeignKeyConstraint,
    NullPool,
    Table,
    and_,
    create_engine,
    delete,
    distinct,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.exc import OperationalError

from bot.store import people
from bot.store.driver_errors import told_apart
from bot.store.engine import Database, DatabaseBusy, Patience
from bot.store.tables import answers, metadata, notes, results

PATIENCE = Patience.WORKER.value  # seconds that a purge waits for readers


def export(connection: Connection, workspace: str, user_id: str) -> dict[str, Any]:
    """Return every row about a person by table, ready for `json.dumps`; instants are ISO 8601 in UTC."""
    tables = {table.name: _rows(connection, table, _theirs(table, workspace, user_id)) for table in about_people()}
    for table, references in _shared().items():
        told = or_(*(_referred(reference, workspace, user_id) for reference in references))
        tables[table.name] = _rows(connection, table, and_(table.c.workspace == workspace, told))
    return {"workspace": workspace, "user_id": user_id, "tables": tables}


def count_kept(connection: Connection, workspace: str, user_id: str) -> Mapping[str, int]:
    """Count what is kept of a person, by kind (an answer that was changed counts once)."""
    # Not as a list of different pairs: to have those in order, SQLite goes through everybody's answers.
    each_once = func.count(distinct(answers.c.check_id + "|" + answers.c.question))
    what = {"answer": (answers, each_once), "note": (notes, func.count()), "result": (results, func.count())}
    counts = [
        select(count).select_from(table).where(_theirs(table, workspace, user_id)).scalar_subquery().label(name)
        for name, (table, count) in what.items()
    ]
    return {name: int(count) for name, count in connection.execute(select(*counts)).one()._mapping.items()}


def erase(connection: Connection, workspace: str, user_id: str) -> dict[str, int]:
    """Remove every row about a person, and shared rows that nothing refers to any more.

    Whatever the person is doing at this moment is saved before and goes too, or finds nobody afterwards.
    Returns how many rows went or lost their person, by table. The bytes go with `purge_file`, after the transaction.
    """
    _hold_shared(connection, workspace, user_id)
    people.hold_to_remove(connection, workspace, user_id)
    removed = {
        table.name: connection.execute(delete(table).where(_theirs(table, workspace, user_id))).rowcount
        for table in reversed(_personal())
    }
    for table in _outliving():
        theirs = update(table).where(_theirs(table, workspace, user_id))
        removed[table.name] = connection.execute(theirs.values(user_id=None)).rowcount
    for table, references in _shared().items():
        unused = [~_referred(reference, workspace) for reference in references]
        gone = connection.execute(delete(table).where(table.c.workspace == workspace, *unused))
        removed[table.name] = gone.rowcount
    return removed


def purge_file(database: Database) -> None:
    """Take the bytes of removed rows out of the database's files.

    SQLite's files are made anew. PostgreSQL's rows are vacuumed: the server cannot bring them back, and puts other
    rows in their place in time; what is in its log and in backups goes with those.

    Raises:
        DatabaseBusy: somebody reads or writes; the rows are gone all the same, so try the purge again later.
    """
    if not database.is_sqlite:
        _vacuum(database)
        return
    patience = {"timeout": PATIENCE, "isolation_level": None}
    engine = create_engine(database.url, poolclass=NullPool, connect_args=patience)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
            connection.exec_driver_sql("VACUUM")
            if connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]:
                raise DatabaseBusy("somebody still reads the old pages")
    except OperationalError as error:
        raise DatabaseBusy("the file could not be cleaned") from error
    finally:
        engine.dispose()


def _vacuum(database: Database) -> None:
    limit = {"options": f"-c lock_timeout={int(PATIENCE * 1000)}"}
    engine = create_engine(database.url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=limit)
    tables = ", ".join(table.name for table in metadata.sorted_tables)
    with told_apart(), engine.connect() as connection:
        connection.exec_driver_sql(f"VACUUM (TRUNCATE FALSE) {tables}")  # which keeps nobody waiting


def about_people() -> list[Table]:
    """Return every table with rows about people."""
    return [*_personal(), *_outliving()]


def named(connection: Connection) -> set[tuple[str, str]]:
    """Return everybody (workspace, user id) who is named anywhere."""
    found: set[tuple[str, str]] = set()
    for table in about_people():
        query = select(table.c.workspace, table.c.user_id).where(table.c.user_id.is_not(None)).distinct()
        found |= {(row.workspace, row.user_id) for row in connection.execute(query)}
    return found


def _personal() -> list[Table]:
    """Return the tables whose rows go with their person, those that others refer to first."""
    return [table for table in metadata.sorted_tables if "user_id" in table.c and not table.c.user_id.nullable]


def _outliving() -> list[Table]:
    """Return the tables whose rows stay behind without their person."""
    return [table for table in metadata.sorted_tables if "user_id" in table.c and table.c.user_id.nullable]


def _shared() -> dict[Table, list[ForeignKeyConstraint]]:
    """Return the tables that people's rows refer to and that are nobody's, with those references."""
    found: dict[Table, list[ForeignKeyConstraint]] = {}
    for table in _personal():
        for reference in table.foreign_key_constraints:
            if "user_id" not in reference.referred_table.c and reference.column_keys != ["workspace"]:
                found.setdefault(reference.referred_table, []).append(reference)
    return found


def _hold_shared(connection: Connection, workspace: str, user_id: str) -> None:
    """Hold what a person's rows refer to, before the person: so does whoever closes their team.

    And of two who are erased at once and shared something, the second finds it unused.
    """
    for table, references in _shared().items():
        told = or_(*(_referred(reference, workspace, user_id) for reference in references))
        theirs = select(*table.primary_key).where(table.c.workspace == workspace, told)
        connection.execute(theirs.order_by(*table.primary_key).with_for_update(key_share=True, of=table)).all()


def _theirs(table: Table, workspace: str, user_id: str) -> ColumnElement[bool]:
    return and_(table.c.workspace == workspace, table.c.user_id == user_id)


def _referred(reference: ForeignKeyConstraint, workspace: str, user_id: str | None = None) -> ColumnElement[bool]:
    """Return the condition that some row, or some row of `user_id`, refers to a shared row by `reference`."""
    table = reference.table
    same = [key.parent == key.column for key in reference.elements]
    whose = table.c.workspace == workspace if user_id is None else _theirs(table, workspace, user_id)
    return exists(select(1).where(whose, *same).correlate(reference.referred_table))


def _rows(connection: Connection, table: Table, which: ColumnElement[bool]) -> list[dict[str, Any]]:
    rows = connection.execute(select(table).where(which).order_by(*table.primary_key)).mappings()
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value
