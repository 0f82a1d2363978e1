"""What doctor says of the bot's own jobs: from what waits for them in the database one sees that they stand still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection

from bot.runtime.shut_out import shut_out
from bot.store import deletions, exports, ticks, workspaces
from bot.store.deletions import Deletion
from bot.store.exports import Asked
from bot.store.tables import occasions
from tests.doctor.house import OK, WARNING, House, bad, said
from tests.stories.steps import begins

A_DAY = timedelta(hours=25)
Left = Callable[[Connection, str, datetime], object]


def asked(connection: Connection, workspace: str, now: datetime) -> None:
    """Ana waits for her export."""
    exports.ask(connection, Asked(workspace, "X", "U0ANA0001"), now)


def erased(connection: Connection, workspace: str, now: datetime) -> None:
    """Somebody's bytes are to go."""
    workspaces.erased(connection, workspace, now, None)


def to_be_taken_back(connection: Connection, workspace: str, now: datetime) -> None:
    """Somebody's message is to vanish."""
    deletions.add(connection, Deletion(workspace, "D1", "1.0"), now)


def to_be_told(connection: Connection, workspace: str, now: datetime) -> None:
    """Ana is to be told something that she could have been told a year ago."""
    row = {"workspace": workspace, "id": "O", "user_id": "U0ANA0001", "kind": "step", "about": "a step"}
    connection.execute(
        occasions.insert().values(**row, due_on=now.date(), look_at=now - 365 * A_DAY, state="waiting", created_at=now)
    )


def begins_to_look(connection: Connection, workspace: str, now: datetime) -> None:
    """The planner does as much as that."""
    ticks.save(connection, workspace, ticks.Tick(now, "boot", 1.0))


@pytest.fixture
def used(running: House) -> House:
    """A set-up that somebody uses."""
    begins(running.world.who("ana"))
    return running


def leave(house: House, left: Left) -> None:
    """Leave something to be done by a job."""
    with house.world.bot.services.database.writing() as connection:
        left(connection, house.world.slack.cast.team_id, house.world.clock.now())


def lives_on(house: House, by: timedelta, *jobs: str) -> None:
    """Let time pass for a bot that is well; of its jobs only these are run."""
    house.world.clock.advance(by)
    for job in ("recover", "beat", *jobs):
        house.world.bot.ticker.run(job)


def test_while_nothing_waits_for_long(used: House) -> None:
    for left in (asked, erased, to_be_taken_back):
        leave(used, left)
    lives_on(used, timedelta(minutes=20), "plan")

    (found,) = used.told()["jobs"]
    assert found.level is OK
    assert "plan, purge, export, take back" in found.said


@pytest.mark.parametrize(
    ("left", "after", "job"),
    [
        (asked, timedelta(hours=2), "export"),
        (erased, timedelta(hours=2), "purge"),
        (to_be_taken_back, A_DAY, "take back"),
    ],
)
def test_what_waits_for_long_names_its_job(used: House, left: Left, after: timedelta, job: str) -> None:
    leave(used, left)
    lives_on(used, after, "plan")
    report = used.told()

    (found,) = report["jobs"]
    assert found.level is WARNING
    assert f"`{job}`" in found.said
    assert f"{int(after.total_seconds() // 3600)} hours ago" in found.said
    assert "`ticker.job_broken`" in found.said
    assert used.world.who("ana").id not in str(report)


def test_a_planner_that_does_not_look(used: House) -> None:
    used.world.bot.ticker.run("plan")
    lives_on(used, timedelta(minutes=20))
    assert "`plan`" in bad(used.told())["jobs"]
    assert "20 minutes ago" in said(used.told(), "jobs")

    lives_on(used, timedelta(minutes=1), "plan")
    assert "jobs" not in bad(used.told())


def test_a_planner_that_looks_and_breaks_then(used: House) -> None:
    leave(used, to_be_told)
    lives_on(used, A_DAY)
    leave(used, begins_to_look)
    assert "to be looked at 25 hours ago, and the job `plan`" in bad(used.told())["jobs"]

    used.world.bot.ticker.run("plan")
    assert "jobs" not in bad(used.told())


def test_a_planner_that_waits_for_a_word_is_none_that_stands_still(used: House) -> None:
    used.world.bot.ticker.run("plan")
    leave(used, to_be_told)
    leave(used, lambda connection, workspace, now: ticks.pause(connection, workspace, now, {"days": 9, "people": 30}))
    lives_on(used, A_DAY)

    assert {"nudges", "jobs"} & set(bad(used.told())) == {"nudges"}


@pytest.mark.parametrize("left", [asked, to_be_taken_back, to_be_told])
def test_what_waits_for_slack_to_let_us_in_is_told_as_that(used: House, left: Left) -> None:
    leave(used, left)
    shut_out(used.world.bot.services.database, used.world.slack.cast.team_id, "invalid_auth", used.world.clock.now())
    lives_on(used, A_DAY)
    leave(used, begins_to_look)

    assert {"sending", "jobs"} & set(bad(used.told())) == {"sending"}


def test_of_a_bot_that_is_not_there_or_has_just_come_nothing_is_said(used: House) -> None:
    leave(used, erased)
    assert "jobs" not in used.told()
    assert "jobs" not in used.told(A_DAY)
    used.world.stops()
    used.world.clock.advance(A_DAY)
    assert "jobs" not in used.told()

    used.world.starts()
    assert "jobs" not in used.told()
