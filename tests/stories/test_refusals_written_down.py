"""Whatever the policy refuses, in the whole product, is written down for the operator: ids alone, once a minute."""

from __future__ import annotations

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.runtime.errors import Denied
from bot.runtime.request import Request
from bot.runtime.router import NOT_THERE
from tests.kit import Json, Somebody, World, a_world
from tests.stories.reading import press
from tests.stories.steps import begins
from tests.stories.test_storage_trouble import held_by_somebody_else

AUDIT = "SELECT user_id, action, about, outcome FROM audit ORDER BY at, id"
WRITTEN = "a thought of Ana's own"


def presses(world: World, who: Somebody, action_id: str, value: str) -> None:
    who.runs("/careercheck help")
    press(world, who, action_id, value)


@pytest.fixture
def ben(world: World, ana: Somebody) -> Somebody:
    """Ben, who has agreed to things too; Ana is in the middle of a check."""
    begins(ana)
    ana.writes(WRITTEN)
    somebody = world.who("ben")
    begins(somebody)
    return somebody


def test_somebody_elses_check(world: World, ana: Somebody, ben: Somebody) -> None:
    (check,) = world.rows(f"SELECT id FROM checks WHERE user_id = '{ana.id}'")

    presses(world, ben, "check.copy", f"{check[0]}|1")
    presses(world, ben, "check.restart", f"{check[0]}|0")

    ben.sees(NOT_THERE)
    assert [tuple(row) for row in world.rows(AUDIT)] == [
        (ben.id, "check.copy", None, "refused"),
        (ben.id, "check.restart", None, "refused"),
    ]


@pytest.mark.parametrize("value", ["", "|", WRITTEN, "x|y|1"])
def test_a_made_up_value_and_nothing_of_it(world: World, ben: Somebody, value: str) -> None:
    presses(world, ben, "steps.done", value)

    assert [tuple(row) for row in world.rows(AUDIT)] == [(ben.id, "steps.done", None, "refused")]


def test_somebody_who_agreed_to_nothing(world: World) -> None:
    nia = world.who("nia")
    nia.runs("/careercheck help")
    press(world, nia, "settings.snooze", "x")

    assert [tuple(row) for row in world.rows(AUDIT)] == [(nia.id, "settings.snooze", None, "refused")]


def test_what_is_let_through_leaves_nothing(world: World, ben: Somebody) -> None:
    ben.clicks("Yes")
    ben.runs("/careercheck settings")
    ben.runs("/careercheck no-such-word")
    ben.opens_home()

    assert world.rows(AUDIT) == []


def test_who_may_not_create_teams(tmp_path: Path) -> None:
    with a_world(tmp_path, team_makers=frozenset({"U0EWA0001"})) as world:
        dev = world.who("dev")
        presses(world, dev, "team.new", "")

        assert [tuple(row) for row in world.rows(AUDIT)] == [(dev.id, "team.new", None, "refused")]
        dev.sees("In this workspace only some people create teams.")


def test_where_it_cannot_be_written_the_log_has_it(world: World, ben: Somebody) -> None:
    denied = Denied()
    asked: Json = {"kind": "click", "name": "check.copy", "workspace": world.slack.cast.team_id, "user_id": ben.id}
    with held_by_somebody_else(world), capture_logs() as logged:
        world.bot.services.note_refusal(Request(**asked), denied)

    assert [(line["event"], line["name"]) for line in logged] == [("audit.not_written", "check.copy")]
    assert world.rows(AUDIT) == []
