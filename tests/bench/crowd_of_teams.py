"""Teams of twelve and a lead, who all went through the check in September: written by a few statements."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, create_engine

from bot.store.closing import SET
from bot.store.engine import Database
from tests.bench import crowd
from tests.kit_content import builtin_content

PEOPLE = 13  # of a team: the first leads
BODY = 3600  # characters of a summary, about
_FIRST = 100_000_000  # so all names are equally long
_WHEN = "2026-09-05 12:00:00"
_LEADS, _BELONGS = f"n % {PEOPLE} = 0", f"n % {PEOPLE} <> 0"
_WHO, _TEAM, _CHECK = f"'U' || ({_FIRST} + n)", f"'T' || ({_FIRST} + n / {PEOPLE})", f"'C' || ({_FIRST} + n)"


def person(number: int) -> str:
    """Return the user id of somebody."""
    return f"U{_FIRST + number}"


def team(number: int) -> str:
    """Return the id of a team; its people have the numbers from `number * PEOPLE` on."""
    return f"T{_FIRST + number}"


def settle(database: Database, teams: int) -> None:
    """Bring so many teams into a database that knows the workspace and the check's content. None closes soon."""
    engine = create_engine(database.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        on_sqlite = database.is_sqlite
        # What we write refers to nobody who is not there, and if the machine dies the bench is over anyway.
        quick = ("PRAGMA foreign_keys=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-200000")
        for setting in quick if on_sqlite else ("SET session_replication_role = replica",):
            connection.exec_driver_sql(setting)
        for table, columns, which in _rows(_at(connection)):
            _write(connection, table, columns, which, teams * PEOPLE)
        connection.exec_driver_sql("ANALYZE" if on_sqlite else "VACUUM ANALYZE")
    engine.dispose()


def _at(connection: Connection) -> str:
    return f"'{_WHEN}.000000'" if connection.dialect.name == "sqlite" else f"'{_WHEN}+00'"


def _write(connection: Connection, table: str, columns: Mapping[str, str], which: str, most: int) -> None:
    named = {"workspace": f"'{crowd.WORKSPACE}'", **columns}
    counted = f"WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < {most})"
    made = f"INSERT INTO {table} ({', '.join(named)}) SELECT {', '.join(named.values())} FROM counted WHERE {which}"
    connection.exec_driver_sql(f"{counted} {made}".replace("%", "%%" if connection.dialect.name != "sqlite" else "%"))


def _rows(at: str) -> Iterator[tuple[str, Mapping[str, str], str]]:
    """Yield tables, how each column is made of the number of a person, and for which people."""
    known = {"channel": f"'D' || ({_FIRST} + n)", "consented_at": at, "created_at": at, "last_contact_at": at}
    yield "people", {"user_id": _WHO, **known}, "n >= 0"
    dates = {"created_on": "'2026-09-01'", "next_on": "'2026-12-31'", "created_at": at}
    yield "teams", {"id": _TEAM, "name": _TEAM, **dates}, _LEADS
    yield "viewers", {"team_id": _TEAM, "user_id": _WHO, "since": at, "leads": "TRUE"}, _LEADS
    yield "memberships", {"team_id": _TEAM, "user_id": _WHO, "joined_at": at}, _BELONGS
    yield "primaries", {"team_id": _TEAM, "user_id": _WHO, "since": at}, _BELONGS
    digest = f"'{builtin_content().digests[SET]}'"
    check = {"kind": f"'{SET}'", "content": digest, "state": "'finished'", "revision": "1", "progress": "'{}'"}
    times = {"started_at": at, "touched_at": at, "finished_at": at}
    yield "checks", {"id": _CHECK, "user_id": _WHO, **check, **times}, _BELONGS
    whole = f"'{json.dumps({'sections': [part.id for part in builtin_content().rated(SET).sections]})}'"
    yield (
        "results",
        {"id": _CHECK, "user_id": _WHO, "check_id": _CHECK, "number": "1", "snapshot": whole, "finished_at": at},
        _BELONGS,
    )
    for number, question in enumerate(builtin_content().rated(SET).questions):
        said = {"question": f"'{question.id}'", "choice": "'yes'", "action_ts": "'1788609600.000100'", "at": at}
        row = {"id": f"'A{number:02}' || ({_FIRST} + n)", "user_id": _WHO, "check_id": _CHECK, **said}
        yield "answers", row, _BELONGS
