"""What keeps the bot from starting is told apart: what may be there in a minute is waited for, the rest is not."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from bot.not_started import NotYet, ServeError, in_words
from bot.run import running
from bot.runtime.clock import SystemClock
from bot.runtime.config import Config
from bot.store.driver_errors import told_apart
from bot.store.engine import Database, DatabaseFull

HOST = "connection to server at db.example.com failed: "


def test_a_slack_that_is_not_there_is_told_from_a_token_that_it_does_not_take(tmp_path: Path) -> None:
    settings = Config("xoxb-1", "xapp-1", "http://127.0.0.1:9/api/", f"sqlite:///{tmp_path / 'bot.db'}")

    with (
        pytest.raises(NotYet, match=r"^Slack was not reached \(NewConnectionError\)") as failure,
        running(settings, SystemClock()),
    ):
        pass
    assert "TOKEN" not in str(failure.value)
    with closing(Database(settings.database_url)), pytest.raises(NotYet), running(settings, SystemClock()):
        pass  # a second try finds nothing left over of the first


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ("Connection refused", True),
        ("failed: FATAL:  the database system is starting up", True),
        ("failed: FATAL:  the database system is in recovery mode", True),
        ("failed: FATAL:  sorry, too many clients already", True),
        ("failed: FATAL:  password authentication failed for user", False),
        ('failed: FATAL:  database "x" does not exist', False),
    ],
)
def test_a_server_that_may_come_is_waited_for(said: str, waits: bool) -> None:
    with pytest.raises(ServeError) as failure, in_words(), told_apart():
        raise OperationalError(None, None, psycopg.OperationalError(HOST + said))

    assert isinstance(failure.value, NotYet) is waits
    assert "db.example.com" not in str(failure.value)


def test_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    with (
        closing(Database(f"sqlite:///{tmp_path / 'bot.db'}")) as database,
        pytest.raises(ServeError, match=r"no room left where the database is \(SQLITE_FULL\)\. Make room") as failure,
        in_words(),
        database.writing() as connection,
    ):
        connection.exec_driver_sql("PRAGMA max_page_count = 2")
        connection.exec_driver_sql("CREATE TABLE a (b)")
        connection.exec_driver_sql("INSERT INTO a VALUES (zeroblob(100000))")
    assert isinstance(failure.value.__cause__, DatabaseFull)
