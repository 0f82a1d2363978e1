"""Home asks once for each thing, however much there is of it, and looks among what is the person's alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from bot.preview.stage import Stage, workshop
from bot.preview.summaries import belongs, leads
from bot.preview.words import ORDINARY
from bot.store import tables
from tests.kit_home import OFTEN, SOME, TWICE, lives, missed, somebody
from tests.kit_plans import explained
from tests.kit_statements import statements

ROOM = re.compile(r"\(\?(, \?)*\)")  # as many values as there are rows
MOST = 20
EVERYBODYS = re.compile(rf"SCAN ({'|'.join(tables.metadata.tables)})\b|SEARCH (?!workspaces).*\(workspace=\?\)$")


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    with workshop() as opened:
        yield opened


def asked(stage: Stage, view: str) -> list[str]:
    """Return the statements that drawing a view takes."""
    with statements() as seen:
        stage.draw(view)
    return [statement.text for statement in seen]


@pytest.mark.parametrize("view", ["home.tab", "history.page", "home.status"])
def test_it_asks_as_often_for_much_as_for_little(connection: Connection, view: str) -> None:
    few, many = somebody(connection, f"U0{view}11"), somebody(connection, f"U0{view}12")
    lives(few, ORDINARY, SOME)
    lives(many, ORDINARY, OFTEN)

    little, much = asked(few, view), asked(many, view)

    assert [ROOM.sub("(?)", one) for one in much] == [ROOM.sub("(?)", one) for one in little]
    assert len(much) <= MOST, much


def test_it_asks_as_often_for_many_missed_messages_as_for_one(connection: Connection) -> None:
    few, many = somebody(connection, "U0MISSED81"), somebody(connection, "U0MISSED82")
    missed(few, 0)
    for number in range(5):
        missed(many, number)

    assert asked(many, "home.tab") == asked(few, "home.tab")


@pytest.mark.parametrize("view", ["home.tab", "team.who"])
def test_it_asks_as_often_for_many_teams_as_for_one(connection: Connection, view: str) -> None:
    asked_for = []
    for at, (belonging, reading) in enumerate([(1, 0), (12, 0), (1, 8), (12, 8)]):
        person = somebody(connection, f"U0{view}5{at}")
        for number in range(belonging):
            belongs(person, ORDINARY, pulled=20 if number % 2 else 0)
        for _ in range(reading):
            leads(person, ORDINARY)
        asked_for.append([ROOM.sub("(?)", one) for one in asked(person, view)])

    assert all(asked == asked_for[0] for asked in asked_for)
    assert len(asked_for[0]) <= MOST


@pytest.mark.parametrize("view", ["home.tab", "home.status", "team.who"])
def test_it_looks_among_what_is_the_persons_and_not_among_everybodys(connection: Connection, view: str) -> None:
    """Each statement finds its rows by the person or by ids: with the workspace alone it would go through everybody."""
    busy = somebody(connection, f"U0{view}61")
    lives(busy, ORDINARY, TWICE)
    belongs(busy, ORDINARY, pulled=3)
    leads(busy, ORDINARY)

    with statements() as seen:
        busy.draw(view)
    wide = [(step, one.text) for one in seen for step in explained(connection, one).splitlines()]

    assert [(step, text) for step, text in wide if EVERYBODYS.search(step)] == []
