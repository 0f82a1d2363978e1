"""What is written down of pulls and refusals, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Connection, insert

from advice.quarters import Close, Period
from bot.store import audit, people, pulls, teams
from bot.store.engine import Database
from bot.store.tables import summaries
from tests.kit_storage import NOON
from tests.kit_watched import every_statement_names_its_workspace

pytestmark = pytest.mark.storage

HERE, THERE = "T0HERE", "T0THERE"
CLOSE = Close(date(2026, 12, 31), Period(date(2026, 10, 1), date(2026, 12, 31)))


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    """A transaction in which both workspaces have a team "t" with a summary "s"."""
    with database.writing() as opened:
        for workspace in (HERE, THERE):
            _lay_down(opened, workspace)
        with every_statement_names_its_workspace():
            yield opened


def _lay_down(connection: Connection, workspace: str) -> None:
    people.know_workspace(
        connection, workspace=workspace, bot_user_id="U0BOT", bot_id="B0BOT", domain="example", now=NOON
    )
    teams.create(connection, workspace=workspace, id="t", name="Payments", on=NOON.date(), first=CLOSE, now=NOON)
    dates = {"closed_on": CLOSE.on, "period_first": CLOSE.period.first, "made_at": NOON}
    connection.execute(insert(summaries), {"workspace": workspace, "id": "s", "team_id": "t", "body": "{}", **dates})


def refuse(connection: Connection, at: datetime, *, id: str, about: str | None = "t", **other: str) -> None:  # noqa: A002
    who = {"workspace": HERE, "user_id": "U0ANA", "action": "summary.pull", **other}
    audit.note(connection, id=id, at=at, about=about, outcome="refused", **who)


def test_what_is_done_is_written_each_time_newest_first(connection: Connection) -> None:
    for number in range(3):
        at = NOON + timedelta(seconds=number)
        who = {"workspace": HERE, "user_id": "U0ANA", "action": "summary.pull"}
        audit.note(connection, id=str(number), at=at, about="t", outcome="done", **who)

    found = audit.newest(connection, HERE, NOON + timedelta(seconds=1))

    assert [entry.at for entry in found] == [NOON + timedelta(seconds=2), NOON + timedelta(seconds=1)]
    assert found[0] == audit.Entry(HERE, NOON + timedelta(seconds=2), "U0ANA", "summary.pull", "t", "done")
    assert audit.newest(connection, HERE, NOON, most=1) == found[:1]
    assert audit.newest(connection, THERE, NOON) == []


def test_the_same_refusal_is_written_once_a_minute(connection: Connection) -> None:
    for second in range(130):
        refuse(connection, NOON + timedelta(seconds=second), id=str(second))
    refuse(connection, NOON, id="another person", user_id="U0BEN")
    refuse(connection, NOON, id="another action", action="summary.copy")
    refuse(connection, NOON, id="another workspace", workspace=THERE)

    seconds = [(entry.at - NOON).seconds for entry in audit.newest(connection, HERE, NOON)]

    assert seconds == [120, 60, 0, 0, 0]
    assert len(audit.newest(connection, THERE, NOON)) == 1


@pytest.mark.parametrize("forged", [None, "", "nobody's", "a" * 2000, "'; DROP TABLE audit; --"])
def test_it_is_about_a_team_that_there_is_or_about_nothing(connection: Connection, forged: str | None) -> None:
    refuse(connection, NOON, id="1", about=forged)

    assert [entry.about for entry in audit.newest(connection, HERE, NOON)] == [None]


def test_of_a_workspace_that_is_not_served_nothing_is_written(connection: Connection) -> None:
    refuse(connection, NOON, id="1", workspace="T0UNKNOWN")

    assert audit.newest(connection, "T0UNKNOWN", NOON) == []


def test_what_is_old_is_forgotten_in_its_workspace_alone(connection: Connection) -> None:
    for workspace in (HERE, THERE):
        refuse(connection, NOON, id="old", workspace=workspace)
        refuse(connection, NOON + timedelta(days=1), id="new", workspace=workspace)

    assert audit.forget(connection, HERE, NOON + timedelta(days=1)) == 1

    assert [entry.at for entry in audit.newest(connection, HERE, NOON)] == [NOON + timedelta(days=1)]
    assert len(audit.newest(connection, THERE, NOON)) == 2


def test_pulls_are_told_newest_first_and_counted(connection: Connection) -> None:
    for number in range(12):
        at = NOON + timedelta(days=number)
        of = {"workspace": HERE, "team_id": "t", "summary_id": "s", "user_id": f"U0{number}"}
        pulls.note(connection, id=str(number), at=at, **of)

    newest = (pulls.Pull("U011", NOON + timedelta(days=11)), pulls.Pull("U010", NOON + timedelta(days=10)))
    assert pulls.newest_of_each(connection, HERE, ["t", "x"], 2) == {"t": (newest, 10), "x": ((), 0)}
    assert pulls.newest_of_each(connection, THERE, ["t"], 2) == {"t": ((), 0)}


@pytest.mark.parametrize(("team", "summary"), [("", ""), ("t", "x"), ("x", "s")])
def test_what_is_not_there_cannot_be_pulled(connection: Connection, team: str, summary: str) -> None:
    of = {"workspace": HERE, "team_id": team, "summary_id": summary, "user_id": "U0ANA"}
    pulls.note(connection, id="1", at=NOON, **of)

    assert pulls.newest_of_each(connection, HERE, ["t"], 2) == {"t": ((), 0)}
