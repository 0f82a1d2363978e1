"""What doctor says of people whose time is over: how many the bot is about to erase, and of nobody who."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.runtime.shut_out import shut_out
from tests.doctor.house import OK, WARNING, House, bad, said
from tests.stories.steps import begins

A_YEAR = timedelta(days=367)


@pytest.fixture
def used(running: House) -> House:
    """A set-up in which two people have begun."""
    for name in ("ana", "ben"):
        begins(running.world.who(name))
    return running


def erased(house: House, ahead: timedelta) -> int:
    """Let the bot look that much later; returns how many people it erased."""
    before = house.world.rows("SELECT count(*) FROM people")[0][0]
    house.world.clock.advance(ahead)
    house.world.bot.ticker.run("retention")
    return int(before - house.world.rows("SELECT count(*) FROM people")[0][0])


def test_while_nobodys_time_is_over(used: House) -> None:
    (found,) = used.told(A_YEAR)["retention"]

    assert (found.level, found.said) == (
        OK, "People are kept for 5 years after they were last here, and nobody's time is over."
    )  # fmt: skip


def test_whoever_shortens_it_is_told_beforehand_how_many_will_be_erased(used: House) -> None:
    report = used.told(A_YEAR, CAREERCHECK_RETENTION_YEARS="1")

    (found,) = report["retention"]
    assert found.level is WARNING
    assert found.said.startswith("The time of 2 people is over with CAREERCHECK_RETENTION_YEARS at 1: the bot erases")
    assert "no backup brings them back" in found.said
    assert not any(used.world.who(name).id in str(report) for name in ("ana", "ben"))

    used.world.changes_settings(retention_years=1)
    used.world.restarts()
    assert erased(used, A_YEAR) == 2


def test_whoever_was_here_meanwhile_is_not_counted(used: House) -> None:
    used.world.clock.advance(timedelta(days=30))
    used.world.who("ana").runs("/careercheck status")
    ahead = A_YEAR - timedelta(days=30)

    assert "The time of 1 person is over" in said(used.told(ahead, CAREERCHECK_RETENTION_YEARS="1"), "retention")


def test_whoever_left_thirty_days_ago_is_counted_whatever_is_set(used: House) -> None:
    used.world.slack.act.changes(used.world.who("ana").id, is_deleted=True)
    used.world.settles()
    assert erased(used, timedelta(hours=1)) == 0
    assert "retention" not in bad(used.told(timedelta(days=29)))

    assert "The time of 1 person is over" in said(used.told(timedelta(days=31)), "retention")
    assert erased(used, timedelta(days=31)) == 1


@pytest.mark.parametrize(("code", "people"), [("app_uninstalled", 2), ("missing_scope", 0)])
def test_everybody_is_counted_once_the_app_was_removed_thirty_days_ago(used: House, code: str, people: int) -> None:
    shut_out(used.world.bot.services.database, used.world.slack.cast.team_id, code, used.world.clock.now())
    told = bad(used.told(timedelta(days=31))).get("retention", "nobody")

    assert told.startswith(f"The time of {people} people" if people else "nobody")


def test_of_a_setting_that_makes_no_sense_nothing_is_counted(used: House) -> None:
    report = used.told(A_YEAR, CAREERCHECK_RETENTION_YEARS="0")

    assert "retention" not in report
    assert "CAREERCHECK_RETENTION_YEARS must be" in bad(report)["settings"]
