"""Line 11: what the close of a team takes, against one bare transaction that reads and writes the same rows.

Teams of twelve, each with a lead, in a company of ten thousand of them. Some are closed by us, others, as large, by the
driver alone: it reads who belongs to the team and all their answers, works nothing out, and writes what a close writes.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import Connection
from structlog.testing import capture_logs

from bot import wire
from bot.features.team.closing import Closer
from bot.runtime import config
from bot.runtime.clock import ManualClock
from bot.store import contents
from bot.store.closing import SET
from bot.store.engine import Database
from bot.store.migrate import upgrade
from bot.store.people import know_workspace
from tests.bench import crowd, crowd_of_teams
from tests.bench.bench import Bench
from tests.bench.table import Row
from tests.kit_content import builtin_content
from tests.kit_postgres import PostgreSQL, a_server, plain

GOAL = 3
NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
CLOSES, LATER = date(2026, 9, 30), date(2026, 12, 31)


async def measure(bench: Bench) -> list[Row]:
    """Measure line 11."""
    standin = bench.standin()
    found: dict[str, float] = {}
    with a_server(secrets.token_hex(4), "bench") as server, capture_logs():
        for name in ("SQLite", "PostgreSQL"):
            with ExitStack() as stack:
                database = stack.enter_context(closing(Database(_url(bench, name, server, stack))))
                closer = _company(database, bench.size.teams, standin.api("closing"))
                ours, bare = _take_turns(closer, bench.size.rounds, bench.size.closed)
            found[name] = median(mine / other for mine, other in zip(ours, bare, strict=True))
            took = f"{median(ours) * 1000:.1f} ms, bare {median(bare) * 1000:.1f} ms"
            bench.notes.append(f"a close, {bench.size.teams:,} teams, {name}: {took}")
    bench.stop(standin)
    what = f"a team of 12 closes, {bench.size.teams:,} teams, of a bare transaction with the same rows"
    return [Row(11, what, found, GOAL)]


def _url(bench: Bench, name: str, server: PostgreSQL, stack: ExitStack) -> str:
    return f"sqlite:///{bench.file('teams')}" if name == "SQLite" else plain(stack.enter_context(server.database()))


def _company(database: Database, teams: int, api: str) -> Closer:
    upgrade(database)
    with database.writing() as connection:
        named = {"bot_user_id": crowd.BOT_USER, "bot_id": crowd.BOT_ID, "domain": "bench"}
        know_workspace(connection, workspace=crowd.WORKSPACE, now=NOW, **named)
        contents.keep(connection, builtin_content(), crowd.WORKSPACE, SET)
    crowd_of_teams.settle(database, teams)
    given = {"SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_APP_TOKEN": "xapp-bench", "SLACK_API_URL": api}
    settings = config.load({**given, "CAREERCHECK_DATABASE": plain(database.url)})
    return Closer(wire.build(settings, ManualClock(NOW), database).services, crowd.WORKSPACE)


def _take_turns(closer: Closer, rounds: int, each: int) -> tuple[list[float], list[float]]:
    """Return what a close took in each round, in seconds: ours, and the bare one. The first round does not count."""
    ours, bare = list[float](), list[float]()
    database, first = closer.services.database, 0
    for turn in range(-1, rounds):
        mine, others = range(first, first + each), range(first + each, first + 2 * each)
        first += 2 * each
        for what in ("ours", "bare")[:: 1 if turn % 2 else -1]:
            took = _ours(closer, mine) if what == "ours" else _bare(database, others)
            if turn >= 0:
                (ours if what == "ours" else bare).append(took / each)
    return ours, bare


def _ours(closer: Closer, numbers: Sequence[int]) -> float:
    """Close teams, which takes so many seconds."""
    database = closer.services.database
    with database.writing() as connection:
        due = "UPDATE teams SET next_on = ? WHERE workspace = ? AND id >= ? AND id <= ?"
        within = (crowd_of_teams.team(numbers[0]), crowd_of_teams.team(numbers[-1]))
        _cursor(connection, due, CLOSES.isoformat(), crowd.WORKSPACE, *within)
    began = perf_counter()
    closed = closer.close_due()
    took = perf_counter() - began
    with database.reading() as connection:
        counted = "SELECT count(*) FROM summaries WHERE workspace = ? AND team_id >= ? AND team_id <= ?"
        made = _cursor(connection, f"{counted} AND body IS NOT NULL", crowd.WORKSPACE, *within).fetchone()[0]
    if not closed == made == len(numbers):
        raise RuntimeError(f"{len(numbers)} were to be closed, {closed} were, {made} have a summary")
    return took


def _bare(database: Database, numbers: Sequence[int]) -> float:
    """Read and write the same for other teams, and nothing else, which takes so many seconds."""
    began = perf_counter()
    for number in numbers:
        with database.writing() as connection:
            _one_bare(connection, number)
    return perf_counter() - began


def _one_bare(connection: Connection, number: int) -> None:
    team, space, now = crowd_of_teams.team(number), crowd.WORKSPACE, str(NOW)
    for table in ("teams", "viewers", "memberships"):
        key = "id" if table == "teams" else "team_id"
        rows = _cursor(connection, f"SELECT * FROM {table} WHERE workspace = ? AND {key} = ?", space, team).fetchall()
    members = [row[2] for row in rows]
    marks = ", ".join("?" * len(members))
    for table in ("people", "ledger", "primaries", "results", "answers"):
        theirs = f"SELECT * FROM {table} WHERE workspace = ? AND user_id IN ({marks})"
        rows = _cursor(connection, theirs, space, *members).fetchall()
    if len(rows) != len(members) * 21:
        raise RuntimeError(f"{len(rows)} answers")
    body = "." * crowd_of_teams.BODY
    made = "INSERT INTO summaries (workspace, id, team_id, closed_on, period_first, body, made_at)"
    _cursor(connection, f"{made} VALUES (?, ?, ?, ?, ?, ?, ?)", space, team, team, str(CLOSES), str(CLOSES), body, now)
    counted = "INSERT INTO ledger (workspace, user_id, quarter, team_id) VALUES (?, ?, ?, ?)"
    _many(connection, counted, [(space, member, "2026-Q3", team) for member in members])
    told = "INSERT INTO occasions (workspace, id, user_id, kind, about, due_on, look_at, state, created_at)"
    people = [*members, crowd_of_teams.person(number * crowd_of_teams.PEOPLE)]
    rows = [(space, f"{who}-told", who, "team", team, str(CLOSES), now, "waiting", now) for who in people]
    _many(connection, f"{told} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    moved = "UPDATE teams SET next_on = ?, closed_on = ?, released = ? WHERE workspace = ? AND id = ?"
    _cursor(connection, moved, str(LATER), str(CLOSES), True, space, team)


def _cursor(connection: Connection, statement: str, *values: Any) -> Any:
    """Let the driver itself run a statement."""
    cursor = connection.connection.cursor()
    cursor.execute(_spelled(connection, statement), values)
    return cursor


def _many(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    connection.connection.cursor().executemany(_spelled(connection, statement), rows)


def _spelled(connection: Connection, statement: str) -> str:
    return statement if connection.dialect.name == "sqlite" else statement.replace("?", "%s")
