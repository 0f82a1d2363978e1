"""Which milestone is told, skipped or known late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.career import Path, change_role, correct
from advice.milestones import (
    Decision,
    Known,
    ahead_again,
    coming,
    decide,
    known_late,
    on_clocks,
    speaks_to,
    still_holds,
    wanted,
)
from tests.advice.told import day, path, stint
from tests.kit_content import builtin_content

CONTENT = builtin_content().milestones
DEFAULT = wanted(CONTENT.values(), {})
ALL = wanted(CONTENT.values(), dict.fromkeys(CONTENT, True))
MANAGER = path("engineer 2018-03 2024-03-15", "manager 2024-03-16")
SWING = day("2024-03-15")


def told(decision: Decision) -> tuple[str | None, list[str]]:
    return decision.tell and decision.tell.milestone, [one.milestone for one in decision.skip]


def at(path: Path, today: str, *known: str, milestones=DEFAULT, swing: date = SWING) -> tuple[str | None, list[str]]:
    return told(decide(path, milestones, day(today), [Known(name, swing) for name in known]))


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


@pytest.mark.parametrize(
    ("today", "late"),
    [
        ("2026-03-14", []),
        ("2026-03-15", []),
        ("2026-03-16", ["two-years"]),
        ("2030-01-01", ["two-years", "five-years"]),
    ],
)
def test_what_was_past_when_it_was_told_is_known_late(today: str, late: list[str]) -> None:
    found = known_late(MANAGER, DEFAULT, day(today), [])

    assert [one.milestone for one in found] == late
    assert at(MANAGER, today, *late)[0] == ("two-years" if today == "2026-03-15" else None)


def test_what_was_owed_before_a_change_is_owed_after_it() -> None:
    """Reached on Saturday, and the title corrected on Sunday: Monday's message still goes."""
    named = correct(MANAGER, stint("manager 2024-03-16", 2), day("2026-03-16"))
    earlier = correct(MANAGER, stint("engineer 2018-03 2020-01-01", 1), day("2026-03-16"))

    assert known_late(named, DEFAULT, day("2026-03-16"), [], before=MANAGER) == []
    late = known_late(earlier, DEFAULT, day("2026-03-16"), [], before=MANAGER)
    assert [one.milestone for one in late] == ["two-years", "five-years"]


def test_what_was_passed_while_away_is_known_late_on_the_return_to_managing() -> None:
    on_leave = path("engineer 2018-03 2024-03-15", "manager 2024-03-16 2026-01-31", "away 2026-02-01")
    managing = change_role(on_leave, stint("manager 2026-06-01"), day("2026-06-01"))

    late = known_late(managing, DEFAULT, day("2026-06-01"), [], before=on_leave)

    assert [(one.milestone, one.swing) for one in late] == [("two-years", SWING)]


@pytest.mark.parametrize(
    ("told", "today", "late"),
    [
        (("engineer 2020 2027-06", "manager 2027-06"), "2029-06-04", []),
        (("engineer 2020 2027-06", "manager 2027-06"), "2029-06-30", []),
        (("engineer 2020 2027-06", "manager 2027-06"), "2029-07-01", ["two-years"]),
        (("engineer 2020 2027", "manager 2027"), "2029-07-02", []),
        (("engineer 2020 2027", "manager 2027"), "2029-12-31", []),
        (("engineer 2020 2027", "manager 2027"), "2030-01-01", ["two-years"]),
        (("engineer 2020 2027-06-03", "manager 2027-06"), "2029-06-04", ["two-years"]),
        (("engineer 2020 2027-06-04", "manager 2027-06"), "2029-06-04", []),
    ],
)
def test_a_date_told_to_the_month_or_year_is_past_when_that_is_over(
    told: tuple[str, ...], today: str, late: list[str]
) -> None:
    """What is not known late is told: "two years this month" is a nudge with its choices."""
    found = path(*told)

    assert [one.milestone for one in known_late(found, DEFAULT, day(today), [])] == late
    assert (decide(found, DEFAULT, day(today), []).tell is not None) or late == ["two-years"]


def test_a_date_made_vaguer_lies_ahead_again() -> None:
    vague = path("engineer 2020 2027-06", "manager 2027-06")

    assert ahead_again(vague, DEFAULT, day("2029-06-04"), [Known("two-years", day("2027-06-03"))])
    assert not ahead_again(vague, DEFAULT, day("2029-07-01"), [Known("two-years", day("2027-06-03"))])


@pytest.mark.parametrize(
    "told",
    [
        ("engineer 2010 2018", "away 2018"),
        ("engineer 2010 2018", "manager 2018 2025", "away 2025"),
        ("engineer 2010 2018", "manager 2018 2025", "director 2025", "+engineer 2025"),
    ],
)
def test_nothing_is_known_late_that_is_for_another_role(told: tuple[str, ...]) -> None:
    """Who is away is told nothing until they are back; who directs and builds is not told of a return."""
    assert known_late(path(*told), DEFAULT, day("2026-11-24"), []) == []


def test_what_was_recorded_is_not_known_late() -> None:
    assert known_late(MANAGER, DEFAULT, day("2026-05-01"), [Known("two-years", SWING)]) == []


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
