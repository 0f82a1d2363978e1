"""Operators hear of the bot's own trouble: once each, when it can be told, and nothing about anybody."""

from __future__ import annotations

import json
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.runtime import logs
from bot.runtime.deliver import deliver
from bot.runtime.drawing import View
from tests.kit import Somebody, World, a_world
from tests.kit_watched import every_statement_names_its_workspace
from tests.stories.steps import begins

EWA, GUS, NOBODY = "U0EWA0001", "U0GUS0001", "U0NOBODY1"
A_MINUTE, AN_HOUR = timedelta(minutes=1), timedelta(hours=1)


class Usage(NamedTuple):
    """What `shutil.disk_usage` returns."""

    total: int
    used: int
    free: int


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A workspace whose bot tells Ewa; a guest, and somebody who is not there, are named as well."""
    with (
        every_statement_names_its_workspace(),
        a_world(tmp_path, operators=(GUS, NOBODY, EWA)) as made,
    ):
        yield made


@pytest.fixture
def ewa(world: World) -> Somebody:
    """Ewa, who runs the bot and has never talked to it."""
    return world.who("ewa")


@contextmanager
def full() -> Iterator[None]:
    """Let nothing of this process be written to any file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def looks(world: World, times: int = 1) -> None:
    """Let the bot look around, a minute apart."""
    for _ in range(times):
        world.bot.ticker.run("alerts")
        world.passes(minutes=1)


def alerts(ewa: Somebody) -> list[str]:
    """What Ewa was told, in a line each."""
    return [message["text"] for message in ewa.messages() if message["bot"]]


def cut_off(world: World) -> None:
    """Let nobody reach Slack's Web API."""
    for method in ("chat.postMessage", "chat.update", "views.publish", "respond", "auth.test", "users.info"):
        world.slack.faults.fail_connection(method, times=None)


def test_nothing_is_told_while_all_is_well(world: World, ana: Somebody, ewa: Somebody) -> None:
    begins(ana)
    looks(world, 5)

    assert alerts(ewa) == []
    assert world.rows("SELECT * FROM episodes") == []


def test_two_hours_without_slack_are_told_once_they_are_over(world: World, ana: Somebody, ewa: Somebody) -> None:
    begins(ana)
    cut_off(world)
    ana.clicks("Yes")
    looks(world, 2)
    world.passes(hours=2)
    looks(world)
    assert alerts(ewa) == []

    world.slack.faults.clear()
    looks(world, 2)
    world.restarts()
    looks(world, 2)

    (told,) = alerts(ewa)
    assert told.startswith("I was cut off from Slack for 2 hours.")
    assert all("cut off" not in message["text"] for name in ("ana", "gus") for message in world.who(name).messages())


def test_half_an_hour_without_slack_heals_unnoticed(world: World, ana: Somebody, ewa: Somebody) -> None:
    begins(ana)
    cut_off(world)
    ana.clicks("Yes")
    looks(world, 2)
    world.passes(minutes=30)
    world.slack.faults.clear()
    looks(world, 2)

    assert alerts(ewa) == []
    ana.sees("2 of 21")


def test_a_line_that_is_cut_for_a_moment_or_at_a_stop_is_nothing(world: World, ewa: Somebody) -> None:
    world.bot.transport.finish(1)
    looks(world)
    world.stops()
    world.clock.advance(9 * AN_HOUR)
    world.starts()
    looks(world, 2)

    assert alerts(ewa) == []
    assert world.rows("SELECT * FROM episodes") == []


def test_slack_that_was_away_while_the_bot_was_restarted(world: World, ana: Somebody, ewa: Somebody) -> None:
    begins(ana)
    cut_off(world)
    ana.clicks("Yes")
    looks(world, 2)
    world.stops()
    world.clock.advance(2 * AN_HOUR)
    world.slack.faults.clear()
    world.starts()
    looks(world, 2)

    assert [told.partition(".")[0] for told in alerts(ewa)] == ["I was cut off from Slack for 2 hours"]


