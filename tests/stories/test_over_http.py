"""Some of the stories again, and the faults of this way in: the bot is reached over HTTP, in signed requests."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import urllib3

from bot.runtime import logs
from tests.kit import Json, Somebody
from tests.kit_http import WorldOverHttp
from tests.kit_watched import every_statement_names_its_workspace
from tests.stories.steps import begins
from tests.stories.test_first_check import test_a_first_check_from_command_to_result as _a_first_check
from tests.stories.test_storage_trouble import held_by_somebody_else
from tests.stories.test_storage_trouble import test_a_click_while_the_database_is_locked as _a_click_while_locked
from tests.stories.test_storage_trouble import test_a_command_while_the_database_is_locked as _a_command_while_locked
from tests.stories.test_storage_trouble import test_an_event_while_the_database_is_locked_comes_again as _an_event_again

A_WHILE = timedelta(seconds=10)
STORIES = (_a_first_check, _a_click_while_locked, _a_command_while_locked, _an_event_again)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[WorldOverHttp]:
    """A workspace that knocks at its bot's door."""
    logs.configure("WARNING")
    made = WorldOverHttp(tmp_path)
    try:
        with every_statement_names_its_workspace():
            made.starts()
            yield made
    finally:
        made.close()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, world: WorldOverHttp) -> Iterator[io.StringIO]:
    """Everything that is logged, from now on."""
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    logs.configure("INFO")
    yield stream
    monkeypatch.undo()
    logs.configure("WARNING")


@pytest.mark.parametrize("story", STORIES)
def test_a_story_over_http(world: WorldOverHttp, ana: Somebody, story: Any) -> None:
    story(world, ana)


@pytest.mark.parametrize("copies", [2, 4])
def test_every_event_several_times(world: WorldOverHttp, ana: Somebody, copies: int) -> None:
    world.slack.faults.duplicate_events(copies)
    begins(ana)

    ana.writes("yes")
    ana.writes("a thought about that one")

    assert len(world.rows("SELECT * FROM answers")) == len(world.rows("SELECT * FROM notes")) == 1


def written(world: WorldOverHttp, ana: Somebody, text: str, event_id: str = "Ev0AGAIN001") -> bytes:
    """The event of something that Ana writes into her thread."""
    inner = {
        "type": "message", "channel_type": "im", "user": ana.id, "text": text, "ts": "1795424400.000900",
        "thread_ts": ana.thread_ts(), "channel": ana.sees("1 of 21")["channel"],
    }  # fmt: skip
    team = world.slack.cast.team_id
    return json.dumps({"type": "event_callback", "team_id": team, "event_id": event_id, "event": inner}).encode()


def test_what_slack_brings_again_is_acknowledged_and_has_no_effect(world: WorldOverHttp, ana: Somebody) -> None:
    begins(ana)
    event = written(world, ana, "a thought about that one")

    again = [world.posts(event)]
    again += [world.posts(event, X_Slack_Retry_Num=n, X_Slack_Retry_Reason="http_error") for n in "123"]
    world.restarts()
    again += [world.posts(event, X_Slack_Retry_Num="3", X_Slack_Retry_Reason="http_timeout")]

    assert again == [200] * 5
    assert len(world.rows("SELECT * FROM notes")) == 1


def test_what_comes_again_while_the_first_is_still_at_work_waits_for_it(world: WorldOverHttp, ana: Somebody) -> None:
    begins(ana)
    event = written(world, ana, "yes")
    heard: list[int] = []
    with held_by_somebody_else(world):
        both = [threading.Thread(target=lambda: heard.append(world.posts(event))) for _ in range(2)]
        for one in both:
            one.start()
        while world.bot.transport.idle():
            assert not heard
    for one in both:
        one.join()

    assert heard == [200, 200]
    assert len(world.rows("SELECT * FROM answers")) == 1


def test_an_event_that_cannot_be_saved_is_refused_so_that_it_comes_again(
    world: WorldOverHttp, ana: Somebody, said: io.StringIO
) -> None:
    begins(ana)
    event = written(world, ana, "yes")

    with held_by_somebody_else(world):
        assert world.posts(event) == 503

    assert world.posts(event) == 200
    assert len(world.rows("SELECT * FROM answers")) == 1
    assert [line for line in said.getvalue().splitlines() if "router" in line] == [
        line for line in said.getvalue().splitlines() if "router.not_taken" in line
    ]


