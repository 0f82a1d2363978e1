"""The career path where something has to be put right, does not fit together, or stops the count."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.kit import Somebody, World, button, words
from tests.stories.nudges import goes_to
from tests.stories.test_path import errors, holds, kept, tells


@pytest.fixture
def ben(world: World) -> Somebody:
    """Ben, a manager."""
    return world.who("ben")


def test_two_at_once_are_put_right_in_the_form_and_nothing_is_lost(world: World, ben: Somebody) -> None:
    tells(ben, role="Engineer", start="2015")
    ben.runs("/careercheck path")
    ben.clicks("Add another role")
    ben.submits(role="Manager", title="Engineering Manager", start="May 2022")
    form = words(ben.modal() or {})
    assert "By what I have, this still goes on: engineer, since 2015." in form
    assert "Tick “Let the earlier one end where the later one begins” below, or change a date" in form
    assert (holds(ben, "title"), holds(ben, "start")) == ("Engineering Manager", "May 2022")
    ben.submits(more="fit")
    ben.sees("Manager, since May 2022 (Engineering Manager).")
    ben.runs("/careercheck path")
    assert "*Engineer*, 2015 to May 2022" in words(ben.sees("Your career path"))


def test_a_date_may_be_changed_instead(ben: Somebody) -> None:
    tells(ben, role="Engineer", start="2015", end="2020")
    ben.runs("/careercheck path")
    ben.clicks("Add another role")
    ben.submits(role="Manager", start="May 2018", end="May 2021")
    assert "Two of these overlap" in words(ben.modal() or {})
    ben.submits(start="2020")
    ben.sees("Manager, 2020 to May 2021.")


@pytest.mark.parametrize(
    ("tick", "said"),
    [
        ("building", "As engineer or tech lead you build anyway"),
        ("never", "Your first entry is hands-on work"),
    ],
)
@pytest.mark.parametrize("way", ["Add an earlier one", "Tell my present role"])
def test_a_box_that_does_not_fit_the_role_is_said(world: World, ben: Somebody, tick: str, said: str, way: str) -> None:
    ben.runs("/careercheck path")
    ben.clicks(way)
    ben.submits(role="Engineer", start="2020", more=tick)
    assert said in errors(ben)["more"]
    assert kept(world, ben) == []


def test_who_tells_a_role_for_the_first_time_is_asked_for_that(ben: Somebody) -> None:
    ben.runs("/careercheck path")
    ben.clicks("Tell my present role")
    form = words(ben.modal() or {})
    assert "My present role" in str(ben.modal())
    assert "Whatever went on until now" not in form
    ben.submits(role="Manager", start="2021")
    ben.runs("/careercheck path")
    ben.clicks("My role changed")
    assert "Whatever went on until now" in words(ben.modal() or {})


def test_who_was_never_hands_on_reads_what_that_means_and_can_undo_it(world: World, ben: Somebody) -> None:
    tells(ben, role="Manager", start="May 2022")
    ben.runs("/careercheck path")
    old = ben.with_button("I was never hands-on")
    ben.clicks("I was never hands-on", on=old)
    said = words(ben.sees("Written down: there was no hands-on work before."))
    assert "I count nothing and send no milestone. To undo that, open your path, press Correct" in said
    ben.runs("/careercheck path")
    ben.clicks("Correct")
    ben.submits(more=[])
    assert "Away from hands-on work since May 2022" in words(ben.messages()[-1])
    before = kept(world, ben)
    ben.clicks("I was never hands-on", on=old)
    ben.sees("Your path has changed since that button came.")
    assert kept(world, ben) == before


def test_still_building_is_not_called_a_return(ben: Somebody) -> None:
    tells(ben, role="Engineer", start="2015", end="1 September 2026")
    tells(ben, role="Manager", start="2 September 2026", end="1 November 2026")
    tells(ben, role="Director", start="2 November 2026")
    ben.runs("/careercheck path")
    ben.clicks("I still build most days")
    said = words(ben.sees("Written down: you still build most days."))
    assert "You build beside your role, so I count no time away." in said
    assert "Back at" not in said


def test_of_two_that_had_passed_the_higher_one_is_told(world: World, ben: Somebody) -> None:
    tells(ben, role="Engineer", start="2010", end="1 March 2020")
    tells(ben, role="Manager", start="1 March 2020")
    said = ben.sees("You passed five years away from hands-on work in March 2025, before I could tell you.")
    assert "You passed two years" not in words(said)
    assert said["text"].count("is here to read") == 1
    assert button(said, "What the sources say")
    assert {row[0] for row in world.rows("SELECT about FROM occasions WHERE reason = 'known late'")} == {
        "two-years:2020-03-01",
        "five-years:2020-03-01",
    }


def test_who_is_away_is_told_nothing_and_reads_it_once_they_are_back(world: World, ben: Somebody) -> None:
    tells(ben, role="Engineer", start="2010", end="1 March 2024")
    tells(ben, role="Between jobs, or away", start="1 March 2024")
    assert "You passed" not in words(ben.sees("Time away, since 1 March 2024."))
    assert world.rows("SELECT * FROM occasions") == []
    ben.runs("/careercheck path")
    ben.clicks("My role changed")
    ben.submits(role="Manager")
    assert "You passed two years away from hands-on work in March 2026" in words(ben.sees("Manager, since 23 November"))


def test_a_month_that_is_not_over_is_no_past(world: World, ben: Somebody) -> None:
    tells(ben, role="Engineer", start="2010", end="November 2024")
    tells(ben, role="Manager", start="November 2024")
    said = words(ben.sees("Manager, since November 2024."))
    assert "two years this month" in said
    assert "You passed" not in said
    assert kept(world, ben) == [(2, "2026-11-01")]
    goes_to(world, datetime(2026, 11, 24, 16, 30, tzinfo=UTC))
    nudge = ben.sees("Two years is the tour")
    assert button(nudge, "Look at both paths")


def test_the_sum_is_one_and_no_month_is_made_up(ben: Somebody) -> None:
    tells(ben, role="Engineer", start="2010", end="March 2020")
    tells(ben, role="Manager", start="March 2020")
    ben.runs("/careercheck path")
    card = ben.sees("Your career path")
    said = words(card)
    assert "Away from hands-on work since March 2020: six years and eight months" in said
    assert "about 2010–Mar 2020: hands-on" in card["text"]
    assert "Mar 2020–Nov 2026: managing six years and eight months" in card["text"]
    kinds = [block["type"] for block in card["blocks"]]
    assert kinds.index("data_visualization") == 2


def test_a_path_of_managing_alone_has_the_colour_of_managing(ben: Somebody) -> None:
    tells(ben, role="Manager", start="March 2020")
    ben.runs("/careercheck path")
    (chart,) = [b for b in ben.sees("Your career path")["blocks"] if b["type"] == "data_visualization"]
    assert [series["name"] for series in chart["chart"]["series"]] == ["Hands-on", "Managing"]
