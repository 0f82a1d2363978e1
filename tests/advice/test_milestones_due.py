"""Which milestone is told, and which is skipped for a higher one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.career import Path, change_role, correct
from advice.milestones import Known, coming, decide, on_clocks, speaks_to, still_holds, wanted
from tests.advice.milestone_kit import ALL, CONTENT, DEFAULT, MANAGER, SWING, at
from tests.advice.told import day, path, stint


def test_what_is_on_by_default() -> None:
    assert {milestone.id for milestone in DEFAULT} == {"two-years", "five-years", "six-months-back"}
    chosen = wanted(CONTENT.values(), {"three-years": True, "two-years": False, "gone-from-content": True})
    assert {milestone.id for milestone in chosen} == {"three-years", "five-years", "six-months-back"}


@pytest.mark.parametrize(
    ("today", "known", "found"),
    [
        ("2026-03-14", (), (None, [])),
        ("2026-03-15", (), ("two-years", [])),
        ("2026-09-01", (), ("two-years", [])),
        ("2026-09-01", ("two-years",), (None, [])),
        ("2029-03-14", ("two-years",), (None, [])),
        ("2029-03-15", ("two-years",), ("five-years", [])),
        ("2031-01-01", (), ("five-years", ["two-years"])),
        ("2031-01-01", ("five-years",), (None, ["two-years"])),
        ("2031-01-01", ("two-years", "five-years"), (None, [])),
    ],
)
def test_the_highest_one_reached_is_told_and_each_once(
    today: str, known: tuple[str, ...], found: tuple[str | None, list[str]]
) -> None:
    assert at(MANAGER, today, *known) == found


def test_one_that_is_switched_on_after_a_higher_one_is_skipped() -> None:
    assert at(MANAGER, "2029-06-01", "two-years", "five-years", milestones=ALL) == (None, ["three-years"])
    assert at(MANAGER, "2027-06-01", "two-years", milestones=ALL) == ("three-years", [])


@pytest.mark.parametrize(
    ("role", "found"),
    [("manager", "two-years"), ("director", "two-years"), ("executive", "two-years"), ("away", None)],
)
def test_only_people_who_manage_now_are_told(role: str, found: str | None) -> None:
    assert at(path("engineer 2018-03 2024-03-15", f"{role} 2024-03-16"), "2026-04-01")[0] == found


def test_between_two_roles_nothing_is_told() -> None:
    assert at(path("engineer 2018-03 2024-03-15", "manager 2024-03-16 2026-03-10"), "2026-04-01") == (None, [])


def test_a_day_in_february_that_is_not_there_is_the_28th() -> None:
    leap = path("engineer 2018-03 2024-02-29", "manager 2024-03")

    assert at(leap, "2026-02-27")[0] is None
    assert at(leap, "2026-02-28")[0] == "two-years"
    assert at(leap, "2029-02-28")[0] == "five-years"


def test_a_second_tour_is_told_again_and_a_new_title_is_not() -> None:
    director = change_role(MANAGER, stint("director 2026-05-01"), day("2026-05-01"))
    again = path("engineer 2018-03 2024-03-15", "manager 2024-03-16 2026-04-30", "engineer 2026-05-01 2027-01-01",
                 "manager 2027-01-02")  # fmt: skip

    assert at(director, "2026-05-02", "two-years") == (None, [])
    assert at(again, "2029-01-01", "two-years") == ("two-years", [])


def test_a_corrected_date_is_not_told_again() -> None:
    moved = correct(MANAGER, stint("engineer 2018-03 2024-02-01", 1), day("2026-05-01"))

    assert at(moved, "2026-05-02", "two-years") == (None, [])


def test_half_a_year_back_is_for_people_who_returned() -> None:
    returned = path("engineer 2010 2015-01-01", "manager 2015-01-01 2025-06-30", "engineer 2025-07-01")
    was_ill = path("engineer 2010 2015-01-01", "away 2015-01-02 2025-06-30", "engineer 2025-07-01")

    assert at(returned, "2025-12-31") == (None, [])
    assert at(returned, "2026-01-01") == ("six-months-back", [])
    assert at(returned, "2026-01-01", "six-months-back", swing=day("2015-01-01")) == (None, [])
    assert at(was_ill, "2026-01-01") == (None, [])


def test_seven_years_of_building_are_told_once_in_a_life_and_to_nobody_who_managed() -> None:
    builder = path("engineer 2015-03-01 2020-01-01", "tech_lead 2020-01-02")
    managed = path("manager 2014 2015-02", "engineer 2015-03-01")

    assert at(builder, "2022-03-01") == (None, [])
    assert at(builder, "2022-03-01", milestones=ALL) == ("seven-years", [])
    assert at(builder, "2022-03-01", "seven-years", milestones=ALL, swing=day("2001-01-01")) == (None, [])
    assert at(managed, "2023-03-01", "six-months-back", milestones=ALL, swing=day("2014-07-01")) == (None, [])


def test_what_is_due_is_looked_at_again_before_it_goes() -> None:
    two, today = CONTENT["two-years"], day("2026-03-16")
    engineer = change_role(MANAGER, stint("engineer 2026-03-16"), today)
    director = change_role(MANAGER, stint("director 2026-03-16"), today)
    on_leave = change_role(MANAGER, stint("away 2026-03-16"), today)
    shorter = correct(MANAGER, stint("manager 2024-09-16", 2), today)
    shorter = correct(shorter, stint("engineer 2018-03 2024-09-15", 1), today)

    assert still_holds(MANAGER, two, SWING, today)
    assert still_holds(director, two, SWING, today)
    assert not still_holds(engineer, two, SWING, today)
    assert not still_holds(on_leave, two, SWING, today)
    assert not still_holds(shorter, two, SWING, today)
    assert not still_holds(Path(), two, SWING, today)


def test_the_next_milestone_and_its_date() -> None:
    ahead = coming(MANAGER, DEFAULT, day("2026-03-15"))

    assert ahead and (ahead.milestone, ahead.on) == ("five-years", day("2029-03-15"))
    assert coming(MANAGER, DEFAULT, day("2029-03-15")) is None
    assert coming(path("engineer 2018"), DEFAULT, day("2026-01-01")) is None


def test_to_whom_a_milestone_speaks() -> None:
    assert speaks_to(CONTENT["two-years"], MANAGER)
    assert not speaks_to(CONTENT["two-years"], path("engineer 2018"))
    assert not speaks_to(CONTENT["six-months-back"], MANAGER)


@given(
    st.dates(day("1990-01-01"), day("2030-12-31")),
    st.lists(st.integers(1, 900), min_size=1, max_size=12),
    st.sets(st.sampled_from(sorted(CONTENT))),
)
def test_whenever_somebody_looks_each_is_told_or_skipped_once_and_never_after_a_higher_one(
    began: date, pauses: list[int], chosen: set[str]
) -> None:
    manager = path(f"manager {began}")
    milestones = wanted(CONTENT.values(), {name: name in chosen for name in CONTENT})
    known: list[Known] = []
    tellings: list[int] = []
    today = began
    for pause in pauses:
        today += timedelta(days=pause)
        decision = decide(manager, milestones, today, known)
        if decision.tell:
            tellings.append(decision.tell.months)
            assert decision.tell.on <= today
            assert all(one.months < decision.tell.months for one in decision.skip)
        known += [Known(one.milestone, one.swing) for one in (*decision.skip, decision.tell) if one]

    reached = {one.milestone for one in on_clocks(manager, milestones) if one.on <= today}
    assert sorted(one.milestone for one in known) == sorted(reached)
    assert tellings == sorted(set(tellings))
    assert bool(tellings) == bool(reached)
