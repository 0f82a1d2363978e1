"""What doctor says of a set-up that is well, of each way in which it may not be, and of one that is half there."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.doctor import Level
from bot.playground.cast import demo_cast
from tests.doctor.house import OK, PROBLEM, WARNING, House, bad, said


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
    scopes = tuple(scope for scope in scopes if scope != "usergroups:read")
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
    assert "; usergroups:read (" in declined.said
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


def test_what_was_chosen_about_teams_is_told_where_it_is_not_usual(house: House) -> None:
    assert "teams" not in house.told()
    assert "teams" not in house.told(CAREERCHECK_TEAMS_BY="everyone", CAREERCHECK_SUMMARY_PEOPLE="5")

    report = house.told(CAREERCHECK_TEAMS_BY="U0EWA0001,U0DEV0001", CAREERCHECK_SUMMARY_EPSILON="0.5")

    assert bad(report) == {}
    assert said(report, "teams").splitlines() == [
        "2 people may make teams.",
        "Summaries are stricter than they must be: 5 people or more, one every 3 months at most, epsilon 1/2.",
    ]


def test_terms_that_are_too_weak_are_a_problem_by_name(house: House) -> None:
    report = house.told(CAREERCHECK_SUMMARY_EPSILON="2", CAREERCHECK_SUMMARY_MONTHS="1")

    assert list(bad(report)) == ["settings"]
    assert [finding.said.partition(",")[0] for finding in report["settings"]] == [
        "CAREERCHECK_SUMMARY_EPSILON must be 1 or less",
        "CAREERCHECK_SUMMARY_MONTHS must be 3 or 6",
    ]
