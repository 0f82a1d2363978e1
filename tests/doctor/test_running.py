"""What doctor says of a bot that runs, or should."""

from __future__ import annotations

import os
from datetime import timedelta

from typer.testing import CliRunner

from bot.cli import app
from bot.doctor import Level
from bot.store import ticks
from tests.doctor.house import House, bad, said


def test_a_bot_that_was_killed_or_is_not_well(running: House) -> None:
    later = timedelta(minutes=10)
    assert "ended by force; it was last well 10 minutes ago" in said(running.told(later), "running")

    running.world.bot.transport.finish(1)
    for _ in range(12):
        running.world.bot.ticker.run("recover")
        running.world.bot.ticker.run("beat")
    running.world.clock.advance(later)
    assert f"Process {os.getpid()} was last well 10 minutes ago: its line to Slack is cut" in said(
        running.told(), "running"
    )


def test_messages_that_wait_and_sending_that_has_stopped(running: House) -> None:
    ana = running.world.who("ana")
    ana.runs("/careercheck help")
    running.world.slack.faults.refuse("chat.postMessage", "missing_scope")
    ana.writes("hello", thread=False)
    report = running.told(timedelta(minutes=40))

    assert "1 messages wait" in bad(report)["outbox"]
    assert "due 1" in bad(report)["outbox"]
    assert "(missing_scope), and nothing is sent since" in bad(report)["sending"]
    assert ana.id not in str(report)


def test_nudges_that_wait_because_the_clock_jumped(running: House) -> None:
    with running.world.bot.services.database.writing() as connection:
        workspace, now = running.world.slack.cast.team_id, running.world.clock.now()
        ticks.save(connection, workspace, ticks.Tick(now, "boot", 1.0))
        ticks.pause(connection, workspace, now, {"days": 400, "people": 37})
    assert running.level("nudges") is Level.PROBLEM
    assert "careercheck resume" in said(running.told(), "nudges")

    resume = ["resume", "--database", running.environ["CAREERCHECK_DATABASE"]]
    assert CliRunner().invoke(app, resume).output == "They go again, in working hours and spread out.\n"
    assert "nudges" not in running.told()
    assert CliRunner().invoke(app, resume).output == "Nothing was waiting for this.\n"
