"""What doctor says of a set-up that is well, of each way in which it may not be, and of one that is half there."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from bot.cli import app
from bot.doctor import Finding, Level, examine
from bot.playground.cast import demo_cast
from bot.runtime.clock import ManualClock, SystemClock
from bot.runtime.slack import SlackDoor
from bot.store import migrate, ticks
from bot.store.engine import Database
from tests.kit import World

Report = dict[str, list[Finding]]
OK, WARNING, PROBLEM = Level.OK, Level.WARNING, Level.PROBLEM


class House:
    """A set-up to be examined: a simulated Slack, and the settings of a bot for it. The time is the real one."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder, now=SystemClock().now())
        self.folder = folder
        self.file = folder / "bot.db"
        self.environ = {
            "SLACK_BOT_TOKEN": self.world.slack.bot_token,
            "SLACK_APP_TOKEN": self.world.slack.app_token,
            "SLACK_API_URL": self.world.slack.api_url,
            "CAREERCHECK_DATABASE": f"sqlite:///{self.file}",
        }

    def told(self, ahead: timedelta = timedelta(0), **environ: str) -> Report:
        """Examine it, with these settings besides; our clock may run `ahead`."""
        given = {name: value for name, value in (self.environ | environ).items() if value}
        report: Report = {}
        for finding in examine(given, ManualClock(self.world.clock.now() + ahead)):
            report.setdefault(finding.check, []).append(finding)
        return report

    def level(self, check: str, **environ: str) -> Level:
        """How bad the worst is that a check finds."""
        order = list(Level)
        return max((finding.level for finding in self.told(**environ)[check]), key=order.index)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A set-up whose bot is yet to be started."""
    made = House(tmp_path)
    yield made
    made.world.close()


@pytest.fixture
def running(house: House) -> House:
    """A set-up whose bot runs."""
    house.world.starts()
    return house


def said(report: Report, check: str) -> str:
    """Everything that a check says."""
    return "\n".join(finding.said for finding in report[check])


def bad(report: Report) -> dict[str, str]:
    """What is not ok, by check."""
    return {
        check: said({check: [one for one in found if one.level is not OK]}, check)
        for check, found in report.items()
        if any(one.level is not OK for one in found)
    }


def test_a_set_up_that_is_well(running: House) -> None:
    report = running.told(CAREERCHECK_OPERATORS="U0EWA0001")

    assert bad(report) == {}
    assert {"settings", "content", "disk", "database", "migrations", "token", "scopes", "clock", "operators"} <= set(
        report
    )
    assert {"socket", "running", "outbox"} <= set(report)
    assert said(report, "token") == "Slack knows the bot in the workspace Birchworks."
    assert said(report, "running") == f"Running and well: 1, on this machine (process {os.getpid()})."
    assert said(report, "operators") == "1 will be told of the bot's own trouble."


def test_a_set_up_before_its_first_start(house: House) -> None:
    report = house.told()

    assert bad(report) == {}
    assert "yet; the first `careercheck run` makes it" in said(report, "database")
    assert not house.file.exists()


def test_a_half_broken_set_up_is_looked_at_as_far_as_it_goes(running: House) -> None:
    report = running.told(
        SLACK_BOT_TOKEN="", SLACK_APP_TOKEN="", CAREERCHECK_LOG_LEVEL="LOUD", CAREERCHECK_OPERATORS="@ewa"
    )

    assert [finding.said for finding in report["settings"]] == [
        "SLACK_BOT_TOKEN is not set.",
        "SLACK_APP_TOKEN is not set.",
        "CAREERCHECK_OPERATORS must be user ids of Slack, like U012AB3CD, with commas between them.",
        "CAREERCHECK_LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR.",
    ]
    assert set(bad(report)) == {"settings"}
    assert {"content", "database", "migrations", "running", "outbox"} <= set(report)
    assert not {"token", "socket", "scopes"} & set(report)


def test_no_token_goes_to_slack_while_its_address_is_wrong(house: House) -> None:
    report = house.told(SLACK_API_URL="ftp://slack")

    assert not {"token", "socket"} & set(report)
    assert house.world.slack.calls == []


@pytest.mark.parametrize(("setting", "check"), [("SLACK_BOT_TOKEN", "token"), ("SLACK_APP_TOKEN", "socket")])
def test_a_token_that_slack_does_not_take(house: House, setting: str, check: str) -> None:
    report = house.told(**{setting: "xoxb-not-the-one"})

    assert list(bad(report)) == [check]
    assert "invalid_auth" in said(report, check)
    assert setting in said(report, check)


def test_tokens_in_each_others_place(house: House) -> None:
    bot, of_the_app = house.environ["SLACK_BOT_TOKEN"], house.environ["SLACK_APP_TOKEN"]
    report = house.told(SLACK_BOT_TOKEN=of_the_app, SLACK_APP_TOKEN=bot)

    assert list(bad(report)) == ["token", "socket"]


def test_slack_that_is_not_reached(house: House) -> None:
    report = house.told(SLACK_API_URL="http://127.0.0.1:9/api/")

    assert {check: text.partition(" (")[0] for check, text in bad(report).items()} == {
        "token": "Slack was not reached",
        "socket": "Slack was not reached",
    }


def test_scopes_that_are_missing_or_more_than_needed(tmp_path: Path) -> None:
    cast = demo_cast()
    scopes = (*(scope for scope in cast.bot.scopes if scope != "im:history"), "channels:history")
    house = House(tmp_path)
    house.world.slack._workspace.cast = replace(cast, bot=replace(cast.bot, scopes=scopes))
    try:
        report = house.told()
    finally:
        house.world.close()

    missing, declined, more = report["scopes"]
    assert missing.level is PROBLEM
    assert missing.said.startswith("The token lacks im:history (")
    assert "careercheck manifest" in missing.said
    assert (declined.level, "by choice: dnd:read (" in declined.said) == (OK, True)
    assert (more.level, "channels:history" in more.said) == (WARNING, True)


@pytest.mark.parametrize(
    ("ahead", "level"),
    [(30, OK), (-30, OK), (90, WARNING), (-90, WARNING), (320, PROBLEM), (-320, PROBLEM)],
)
def test_a_clock_that_is_off(house: House, ahead: int, level: Level) -> None:
    (clock,) = house.told(timedelta(seconds=ahead))["clock"]

    assert clock.level is level
    if level is not OK:
        assert ("ahead of" if ahead > 0 else "behind") in clock.said


def test_operators_who_cannot_be_told(house: House) -> None:
    report = house.told(CAREERCHECK_OPERATORS="U0EWA0001,U0GUS0001,U0NOBODY1")

    assert said(report, "operators") == (
        "In CAREERCHECK_OPERATORS number 2 is no full member of this workspace, number 3 is unknown to Slack "
        "(user_not_found). Take their member ID from Slack."
    )


def test_content_with_problems(house: House, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "checks").mkdir(parents=True)
    (own / "checks" / "set.toml").write_text("id = 3")
    report = house.told(CAREERCHECK_CONTENT=str(own))

    assert list(bad(report)) == ["content"]
    assert f"`careercheck content check --dir {own}` names each." in said(report, "content")


# The database --------------------------------------------------------------------------------------------------------


def test_a_database_in_a_folder_that_is_not_there(house: House) -> None:
    assert "There is no folder" in bad(house.told(CAREERCHECK_DATABASE="sqlite:////nowhere/bot.db"))["database"]


def test_a_database_url_that_is_none(house: House) -> None:
    report = house.told(CAREERCHECK_DATABASE="mysql://ana:zq7canary@host/db")

    assert list(bad(report)) == ["database"]
    assert "zq7canary" not in str(report)


def test_a_database_whose_url_cannot_be_read(running: House) -> None:
    report = running.told(CAREERCHECK_DATABASE="", CAREERCHECK_DATABASE_FILE="/nowhere/url")

    assert list(bad(report)) == ["settings", "database"]
    assert "migrations" not in report


def test_a_database_that_is_damaged(house: House) -> None:
    house.file.write_bytes(b"this is no database at all" * 400)
    report = house.told()

    assert list(bad(report)) == ["database"]
    assert "careercheck restore FILE" in said(report, "database")


def test_a_database_with_a_damaged_page(running: House) -> None:
    running.world.stops()
    size = running.file.stat().st_size
    with running.file.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xff" * 4096 * 4)
    report = running.told()

    assert "damaged" in bad(report)["database"] or "do not fit together" in bad(report)["database"]


def test_a_database_that_somebody_else_holds(running: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.engine.Patience.WORKER._value_", 0.1)
    with closing(Database(running.environ["CAREERCHECK_DATABASE"])) as other, other.writing():
        report = running.told()

    assert "cannot be opened or written" in bad(report)["database"]


def test_a_database_that_others_may_read(running: House) -> None:
    running.file.chmod(0o644)
    report = running.told()

    assert running.level("database") is WARNING
    assert "bot.db: chmod 600" in bad(report)["database"]


def standing_now() -> str:
    """The schema that tests run on."""
    return sorted(path.name for path in migrate.migrations_folder().glob("versions/0*"))[-1].partition("_")[0]


class Usage(NamedTuple):
    """What `shutil.disk_usage` returns."""

    total: int
    used: int
    free: int


@pytest.mark.parametrize(("megabytes", "level"), [(5000, OK), (900, WARNING), (100, PROBLEM)])
def test_the_room_that_is_left(house: House, monkeypatch: pytest.MonkeyPatch, megabytes: int, level: Level) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, megabytes * 10**6))

    assert house.level("disk") is level


def test_a_database_of_somebody_else(house: House) -> None:
    with closing(sqlite3.connect(house.file, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE bookmarks (address)")
    house.file.chmod(0o600)

    assert "is no database of careercheck" in bad(house.told())["migrations"]


def test_a_database_that_is_no_file(house: House) -> None:
    house.file.mkdir()

    assert "is no file" in bad(house.told())["database"]


def test_a_folder_that_anybody_may_write_in(running: House) -> None:
    running.file.parent.chmod(0o777)
    assert "Anybody on this machine may put files into" in bad(running.told())["database"]
    running.file.parent.chmod(0o755)
    assert bad(running.told()) == {}


def test_a_schema_of_an_earlier_version(running: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.migrate._revisions", lambda _: [standing_now(), "9999"])

    assert bad(running.told()) == {
        "migrations": f"The database is at schema {standing_now()}; `careercheck run` brings it to 9999."
    }


@pytest.mark.parametrize(("standing", "level"), [("0000", PROBLEM), ("9999", PROBLEM)])
def test_a_schema_of_another_version(running: House, standing: str, level: Level) -> None:
    running.world.stops()
    with closing(Database(running.environ["CAREERCHECK_DATABASE"])) as database, database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": standing})

    assert running.level("migrations") is level
    assert standing in said(running.told(), "migrations")


@pytest.mark.storage
def test_both_databases_are_found_well(house: House, database_url: str) -> None:
    for file in house.folder.glob("careercheck.db*"):
        file.chmod(0o600)
    report = house.told(CAREERCHECK_DATABASE=database_url)

    assert said(report, "running") == "No bot runs on this database now."
    assert "which this version needs" in said(report, "migrations")
    if database_url.startswith("sqlite"):
        assert bad(report) == {}
    else:  # the server that tests start is quick, and would forget
        assert bad(report) == {
            "database": "PostgreSQL runs with fsync = off: it may forget what it has confirmed.\n"
            "PostgreSQL runs with synchronous_commit = off: it may forget what it has confirmed."
        }


# What runs -----------------------------------------------------------------------------------------------------------


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


# Listening -----------------------------------------------------------------------------------------------------------


def http(port: int) -> dict[str, str]:
    """The settings of a bot that listens."""
    return {
        "SLACK_APP_TOKEN": "",
        "SLACK_SIGNING_SECRET": "zq7canary",
        "CAREERCHECK_LISTEN": f"127.0.0.1:{port}",
    }


def test_an_address_that_is_free(house: House, free_port: Callable[[], int]) -> None:
    port = free_port()
    report = house.told(**http(port))

    assert bad(report) == {}
    assert f"127.0.0.1:{port} is free to listen at." in said(report, "http")
    assert "https://YOUR-ADDRESS/slack/events" in said(report, "http")
    assert "socket" not in report


def test_an_address_in_use(house: House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, socket.create_server(("127.0.0.1", 0)) as other:
        settings = http(taken.getsockname()[1]) | {"CAREERCHECK_METRICS": str(other.getsockname()[1])}
        assert {check: "by something else" in told for check, told in bad(house.told(**settings)).items()} == {
            "http": True,
            "metrics": True,
        }
        house.world.starts()
        assert bad(house.told(**settings)) == {}


def test_an_address_that_is_not_ours(house: House) -> None:
    report = house.told(**http(0) | {"CAREERCHECK_LISTEN": "192.0.2.1:3000"})

    assert bad(report)["http"] == (
        "Nobody can listen at 192.0.2.1:3000 (Cannot assign requested address). Set another CAREERCHECK_LISTEN."
    )


@pytest.fixture
def free_port() -> Callable[[], int]:
    """A port that nobody listens at."""

    def find() -> int:
        with socket.create_server(("127.0.0.1", 0)) as found:
            return int(found.getsockname()[1])

    return find


# Secrets -------------------------------------------------------------------------------------------------------------


def test_a_secret_that_others_may_read(house: House, tmp_path: Path) -> None:
    kept = tmp_path / "token"
    kept.write_text(house.environ["SLACK_BOT_TOKEN"])
    kept.chmod(0o644)
    settings = {"SLACK_BOT_TOKEN": "", "SLACK_BOT_TOKEN_FILE": str(kept)}

    assert bad(house.told(**settings)) == {
        "settings": "Anybody on this machine can read the file that SLACK_BOT_TOKEN_FILE names: chmod 600 it."
    }
    kept.chmod(0o600)
    assert bad(house.told(**settings)) == {}


def test_a_check_that_breaks_hides_no_other(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: 1 / 0)
    report = house.told()

    assert bad(report) == {"database": "This could not be looked at (ZeroDivisionError). Please report it."}
    assert "token" in report


def test_a_token_that_cannot_be_sent_is_no_reason_to_quote_it(house: House) -> None:
    for odd in ("\n", "\u2026"):
        report = house.told(SLACK_BOT_TOKEN=f"xoxb-zq7{odd}canary")

        assert bad(report) == {"settings": "SLACK_BOT_TOKEN has a character that no token has; copy it again."}
        assert {"content", "socket"} <= set(report)


def test_a_door_that_breaks_hides_no_other_check(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SlackDoor, "introduction", lambda _: {}["xoxb-zq7canary"])
    report = house.told()

    assert bad(report) == {"token": "This could not be looked at (KeyError). Please report it."}
    assert {"socket", "running", "listening"} & set(report)


# The command ---------------------------------------------------------------------------------------------------------


def test_the_command_prints_lines_and_ends_with_1_where_something_must_be_mended(
    running: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in running.environ.items():
        monkeypatch.setenv(name, value)
    well = CliRunner().invoke(app, ["doctor"])
    assert (well.exit_code, well.exception) == (0, None), well.output
    assert "ok       token       Slack knows the bot in the workspace Birchworks.\n" in well.output

    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-zq7canary")
    ill = CliRunner().invoke(app, ["doctor", "--json"])
    assert ill.exit_code == 1
    lines = [json.loads(line) for line in ill.output.splitlines()]
    assert [line["check"] for line in lines if line["level"] == "problem"] == ["token"]
    assert "zq7canary" not in ill.output


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