def test_a_token_that_was_taken_back_is_told_after_the_new_one(world: World, ana: Somebody, ewa: Somebody) -> None:
    begins(ana)
    world.slack.faults.refuse("chat.postMessage", "token_revoked")
    ana.clicks("Yes")
    looks(world, 3)
    assert alerts(ewa) == []

    world.restarts()
    looks(world, 3)

    (told,) = alerts(ewa)
    assert told.startswith("Slack did not take my messages for")
    assert "(token_revoked)" in told
    ana.sees("2 of 21")


def test_whoever_is_shut_out_says_so_in_the_log_once_and_then_that_it_is_over(
    world: World, ana: Somebody, ewa: Somebody, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure("INFO")
    begins(ana)
    world.slack.faults.refuse("chat.postMessage", "token_revoked", times=None)
    world.slack.faults.refuse("auth.test", "token_revoked", times=None)
    ana.clicks("Yes")
    for _ in range(3):
        looks(world)
        world.bot.ticker.run("ask again")
    world.passes(hours=2)
    world.slack.faults.clear()
    world.bot.ticker.run("ask again")
    world.settles()
    looks(world, 2)

    (told,) = alerts(ewa)
    assert told.startswith("Slack did not take my messages for 2 hours")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    kept = [line["event"] for line in lines if line["event"].startswith(("lifecycle.", "alert.over"))]
    assert kept == ["lifecycle.shut_out", "lifecycle.let_in_again"]
    assert [(line["level"], line["code"]) for line in lines if line["event"] == "lifecycle.shut_out"] == [
        ("error", "token_revoked")
    ]
    assert world.rows("SELECT over_at IS NULL FROM episodes") == [(0,)]


def test_a_token_that_lacks_a_scope_does_not_go_in_and_out_each_minute(
    world: World, ana: Somebody, ewa: Somebody
) -> None:
    begins(ana)
    cast = world.slack._workspace.cast
    few = replace(cast.bot, scopes=tuple(scope for scope in cast.bot.scopes if scope != "chat:write"))
    world.slack._workspace.cast = replace(cast, bot=few)
    world.slack.faults.refuse("chat.postMessage", "missing_scope", times=None)
    ana.clicks("Yes")
    for _ in range(5):
        world.bot.ticker.run("ask again")
        looks(world)
    assert len(world.rows("SELECT * FROM episodes")) == 1

    world.slack._workspace.cast = cast
    world.slack.faults.clear()
    world.bot.ticker.run("ask again")
    world.settles()
    looks(world, 2)
    assert [told.partition(" for")[0] for told in alerts(ewa)] == ["Slack did not take my messages"]
    ana.sees("2 of 21")


def test_a_database_that_could_not_be_written_is_told_when_it_can(world: World, ana: Somebody, ewa: Somebody) -> None:
    begins(ana)
    for _ in range(4):
        with full():
            world.bot.ticker.run("beat")
            world.bot.ticker.run("alerts")
        world.clock.advance(A_MINUTE)
    world.bot.ticker.run("beat")
    looks(world, 3)

    (told,) = alerts(ewa)
    assert told.startswith("I couldn't write to my database for 4 minutes.")
    assert "SQLITE_" in told


def test_refused_messages_are_counted_once_a_day(world: World, ana: Somebody, ewa: Somebody) -> None:
    begins(ana)
    for code in ("channel_not_found", "is_archived", "is_archived"):
        world.slack.faults.refuse("chat.postMessage", code)
        ana.writes("hello", thread=False)
    looks(world, 3)
    assert alerts(ewa) == [
        "Slack refused 3 messages of mine since yesterday. The people they were for did not get them: is_archived 2, "
        "channel_not_found 1. One or two happen when somebody leaves. More of one kind need a look: outbox.failed in "
        "my log names each."
    ]

    world.slack.faults.refuse("chat.postMessage", "is_archived")
    ana.writes("hello", thread=False)
    looks(world)
    assert len(alerts(ewa)) == 1

    world.passes(hours=23, minutes=57)
    looks(world, 2)
    assert [told.partition(" since")[0] for told in alerts(ewa)][1:] == ["Slack refused 1 message of mine"]


def test_a_view_that_breaks_is_told_with_its_reference(
    world: World, ana: Somebody, ewa: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_drawing: Any) -> Any:
        raise ZeroDivisionError("a secret of Ana's")

    monkeypatch.setitem(world.bot.services.outbox._drawer.views, "help.hello", View(breaks))
    begins(ana)
    ana.writes("hello", thread=False)
    ana.writes("hello", thread=False)
    looks(world, 3)

    (told,) = alerts(ewa)
    row = world.rows("SELECT max(id) FROM outbox WHERE reason = 'view broken'")[0][0]
    assert told.startswith("One of my messages could not be drawn. It was a help.hello,")
    assert told.endswith(f"(ref {row})")


def test_messages_that_wait_and_do_not_get_fewer(world: World, ana: Somebody, ewa: Somebody) -> None:
    begins(ana)
    world.bot.services.outbox.stop()  # as if every sender hung
    card = ana.with_button("Yes")
    world.slack.act.click(ana.id, channel=card["channel"], ts=card["ts"], label="Yes")
    world.slack.wait_for(lambda: not world.slack.outstanding(), why="the click is saved")
    world.clock.advance(18 * A_MINUTE)
    for _ in range(5):
        world.bot.ticker.run("alerts")
        world.clock.advance(A_MINUTE)
    assert len(world.rows("SELECT * FROM episodes WHERE kind = 'backlog'")) == 1

    world.restarts()
    looks(world, 2)

    (told,) = alerts(ewa)
    assert "waiting to be sent. The oldest has waited for 20 minutes" in told
    assert world.rows("SELECT over_at IS NULL FROM episodes") == [(0,)]


def test_a_disk_that_fills_up_is_told_each_time_it_does(
    world: World, ewa: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for megabytes in (900, 150, 140, 300, 150, 500, 100):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=megabytes: Usage(0, 0, free * 1024 * 1024))
        looks(world)
        told.append(len(alerts(ewa)))

    assert told == [0, 1, 1, 1, 1, 1, 2]
    assert alerts(ewa)[1].startswith("The disk that holds my database has 100 MB left.")


def test_an_operator_whom_slack_cannot_look_up_yet_is_told_later(
    world: World, ewa: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 0))
    world.slack.faults.html_error("users.info", times=2)
    looks(world, 2)
    assert alerts(ewa) == []

    looks(world, 3)
    assert len(alerts(ewa)) == 1


