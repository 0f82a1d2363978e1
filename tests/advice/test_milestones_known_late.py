"""Which milestones lay in the past already when a path was told or changed: shown once, never sent."""

import pytest

from advice.career import change_role, correct
from advice.milestones import Known, ahead_again, decide, known_late
from tests.advice.milestone_kit import DEFAULT, MANAGER, SWING, at
from tests.advice.told import day, path, stint


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
