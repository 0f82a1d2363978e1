"""People say when and of what the bot may write to them by itself."""

from __future__ import annotations

from datetime import date

import pytest

from advice.cadence import Vacation
from advice.recheck import Recheck
from bot.store import wishes
from bot.store.wishes import Chosen
from tests.kit import Somebody, World, button, words
from tests.stories.nudges import manager_since, tells
from tests.stories.steps import finishes_pillar


def chosen(world: World, somebody: Somebody) -> Chosen:
    """What is kept of somebody's wishes."""
    with world.bot.services.database.reading() as connection:
        return wishes.load(connection, world.slack.cast.team_id, somebody.id)


def looks(world: World) -> list[str]:
    """When each waiting occasion is looked at."""
    return [str(row[0]) for row in world.rows("SELECT look_at FROM occasions WHERE state = 'waiting'")]


@pytest.fixture
def done(agreed: Somebody) -> Somebody:
    """Ana, who has a result."""
    finishes_pillar(agreed, "technical")
    return agreed


def test_the_command_opens_the_form_with_what_is_chosen(world: World, agreed: Somebody) -> None:
    agreed.runs("/careercheck settings")

    modal = agreed.modal()
    assert modal is not None
    shown = str(modal["blocks"])
    assert "As in Slack: Europe/Madrid (now 10:00)" in shown
    assert "Three years away" in shown


def test_everything_that_can_be_set_is_kept_and_said_back(world: World, agreed: Somebody) -> None:
    agreed.runs("/careercheck settings")
    agreed.submits(
        recheck="half_yearly",
        weekday="2",
        hour="14",
        zone="Europe/Lisbon",
        off_from="2026-12-24",
        off_to="2027-01-06",
        kinds=["milestone", "recheck", "unfinished", "again", "team"],
        milestones=["two-years", "three-years", "six-months-back"],
    )

    kept = chosen(world, agreed)
    assert kept.recheck is Recheck.HALF_YEARLY
    assert (kept.wishes.weekday, kept.wishes.hour, kept.wishes.zone) == (2, 14, "Europe/Lisbon")
    assert kept.wishes.vacations == (Vacation(date(2026, 12, 24), date(2027, 1, 6)),)
    assert kept.wishes.off == {"step", "invitation"}
    assert kept.milestones == {"five-years": False, "three-years": True}
    said = words(agreed.sees("Saved"))
    for part in (
        "every 6 months",
        "Wednesdays from 14:00",
        "Europe/Lisbon",
        "24 December 2026",
        "nothing on next steps",
        "write to you about: two years away from hands-on work, three years away from hands-on work, six months after",
    ):
        assert part in said


def test_the_form_shows_what_was_chosen_and_saving_it_as_it_is_changes_nothing(world: World, agreed: Somebody) -> None:
    agreed.runs("/careercheck settings")
    agreed.submits(zone_typed="asia/tbilisi", weekday="4", hold=["paused"], milestones=["seven-years"])
    before = chosen(world, agreed)
    assert before.wishes.zone == "Asia/Tbilisi"

    agreed.runs("/careercheck settings")
    agreed.submits()

    assert chosen(world, agreed) == before
    assert "Asia/Tbilisi" in words(agreed.sees("Nothing changed"))


def test_which_milestones_are_on_is_said_when_they_are_switched(agreed: Somebody) -> None:
    agreed.runs("/careercheck settings")
    agreed.submits(milestones=["seven-years"])
    agreed.sees("Milestones of your path that I write to you about: seven years as an engineer.")
    for nothing in ({"milestones": []}, {"milestones": ["two-years"], "kinds": ["step"]}):
        agreed.runs("/careercheck settings")
        agreed.submits(**nothing)
        assert "I write to you about no milestones of your path." in words(agreed.messages()[-1])


@pytest.mark.parametrize(
    ("filled_in", "field", "sentence"),
    [
        ({"zone_typed": "Europe/Helsinky"}, "zone_typed", "Did you mean Europe/Helsinki?"),
        ({"zone_typed": "EST"}, "zone_typed", "Type an area and a city, like Europe/Helsinki."),
        ({"zone_typed": "the moon"}, "zone_typed", "I don't know that time zone."),
        ({"off_from": "2027-01-06"}, "off_to", "Pick the last day off too."),
        ({"off_to": "2027-01-06"}, "off_from", "Pick the first day off too."),
        ({"off_from": "2027-01-06", "off_to": "2027-01-05"}, "off_to", "before the first day"),
        ({"off_from": "2026-11-01", "off_to": "2026-11-22"}, "off_to", "have passed"),
        ({"off_from": "2026-11-23", "off_to": "2036-11-22"}, "off_to", "three years"),
    ],
)
def test_what_makes_no_sense_is_said_where_it_stands(
    world: World, agreed: Somebody, filled_in: dict[str, str], field: str, sentence: str
) -> None:
    agreed.runs("/careercheck settings")
    agreed.submits(**filled_in)

    modal = agreed.modal()
    assert modal is not None, "the form is still open"
    assert sentence in modal["errors"][field]
    assert chosen(world, agreed) == Chosen()