def test_whoever_is_told_has_agreed_to_nothing_and_may_be_erased(
    world: World, ewa: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 0))
    looks(world)

    assert world.rows("SELECT user_id, consented_at FROM people") == [(EWA, None)]


@pytest.mark.parametrize("fault", ["refuse", "deliver_then_drop"])
def test_an_alert_that_slack_does_not_take_is_an_error_in_the_log(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    logs.configure("INFO")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 0))
    if fault == "refuse":
        world.slack.faults.refuse("chat.postMessage", "channel_not_found")
    else:
        world.slack.faults.deliver_then_drop("chat.postMessage")
    looks(world, 2)

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    (told,) = [line for line in lines if line["event"] == "alert.refused"]
    assert told["level"] == "error"
    assert told["code"] == ("channel_not_found" if fault == "refuse" else "ProtocolError")


def test_slack_that_drops_events_is_an_error_in_the_log(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO")
    said = {"type": "app_rate_limited", "team_id": "T1", "api_app_id": "A1", "minute_rate_limited": 1518467820}

    assert deliver(world.bot.app, said).status == 200
    (line,) = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert (line["event"], line["level"]) == ("payload.rate_limited", "error")


def test_with_nobody_to_tell_trouble_is_noted_all_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.stops()
    world.settings = replace(world.settings, operators=())
    world.starts()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 0))
    looks(world, 2)

    assert world.rows("SELECT kind, told_at IS NULL FROM episodes") == [("disk", 0)]
    assert world.rows("SELECT * FROM outbox") == []
