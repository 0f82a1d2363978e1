"""When the bot cannot start, it says why in a sentence and what to look at; it never prints a secret."""

from __future__ import annotations

import re
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.runtime.clock import SystemClock
from bot.store.backup import back_up
from tests.process.served import Served, served
from tests.store.kept import a_database

pytestmark = pytest.mark.process

DAMAGED = re.compile(r"The database is damaged \(.+\), and nothing was changed\. .*: careercheck restore FILE\n$")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Served]:
    """A workspace whose bot is yet to be started."""
    with served(tmp_path, start=False) as made:
        yield made


def complaint(house: Served, **environ: str) -> str:
    """Run the bot with these settings and return what it says; it must not start."""
    run = house.runs("run", **environ)
    assert run.ends() == 1
    assert run.out == ""
    assert "Traceback" not in run.err
    for secret in (house.slack.bot_token, house.slack.app_token, *environ.values()):
        assert not secret or secret not in run.err
    return run.err


def test_all_missing_settings_are_named_at_once(house: Served) -> None:
    said = complaint(house, SLACK_BOT_TOKEN="", SLACK_APP_TOKEN="", CAREERCHECK_LOG_LEVEL="LOUD")

    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "CAREERCHECK_LOG_LEVEL"):
        assert name in said


def test_summaries_weaker_than_members_were_promised(house: Served) -> None:
    said = complaint(house, CAREERCHECK_SUMMARY_PEOPLE="4")

    head, told = said.splitlines()
    assert head == "These settings need a look:"
    assert told == "CAREERCHECK_SUMMARY_PEOPLE must be 5 or more, because members were promised at least that many"


@pytest.mark.parametrize("token", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_a_wrong_token(house: Served, token: str) -> None:
    said = complaint(house, **{token: "xoxb-not-the-right-one"})

    assert said.strip().splitlines()[-1].startswith("Slack did not let us in: invalid_auth.")
    assert token in said


def test_a_slack_that_is_not_there_is_waited_for_until_somebody_says_stop(house: Served) -> None:
    run = house.runs("run", SLACK_API_URL="http://127.0.0.1:9/api/")
    while "run.waiting" not in run.err:
        assert not run.ended, run.err
        house.wait_a_little(lambda: False)

    assert run.stops() == 0, "a stop ends the waiting at once"
    assert '"code": "NewConnectionError"' in run.err
    assert "Traceback" not in run.err


def test_a_slack_that_comes_back_while_the_bot_starts(house: Served) -> None:
    house.slack.faults.fail_connection("auth.test", times=2)
    house.starts()

    assert house.slack.connected
    assert house.run
    assert house.run.err.count("run.waiting") == 2


def test_a_database_in_a_folder_that_cannot_be_written(house: Served) -> None:
    (house.folder / "a-file").touch()
    for place in ("a-file", "nowhere"):
        database = f"sqlite:///{house.folder / place / 'bot.db'}"
        assert "could not be opened or written" in complaint(house, CAREERCHECK_DATABASE=database)


def test_a_database_address_that_is_none(house: Served) -> None:
    assert "sqlite:///FILE" in complaint(house, CAREERCHECK_DATABASE="my-own.file")


def test_a_damaged_database(house: Served) -> None:
    for content in (b"this is no database at all" * 400, b"SQLite format 3\0" + b"\xff" * 8000):
        house.file.write_bytes(content)

        assert DAMAGED.search(complaint(house))

        assert house.file.read_bytes() == content


def test_a_page_that_went_bad_and_the_way_back(house: Served) -> None:
    saved = house.folder / "saved.db"
    with closing(a_database(house.file)) as database:
        back_up(database, saved, SystemClock().now())
    content = bytearray(house.file.read_bytes())
    content[7 * 4096 : 8 * 4096] = b"\xff" * 4096
    house.file.write_bytes(content)

    assert DAMAGED.search(complaint(house))

    assert house.file.read_bytes() == content, "nothing is mended in secret"
    assert house.runs("restore", str(saved)).ends() == 0
    house.starts()
    assert house.slack.connected
    (kept,) = house.folder.glob("bot.db.before-restore-*")
    assert kept.read_bytes()[7 * 4096 : 8 * 4096] == b"\xff" * 4096


def test_a_log_of_commits_that_was_cut_off_after_a_kill(house: Served) -> None:
    house.starts()
    assert house.run
    house.run.stops(signal.SIGKILL)
    log = house.folder / "bot.db-wal"
    content = log.read_bytes()
    log.write_bytes(content[: len(content) // 2])  # its end may be a commit that the kill cut short: none is missing

    said = complaint(house)

    assert "bytes of committed rows are missing from bot.db-wal" in said
    assert DAMAGED.search(said)


def test_a_database_of_a_later_version(house: Served) -> None:
    a_database(house.file).close()
    with closing(sqlite3.connect(house.file, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    said = complaint(house)

    assert "The database is at schema 9999, written by a later version of careercheck" in said
    assert "careercheck restore FILE" in said


def test_a_database_of_somebody_else(house: Served) -> None:
    with closing(sqlite3.connect(house.file, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE bookmarks (address)")

    assert "is no database of careercheck" in complaint(house)

    with closing(sqlite3.connect(house.file)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


@pytest.mark.parametrize("command", ["run", "doctor"])
@pytest.mark.parametrize("odd", ["\n", "\u2026"])
def test_a_token_with_an_odd_character_is_told_and_not_quoted(house: Served, command: str, odd: str) -> None:
    run = house.runs(command, SLACK_BOT_TOKEN=f"xoxb-zq7{odd}canary")

    assert run.ends() == 1
    assert "SLACK_BOT_TOKEN has a character that no token has" in run.out + run.err
    assert "zq7" not in run.out + run.err
    assert "canary" not in run.out + run.err
    assert "Traceback" not in run.err


def test_a_command_that_breaks_tells_where_and_quotes_nothing(house: Served) -> None:
    run = house.runs("doctor", module=("-m", "tests.process.breaking"))

    assert run.ends() == 1
    assert re.fullmatch(
        r"Careercheck broke: KeyError at .*breaking.py:\d+ breaks\. Please report this line\.\n", run.err
    )
    assert run.out == ""


def test_where_the_app_was_removed_it_says_that_nothing_is_erased_any_more(house: Served) -> None:
    house.slack.act.uninstalls()
    said = complaint(house)

    assert "account_inactive" in said
    assert "A bot that is not running erases nobody: then delete the database" in said
