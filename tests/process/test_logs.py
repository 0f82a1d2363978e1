"""What a person writes, and what opens doors, is in no log: not at debug level, not when things go wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.process.served import Served, served

pytestmark = pytest.mark.process

CANARY = "zq7canary"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Served]:
    """A workspace whose bot logs all that it can."""
    with served(tmp_path, CAREERCHECK_LOG_LEVEL="DEBUG") as made:
        yield made


def test_nothing_personal_and_no_secret_is_logged(house: Served) -> None:
    ana, slack = house.who("ana"), house.slack
    slack.act.changes(ana.id, real_name=f"{CANARY} Name", name=f"{CANARY}name", title=f"{CANARY} title")
    ana.runs(f"/careercheck {CANARY}")
    ana.expects(CANARY)
    ana.begins()
    ana.writes(f"a note about {CANARY}")
    ana.expects("Kept as a private note")
    ana.clicks("Not yet")
    ana.expects("2 of 21")
    ana.writes(f"{CANARY} outside the thread", thread=False)
    ana.expects("I don't have anything good on that")

    with closing(sqlite3.connect(house.file, isolation_level=None)) as other:  # the database is locked
        other.execute("BEGIN IMMEDIATE")
        ana.clicks("Yes")
        house.awaits(lambda: house.run.err.count("SQLITE_BUSY"), "the bot complains")
        slack.act.message(ana.id, f"{CANARY} while it is locked", thread_ts=ana.thread_ts())
        ana.expects("I couldn't save that just now")
        other.execute("ROLLBACK")
    for number, trouble in enumerate(
        (slack.faults.html_error, slack.faults.fail_connection, slack.faults.deliver_then_drop)
    ):
        house.passes(minutes=1)
        before = house.called("chat.postMessage")
        trouble("chat.postMessage")
        ana.writes(f"note {number} about {CANARY}")
        house.awaits(lambda: house.called("chat.postMessage") >= before + 2, "it is sent, and sent again")  # noqa: B023
    slack.faults.refuse("respond", "invalid_blocks")
    stranger = slack.act.click(ana.id, channel=ana.expects("2 of 21")["channel"], stale=True, action={
        "type": "button", "action_id": f"check.answer:{CANARY}", "block_id": CANARY, "value": f"{CANARY}|{CANARY}|x",
        "text": {"type": "plain_text", "text": CANARY},
    }, message=ana.expects("2 of 21"))  # fmt: skip
    assert stranger["ok"]
    house.stops()

    runs = [path.read_text() for path in house.folder.glob("run-*/std*")]
    logged = "\n".join(runs)
    assert "SQLITE_BUSY" in logged
    assert "http_502" in logged
    for secret in (CANARY, slack.bot_token, slack.app_token, "ticket="):
        assert secret.lower() not in logged.lower(), secret