def test_days_off_come_and_go(world: World, agreed: Somebody) -> None:
    for first, last in (("2026-12-24", "2027-01-06"), ("2026-11-30", "2026-11-30")):
        agreed.runs("/careercheck settings")
        agreed.submits(off_from=first, off_to=last)
    assert [off.first for off in chosen(world, agreed).wishes.vacations] == [date(2026, 11, 30), date(2026, 12, 24)]

    agreed.runs("/careercheck settings")
    agreed.submits(vacations=["2026-11-30/2026-11-30"])

    assert [off.first for off in chosen(world, agreed).wishes.vacations] == [date(2026, 11, 30)]


def test_a_zone_of_ones_own_is_given_back_to_slack(world: World, agreed: Somebody) -> None:
    agreed.runs("/careercheck settings")
    agreed.submits(zone="America/New_York")
    agreed.runs("/careercheck settings")
    agreed.submits(zone="slack")

    assert chosen(world, agreed).wishes.zone is None
    agreed.sees("time zone Europe/Madrid, from Slack")


def test_whoever_only_types_gets_the_settings_and_a_button(world: World, agreed: Somebody) -> None:
    agreed.writes("settings", thread=False)

    shown = agreed.sees("Your settings")
    assert "not chosen yet" in words(shown)
    agreed.clicks("Change settings", on=shown)
    assert agreed.modal()


def test_home_shows_them_in_a_line_with_a_button(world: World, agreed: Somebody) -> None:
    assert "time zone Europe/Madrid, from Slack" in agreed.opens_home()
    agreed.clicks_home("Settings")
    agreed.submits(hold=["paused"])

    assert "Paused: I send nothing by myself" in agreed.opens_home()


def test_a_newcomer_is_told_that_there_is_nothing_to_set(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck settings")

    shown = ana.sees("nothing to set yet")
    assert "I write to you by myself about teams alone: an invitation, or news" in words(shown)
    assert button(shown, "Start the check")
    assert button(shown, "Tell my path"), "to tell one's path is to agree as well"
    assert ana.modal() is None
    assert "Settings" not in ana.opens_home()


def test_a_cadence_chosen_here_is_one_like_any_other(world: World, done: Somebody) -> None:
    done.runs("/careercheck settings")
    done.submits(recheck="yearly")

    waiting = "SELECT due_on FROM occasions WHERE state = 'waiting' AND kind = 'recheck'"
    assert [str(row[0]) for row in world.rows(waiting)] == ["2027-11-23"]
    done.runs("/careercheck settings")
    done.submits(recheck="off")
    assert world.rows(waiting) == []


@pytest.mark.parametrize("change", [{"hold": ["paused"]}, {"hour": "15"}, {"zone": "Asia/Tokyo"}, {"kinds": []}])
def test_a_change_lets_all_that_waits_be_looked_at_anew(
    world: World, done: Somebody, change: dict[str, str | list[str]]
) -> None:
    done.clicks("Every 3 months")
    [before] = looks(world)
    world.passes(hours=1)

    done.runs("/careercheck settings")
    done.submits(**change)

    [after] = looks(world)
    assert after != before


def test_the_end_of_a_pause_lets_all_that_waits_be_looked_at(world: World, done: Somebody) -> None:
    done.clicks("Every 3 months")
    done.runs("/careercheck settings")
    done.submits(hold=["paused"])
    assert chosen(world, done).wishes.paused
    [before] = looks(world)
    world.passes(days=3)

    done.runs("/careercheck settings")
    done.submits(hold=[])

    assert not chosen(world, done).wishes.paused
    assert looks(world) != [before]


def test_a_milestone_switched_on_after_its_day_is_said_once_and_never_sent(world: World, agreed: Somebody) -> None:
    tells(world, agreed, manager_since(date(2023, 5, 4)), meet=False)
    assert due_on(world) == "2028-05-04"  # two years had passed before she told; three are off

    agreed.runs("/careercheck settings")
    agreed.submits(milestones=["two-years", "three-years", "five-years"])

    agreed.sees("You passed three years away from hands-on work in May 2026, before I could tell you.")
    about = "SELECT about, reason FROM occasions WHERE state = 'skipped' ORDER BY about"
    assert [tuple(row) for row in world.rows(about)] == [
        ("three-years:2023-05-04", "known late"),
        ("two-years:2023-05-04", "known late"),
    ]
    assert due_on(world) == "2028-05-04"


def test_the_path_follows_which_milestones_are_on(world: World, agreed: Somebody) -> None:
    tells(world, agreed, manager_since(date(2025, 5, 4)), meet=False)
    assert due_on(world) == "2027-05-04"

    for on, day in ((["three-years"], "2028-05-04"), ([], "None"), (["five-years"], "2030-05-04")):
        agreed.runs("/careercheck settings")
        agreed.submits(milestones=on)
        assert due_on(world) == day


def test_what_is_owed_is_owed_still_when_other_milestones_are_switched_on(world: World, agreed: Somebody) -> None:
    tells(world, agreed, manager_since(date(2024, 11, 25)), meet=False)
    world.passes(days=30)  # the planner is not running: two years have passed and are not on record

    agreed.runs("/careercheck settings")
    agreed.submits(milestones=["two-years", "three-years", "five-years"])

    assert world.rows("SELECT about FROM occasions WHERE kind = 'milestone'") == []
    assert due_on(world) == "2026-11-25"


def due_on(world: World) -> str:
    """When a milestone is to be looked for."""
    [row] = world.rows("SELECT due_on FROM paths")
    return str(row[0])
