"""What is counted, that no label says who, and that nobody pays for it who does not want it."""

from __future__ import annotations

import re
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.run import ServeError, running
from bot.runtime.config import Address
from tests.kit import World, a_world
from tests.kit_ports import free_port
from tests.kit_watched import every_statement_names_its_workspace
from tests.stories.steps import begins

ROOT = Path(__file__).parents[2]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A workspace whose bot counts."""
    metrics = Address("127.0.0.1", free_port())
    with every_statement_names_its_workspace(), a_world(tmp_path, metrics=metrics) as made:
        yield made


def read(world: World) -> dict[str, float]:
    """Collect as Prometheus does: name and labels -> value."""
    assert world.settings.metrics is not None
    with urllib.request.urlopen(f"http://127.0.0.1:{world.settings.metrics.port}/metrics", timeout=10) as page:
        lines = page.read().decode().splitlines()
    pairs = (line.rpartition(" ") for line in lines if line.startswith("careercheck_"))
    return {name.removeprefix("careercheck_"): float(value) for name, _, value in pairs}


def test_what_people_do_and_what_the_bot_says(world: World) -> None:
    ana = world.who("ana")
    begins(ana)
    old = ana.with_button("Yes")
    ana.clicks("Yes")
    ana.presses_old(old, "Yes")
    ana.writes("a note")
    told = read(world)

    assert told['requests_total{kind="command",outcome="not_met"}'] == 1
    assert told['requests_total{kind="command",outcome="done"}'] == 1
    assert told['requests_total{kind="click",outcome="done"}'] == 3
    assert told['requests_total{kind="message",outcome="done"}'] == 1
    assert told['acknowledge_seconds_count{kind="click"}'] == 3
    posted = world.rows("SELECT count(*) FROM outbox WHERE state = 'sent' AND reason IS NULL")[0][0]
    assert sum(value for name, value in told.items() if re.match(r'messages_total{.*state="sent"}', name)) == posted
    assert told['slack_calls_total{method="chat.postMessage",outcome="ok"}'] >= 3
    assert told['slack_call_seconds_count{method="users.info"}'] == 1


def test_trouble_is_counted(world: World) -> None:
    ana = world.who("ana")
    begins(ana)
    world.slack.faults.refuse("chat.postMessage", "is_archived")
    ana.writes("hello", thread=False)
    world.slack.faults.refuse("chat.postMessage", retry_after=1)
    ana.writes("hello", thread=False)
    world.passes(seconds=2)
    with closing(sqlite3.connect(str(world.bot.services.database.url.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        world.slack.act.command(ana.id, "/careercheck help")
    told = read(world)

    assert told['messages_total{promise="reply",state="refused"}'] == 1
    assert told['messages_total{promise="reply",state="due"}'] == 1
    assert told['slack_calls_total{method="chat.postMessage",outcome="is_archived"}'] == 1
    assert told['slack_calls_total{method="chat.postMessage",outcome="ratelimited"}'] == 1
    assert told['requests_total{kind="command",outcome="database_busy"}'] == 1
    assert told['database_busy_total{where="request"}'] == 1
    assert told['log_lines_total{event="router.failed",level="error"}'] == 1
    assert told['log_lines_total{event="outbox.failed",level="warning"}'] == 1


def test_what_waits_and_how_the_heart_beats(world: World) -> None:
    ana = world.who("ana")
    begins(ana)
    assert read(world) | {"outbox_due": 0, "heartbeat_age_seconds": 4, "database_up": 1} == read(world)

    world.bot.services.outbox.stop()
    card = ana.with_button("Yes")
    world.slack.act.click(ana.id, channel=card["channel"], ts=card["ts"], label="Yes")
    world.slack.wait_for(lambda: not world.slack.outstanding(), why="the click is saved")
    world.clock.advance(world.redelivery)
    told = read(world)

    assert told["outbox_due"] >= 1
    assert told["outbox_oldest_due_seconds"] >= 300
    assert told["heartbeat_age_seconds"] == 4 + 360


def test_how_often_each_job_came_to_its_end(world: World) -> None:
    before = read(world)
    assert before['jobs_done_total{job="retention"}'] == 0, "what never did is seen too"
    world.bot.ticker.run("retention")
    told = read(world)

    assert told['jobs_done_total{job="retention"}'] == 1
    assert told['jobs_done_total{job="purge"}'] == before['jobs_done_total{job="purge"}']


def test_no_label_says_who(world: World) -> None:
    ana = world.who("ana")
    begins(ana)
    ana.runs("/careercheck zq7canary")
    ana.clicks("Yes")
    told = " ".join(read(world))

    values = set(re.findall(r'="([^"]*)"', told))
    rows = {
        str(value)
        for table in ("people", "checks", "outbox")
        for row in world.rows(f"SELECT * FROM {table}")
        for value in row
    }
    kinds = {"check", "reply", "tidy", "set", "sent"}
    assert not (values & rows) - kinds
    assert "zq7canary" not in told


def test_an_address_in_use_is_said_in_a_sentence(world: World, tmp_path: Path) -> None:
    world.stops()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        world.changes_settings(metrics=Address("127.0.0.1", taken.getsockname()[1]))
        said = r"Nothing can be heard at .* or set CAREERCHECK_METRICS to another"
        with pytest.raises(ServeError, match=said), running(world.settings, world.clock):
            pass
    world.changes_settings(metrics=None)
    world.starts()


def test_after_a_stop_nobody_listens(world: World) -> None:
    world.restarts()
    world.stops()
    with pytest.raises(OSError, match="refused"):
        read(world)


@pytest.mark.process
def test_whoever_counts_nothing_imports_nothing_for_it() -> None:
    program = "import sys, bot.run; sys.exit('prometheus_client' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
