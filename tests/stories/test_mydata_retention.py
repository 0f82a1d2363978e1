"""Nothing is kept for longer than it is said: not of who stays away, not of who left, not where the app was removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection
from structlog.testing import capture_logs

from bot.features.mydata import retaining
from bot.runtime.clock import ManualClock
from bot.runtime.shut_out import shut_out
from bot.store import outbox, retention
from bot.store.engine import Database, DatabaseBusy
from bot.store.erased import forget_within
from bot.store.erasures import log_of
from bot.store.held import count
from bot.store.people import meet
from bot.store.tables import metadata, useful
from tests.kit import Somebody, World, a_world, words
from tests.stories.steps import begins
from tests.stories.test_mydata import vanish

pytestmark = pytest.mark.storage

YEAR = timedelta(days=365)


def kept(world: World, who: Somebody) -> bool:
    """Tell whether anything is kept about somebody."""
    (workspace,) = world.rows("SELECT workspace FROM workspaces")[0]
    with world.bot.services.database.reading() as connection:
        return bool(count(connection, workspace, who.id))


def later(world: World, by: timedelta) -> None:
    """Let time pass, and the bot look whose time is over."""
    world.clock.advance(by)
    world.bot.ticker.run("retention")


def test_five_years_after_the_last_contact_everything_goes(world: World, ana: Somebody) -> None:
    begins(ana)
    later(world, 5 * YEAR)
    assert kept(world, ana)

    later(world, timedelta(days=3))
    assert not kept(world, ana)
    assert world.rows("SELECT erased_at FROM workspaces WHERE erased_at IS NOT NULL")
    world.bot.ticker.run("purge")
    assert not world.rows("SELECT erased_at FROM workspaces WHERE erased_at IS NOT NULL")


def test_whoever_was_here_meanwhile_stays(world: World, ana: Somebody) -> None:
    begins(ana)
    world.clock.advance(4 * YEAR)
    ana.runs("/careercheck status")
    later(world, 4 * YEAR)

    assert kept(world, ana)


def test_an_operator_may_shorten_it(tmp_path: Path) -> None:
    with a_world(tmp_path, retention_years=1) as world:
        ana = world.who("ana")
        begins(ana)
        ana.runs("/careercheck mydata")
        ana.sees("until a year after you were last here")
        later(world, YEAR + timedelta(days=2))

        assert not kept(world, ana)


def test_thirty_days_after_somebody_left_everything_goes(world: World, ana: Somebody) -> None:
    ben = world.who("ben")
    begins(ana)
    begins(ben)
    world.slack.act.changes(ana.id, is_deleted=True)
    world.settles()
    later(world, timedelta(hours=1))
    later(world, timedelta(days=30))
    assert kept(world, ana)

    later(world, timedelta(hours=1))
    assert not kept(world, ana)
    assert kept(world, ben)


def test_whoever_comes_back_in_time_is_kept_and_asked_again(world: World, ana: Somebody) -> None:
    begins(ana)
    world.slack.act.changes(ana.id, is_deleted=True)
    world.settles()
    later(world, timedelta(hours=1))
    world.clock.advance(timedelta(days=20))
    world.slack.act.changes(ana.id, is_deleted=False)
    ana.runs("/careercheck")
    ana.sees("I agree")
    later(world, timedelta(days=20))

    assert kept(world, ana)


def test_whoever_is_back_in_slack_is_kept_though_they_have_not_said_a_word(world: World, ana: Somebody) -> None:
    begins(ana)
    world.slack.act.changes(ana.id, is_deleted=True)
    world.settles()
    later(world, timedelta(hours=1))
    later(world, timedelta(days=20))
    world.slack.act.changes(ana.id, is_deleted=False)
    world.settles()
    for _ in range(4):
        later(world, timedelta(days=20))
        later(world, timedelta(hours=1))
    assert kept(world, ana)

    ana.runs("/careercheck")
    ana.sees("I agree")


def test_where_slack_does_not_say_nobody_is_erased_for_having_left(world: World, ana: Somebody) -> None:
    begins(ana)
    world.slack.act.changes(ana.id, is_deleted=True)
    world.settles()
    later(world, timedelta(hours=1))
    world.slack.faults.refuse("users.info", error="internal_error")
    later(world, timedelta(days=31))
    assert kept(world, ana)

    later(world, timedelta(hours=1))
    assert not kept(world, ana)


def test_whoever_comes_back_later_is_new(world: World, ana: Somebody) -> None:
    begins(ana)
    world.slack.act.changes(ana.id, is_deleted=True)
    world.settles()
    later(world, timedelta(hours=1))
    later(world, timedelta(days=31))
    assert not kept(world, ana)
    world.slack.act.changes(ana.id, is_deleted=False)

    ana.runs("/careercheck")
    ana.sees("I agree")
    assert world.rows("SELECT consented_at FROM people") == [(None,)]


def test_a_job_erases_as_a_click_does(world: World, ana: Somebody) -> None:
    """Noted for the next restore, and what is in Slack vanishes from there."""
    begins(ana)
    later(world, 5 * YEAR + timedelta(days=3))
    assert not kept(world, ana)

    vanish(world)
    assert [words(message) for message in ana.messages() if message["bot"] and not message["ephemeral"]] == []
    if world.bot.services.database.is_sqlite:
        (line,) = log_of(world.bot.services.database).read_text().splitlines()
        assert line.startswith(world.clock.now().date().isoformat()[:4])


def test_a_clock_that_jumped_erases_nobody(world: World, ana: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    begins(ana)
    jumped = world.clock.now() + 9 * YEAR
    services = replace(world.bot.services, clock=ManualClock(jumped))
    with capture_logs() as logs:
        assert retaining.look(services, world.bot.door, "T0DEMO001") == 0

    assert kept(world, ana)
    assert [line["event"] for line in logs] == ["mydata.clock_differs"]


def test_where_the_app_was_removed_everything_goes_after_thirty_days(world: World, ana: Somebody) -> None:
    begins(ana)
    world.slack.act.uninstalls()
    world.settles()
    later(world, timedelta(days=30))
    assert kept(world, ana)

    later(world, timedelta(hours=1))
    assert not kept(world, ana)
    left = {"workspaces", "processes", "episodes", "ticks"}
    for table in set(metadata.tables) - left:
        assert world.rows(f"SELECT * FROM {table}") == [], table


@pytest.mark.parametrize("people", [0, 1, retention.AT_ONCE])
def test_however_many_they_are_nothing_is_left_of_the_workspace(world: World, ana: Somebody, people: int) -> None:
    with world.bot.services.database.writing() as connection:
        for number in range(people):
            meet(connection, workspace="T0DEMO001", user_id=f"U{number}", tz=None, channel="D", now=world.clock.now())
        connection.execute(useful.insert().values(workspace="T0DEMO001", what="set"))
    world.slack.act.uninstalls()
    world.settles()
    later(world, timedelta(days=30, hours=1))
    later(world, timedelta(hours=1))

    assert world.rows("SELECT * FROM people") == []
    assert world.rows("SELECT * FROM useful") == []


@pytest.mark.parametrize("how", ["revokes", "uninstalls"])
def test_nothing_is_sent_from_that_moment_on(world: World, ana: Somebody, how: str) -> None:
    begins(ana)
    getattr(world.slack.act, how)()
    world.settles()
    called = len(world.slack.calls)
    with world.bot.services.database.writing() as connection:
        outbox.put(
            connection, workspace="T0DEMO001", id="X", user_id=ana.id, verb="post", promise="reply", view="help.shown",
            ids={}, dedupe="X", coalesce=None, now=world.clock.now(), due_at=world.clock.now(),
        )  # fmt: skip
    world.bot.services.outbox.wake()
    world.settles()
    world.bot.ticker.run("export")
    world.bot.ticker.run("take back")

    assert len(world.slack.calls) == called
    assert world.rows("SELECT state FROM outbox WHERE id = 'X'") == [("due",)]


def test_installed_again_in_time_it_goes_on_without_a_flood(world: World, ana: Somebody) -> None:
    begins(ana)
    world.slack.act.uninstalls()
    world.settles()
    later(world, timedelta(days=29))
    seen = len(ana.messages())
    world.slack.act.installs()
    world.restarts()
    world.settles()
    later(world, timedelta(days=5))

    assert kept(world, ana)
    assert len(ana.messages()) <= seen + 1
    ana.clicks("Yes")
    ana.sees("2 of 9")


@pytest.mark.parametrize("code", ["missing_scope", "app_uninstalled", "invalid_auth"])
def test_where_slack_takes_our_token_nobody_is_erased_whatever_it_refused(
    world: World, ana: Somebody, code: str
) -> None:
    begins(ana)
    shut_out(world.bot.services.database, "T0DEMO001", code, world.clock.now())
    later(world, timedelta(days=30, hours=1))

    assert kept(world, ana)


@pytest.mark.parametrize(("code", "stays"), [("invalid_auth", True), ("token_revoked", False)])
def test_a_token_that_is_wrong_is_no_app_that_was_removed(
    world: World, ana: Somebody, code: str, *, stays: bool
) -> None:
    begins(ana)
    shut_out(world.bot.services.database, "T0DEMO001", code, world.clock.now())
    world.slack.act._core.token_error = code
    later(world, timedelta(days=30, hours=1))

    assert kept(world, ana) is stays


def test_the_thirty_days_begin_with_the_removal_whatever_was_wrong_before(world: World, ana: Somebody) -> None:
    begins(ana)
    shut_out(world.bot.services.database, "T0DEMO001", "missing_scope", world.clock.now())
    world.clock.advance(timedelta(days=20))
    world.slack.act.uninstalls()
    world.settles()
    later(world, timedelta(days=29))
    assert kept(world, ana)

    later(world, timedelta(days=1, hours=1))
    assert not kept(world, ana)


@pytest.mark.parametrize(("code", "stays"), [("ratelimited_here", True), ("user_not_found", False)])
def test_only_a_person_whom_slack_does_not_know_is_gone(world: World, ana: Somebody, code: str, *, stays: bool) -> None:
    begins(ana)
    world.slack.act.changes(ana.id, is_deleted=True)
    world.settles()
    later(world, timedelta(hours=1))
    world.slack.faults.refuse("users.info", error=code)
    later(world, timedelta(days=31))

    assert kept(world, ana) is stays


def test_as_many_are_counted_beforehand_as_are_erased(world: World, ana: Somebody) -> None:
    begins(ana)
    world.clock.advance(4 * YEAR)
    world.who("ben").runs("/careercheck help")
    at = world.clock.now() + YEAR + timedelta(days=3)
    with world.bot.services.database.reading() as connection:
        assert [retaining.Due.at(at, years).how_many(connection) for years in (1, 2, 5)] == [2, 1, 1]
        assert retaining.Due.at(at - timedelta(days=5), 5).how_many(connection) == 0
    later(world, YEAR + timedelta(days=3))

    assert world.rows("SELECT count(*) FROM people") == [(1,)]


def test_each_is_erased_in_a_transaction_of_their_own(
    world: World, ana: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one of them holds, nobody else has to wait for; and whom an error stops is alone in that."""
    begins(ana)
    world.who("ben").runs("/careercheck help")
    world.clock.advance(5 * YEAR + timedelta(days=3))
    seen: list[str] = []

    def watched(connection: Connection, database: Database, workspace: str, user_id: str, now: datetime) -> object:
        if seen:
            raise DatabaseBusy("now")
        seen.append(user_id)
        return forget_within(connection, database, workspace, user_id, now)

    monkeypatch.setattr("bot.features.mydata.retaining.forget_within", watched)
    world.bot.ticker.run("retention")

    assert world.rows("SELECT count(*) FROM people") == [(1,)]
