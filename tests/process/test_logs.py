"""What a person writes, and what opens doors, is in no log, no metrics and no report, whatever goes wrong."""

from __future__ import annotations

import sqlite3
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest

from bot.runtime.clock import SystemClock
from tests.kit_ports import free_port
from tests.process.served import Served, served

pytestmark = pytest.mark.process

CANARY = "zq7canary"
SIGNING_SECRET = f"{CANARY}of-the-signature"


@pytest.fixture(params=["socket", "http"])
def house(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Served]:
    """A workspace whose bot logs and counts all that it can."""
    told = {"CAREERCHECK_LOG_LEVEL": "DEBUG", "CAREERCHECK_METRICS": f"127.0.0.1:{free_port()}"}
    if request.param == "http":
        told |= {
            "CAREERCHECK_TRANSPORT": "http",
            "CAREERCHECK_LISTEN": f"127.0.0.1:{free_port()}",
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        }
    with served(tmp_path, start=False, **told) as made:
        token = tmp_path / "token"
        token.write_text(made.environ.pop("SLACK_APP_TOKEN"))
        token.chmod(0o644)  # which is said, and what is in it not
        made.environ["SLACK_APP_TOKEN_FILE"] = str(token)
        if request.param == "socket":
            made.starts()
            yield made
        else:
            with reached_over_http(made):
                yield made


@contextmanager
def reached_over_http(house: Served) -> Iterator[None]:
    """Start the bot, and let Slack knock at its address."""
    address = f"http://{house.environ['CAREERCHECK_LISTEN']}"
    house.run = house.runs("run")
    while not answers(f"{address}/healthz"):
        assert not house.run.ended, house.run.err
        house.wait_a_little(lambda: None)
    hook = house.slack.knock_at(f"{address}/slack/events", SIGNING_SECRET, SystemClock())
    try:
        yield
    finally:
        hook.close()


def answers(address: str) -> bool:
    """Tell whether anybody answers."""
    try:
        return bool(read(address))
    except URLError:
        return False


def read(address: str) -> str:
    """Read a page."""
    with urllib.request.urlopen(address, timeout=10) as page:
        return str(page.read().decode())


def test_nothing_personal_and_no_secret_is_said_anywhere(house: Served) -> None:
    ana, slack = house.who("ana"), house.slack
    slack.act.changes(ana.id, real_name=f"{CANARY} Name", name=f"{CANARY}name", title=f"{CANARY} title")
    ana.runs(f"/careercheck {CANARY}")
    ana.expects(CANARY)
    ana.begins()
    ana.writes(f"a note about {CANARY}")
    ana.expects("Kept as a private note")
    ana.clicks("Not yet")
    ana.expects("2 of 21")
    ana.writes(f"{CANARY} in the rain", thread=False)
    ana.expects("I don't have anything good on that")
    ana.runs(f"/careercheck advice {CANARY}, am I too rusty for code?")
    ana.expects("From experience, not from data.")

    with closing(sqlite3.connect(house.file, isolation_level=None)) as other:  # the database is locked
        other.execute("BEGIN IMMEDIATE")
        ana.clicks("Yes")
        house.awaits(lambda: house.run.err.count("SQLITE_BUSY"), "the bot complains")
        slack.act.message(ana.id, f"{CANARY} while it is locked", thread_ts=ana.thread_ts())
        ana.expects("I couldn't save that just now")
        slack.act.command(ana.id, f"/careercheck {CANARY}")
        house.awaits(lambda: "router.failed" in house.run.err, "the bot says that a command failed")
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
    metrics = read(f"http://{house.environ['CAREERCHECK_METRICS']}/metrics")
    wrong = {
        "CAREERCHECK_DATABASE": f"postgresql+psycopg://ana:{CANARY}@127.0.0.1:9/db",
        "SLACK_BOT_TOKEN": f"xoxb-{CANARY}",
    }
    reports = [
        house.runs("doctor"),
        house.runs("doctor", "--json", **wrong),
        house.runs("health"),
        house.runs("health", **wrong),
    ]
    assert [report.ends() for report in reports][2:] == [0, 1]
    assert house.run is not None
    house.run.stops()

    runs = [path.read_text() for path in house.folder.glob("run-*/std*")]
    logged = "\n".join([*runs, metrics])
    for found in ("The bot is well", "Running and well: 1", '"check": "settings", "level": "ok"', "invalid_auth"):
        assert found in logged
    assert 'careercheck_requests_total{kind="click",outcome="database_busy"} ' in metrics
    assert 'careercheck_slack_calls_total{method="chat.postMessage",outcome="http_502"} 1.0' in metrics
    assert "SQLITE_BUSY" in logged
    assert '"setting": "SLACK_APP_TOKEN_FILE"' in logged
    assert "Anybody on this machine can read the file that SLACK_APP_TOKEN_FILE names" in logged
    assert "http_502" in logged
    for secret in (CANARY, slack.bot_token, slack.app_token, "ticket=", ana.id, ana.thread_ts()):
        assert secret.lower() not in logged.lower(), secret
