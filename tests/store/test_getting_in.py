"""Who does not get into PostgreSQL hears why in a sentence, and nobody sees the password."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import URL, make_url
from typer.testing import CliRunner

from bot.cli import app
from bot.run import ServeError, running
from bot.runtime.clock import SystemClock
from bot.runtime.config import Config
from bot.store.engine import Database
from tests.kit_postgres import PostgreSQL, plain
from tests.kit_storage import on_postgresql

pytestmark = [pytest.mark.storage, on_postgresql]

SECRET = "hunter2-is-mine"


def nowhere(there: URL) -> URL:
    return there.set(query={"host": "/nowhere"})


def refused(there: URL) -> URL:
    return there.set(host="127.0.0.1", port=1, query={})


def no_such_database(there: URL) -> URL:
    return there.set(database="elsewhere")


def no_such_user(there: URL) -> URL:
    return there.set(username="nobody")


def wrong_password(there: URL) -> URL:
    return there.set(password=SECRET)


def password_in_host(there: URL) -> URL:
    return make_url(f"postgresql://careercheck:{SECRET}@{SECRET}@localhost/careercheck")


WRONG: dict[Callable[[URL], URL], str] = {
    nowhere: "no server answers",
    refused: "no server answers",
    password_in_host: "no server answers",
    no_such_database: "the server has no such database",
    no_such_user: "the server does not know this user",
    wrong_password: "the server does not know this user with this password",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_keeps_us_out_is_said_in_a_sentence_without_the_password(
    postgresql: PostgreSQL, database: Database, wrong: Callable[[URL], URL]
) -> None:
    with postgresql.guarded(database.url, "the right one") as right:
        mistaken = plain(wrong(right))
        ran = CliRunner().invoke(app, ["migrate", "--database", mistaken])
        with (
            pytest.raises(ServeError) as failure,
            running(Config("xoxb-1", "xapp-1", database_url=mistaken), SystemClock()),
        ):
            pytest.fail("there is nothing to serve from")

    assert ran.exit_code == 1
    assert ran.stdout == ""
    for said in (ran.stderr, str(failure.value)):
        assert said.strip().count("\n") == 0
        assert WRONG[wrong] in said
        assert SECRET not in said
        assert "the right one" not in said


def test_a_password_gets_in_and_is_shown_nowhere(postgresql: PostgreSQL, database: Database) -> None:
    with postgresql.guarded(database.url, SECRET) as right:
        ran = CliRunner().invoke(app, ["migrate", "--database", plain(right).replace("+psycopg", "")])
        known = Database(plain(right))
        shown = f"{known.url} {known.url!r} {known!r}"
        known.close()

    assert ran.exit_code == 0, ran.output
    assert SECRET not in ran.output + shown


def test_the_usual_spellings_are_all_taken(database: Database) -> None:
    for name in ("postgres", "postgresql", "postgresql+psycopg"):
        found = Database(plain(database.url).replace("postgresql+psycopg", name, 1))
        with found.reading() as connection:
            assert connection.dialect.driver == "psycopg"
        found.close()