def interaction(world: WorldOverHttp, ana: Somebody, kind: str, **more: Any) -> Json:
    team = world.slack.cast.team_id
    who = {"user": {"id": ana.id, "team_id": team}, "team": {"id": team, "domain": "x"}}
    return {"type": kind, **who, "trigger_id": "1.2.3", **more}


def test_what_nobody_knows_is_acknowledged_in_friendly_words_and_one_line(
    world: WorldOverHttp, ana: Somebody, said: io.StringIO
) -> None:
    begins(ana)
    before = world.rows("SELECT * FROM checks")
    message = ana.sees("1 of 21")
    button = {"type": "button", "action_id": "gone.since", "block_id": "b", "value": "zq7canary"}
    done = world.slack.act.click(ana.id, channel=message["channel"], stale=True, action=button, message=message)
    world.settles()

    assert done["ok"]
    ana.sees("That isn't something I know any more")
    assert said.getvalue().count("router.unknown") == 1
    view = {"callback_id": "gone", "type": "modal", "state": {"values": {}}, "private_metadata": "zq7canary"}
    assert world.posts_interaction(interaction(world, ana, "view_submission", view=view)) == 200
    assert world.posts_interaction(interaction(world, ana, "shortcut", callback_id="gone")) == 200
    assert said.getvalue().count("router.unknown") == 3
    ana.runs("/careercheck something that is no command")
    assert world.rows("SELECT * FROM checks") == before
    assert "zq7canary" not in said.getvalue()


ODD: tuple[Json, ...] = (
    {"type": "app_rate_limited", "team_id": "T0DEMO001", "minute_rate_limited": 1795424400},
    {"type": "view_submission", "view": {"callback_id": "check.change", "text": "zq7canary"}},
    {"type": "view_submission"},
    {"type": "block_actions", "actions": []},
    {"type": "block_actions", "actions": [{"action_id": "check.open"}]},
    {"type": "block_actions", "actions": [{"action_id": "check.open"}], "user": {"id": "U0ANA0001"}},
    {"type": "something_new", "text": "zq7canary"},
    {"type": "event_callback"},
    {"type": "event_callback", "event": "zq7canary"},
    {"type": "event_callback", "event": {"type": "message", "channel_type": "im", "user": "U0ANA0001"}},
    {"command": "/careercheck", "text": "zq7canary"},
    {},
)


def test_a_payload_that_lacks_something_is_acknowledged_in_one_line(world: WorldOverHttp, said: io.StringIO) -> None:
    for number, payload in enumerate(ODD, start=1):
        assert world.posts(json.dumps(payload).encode()) == 200, payload
        assert world.posts_interaction(payload) == 200, payload

        assert said.getvalue().count("\n") == 2 * number, payload
    assert "zq7canary" not in said.getvalue()
    assert world.rows("SELECT * FROM people") == []


def test_slack_may_ask_whether_it_is_us(world: WorldOverHttp) -> None:
    body = json.dumps({"type": "url_verification", "token": "t", "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY"}).encode()

    assert world.posts(body) == 200


def test_readiness_tells_of_the_database_and_of_the_token(world: WorldOverHttp, ana: Somebody) -> None:
    def looks() -> tuple[int, bytes]:
        world.clock.advance(A_WHILE)
        answer = urllib3.request("GET", world.address + "/readyz")
        return answer.status, answer.data

    assert looks() == (200, b"ready\n")
    with held_by_somebody_else(world):
        assert looks() == (503, b"database\n")
    assert looks() == (200, b"ready\n")
    team = world.slack.cast.team_id
    event = {"type": "event_callback", "team_id": team, "event_id": "Ev1", "event": {"type": "app_uninstalled"}}
    assert world.posts(json.dumps(event).encode()) == 200
    assert looks() == (503, b"token\n")


def test_a_look_at_the_readiness_costs_the_database_little(world: WorldOverHttp) -> None:
    http = urllib3.PoolManager()
    assert http.request("GET", world.address + "/readyz").status == 200
    with held_by_somebody_else(world):
        assert {http.request("GET", world.address + "/readyz").status for _ in range(20)} == {200}
    http.clear()
