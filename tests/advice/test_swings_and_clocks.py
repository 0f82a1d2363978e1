"""When hands-on work ended, when it began again, and what the clocks show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.career import add, change_role, correct, end, still_building
from advice.moment import Moment
from advice.months import Span
from advice.pendulum import Counts, away, back, building, clocks
from advice.swings import same_swing, swings
from tests.advice.told import day, path, stint

ENGINEER_THEN_MANAGER = ("engineer 2018-03 2024-03-15", "manager 2024-03-16")


def spans(*texts: str, never: bool = False) -> list[tuple[str, str | None]]:
    return [(s.began.isoformat(), s.ended and s.ended.isoformat()) for s in swings(path(*texts, never=never))]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ((), []),
        (("engineer 2018-03",), []),
        (("engineer 2018-03 2024-03-15",), [("2024-03-15", None)]),
        (ENGINEER_THEN_MANAGER, [("2024-03-15", None)]),
        (("manager 2024-03-16",), [("2024-03-16", None)]),
        (("away 2020-01-02 2021-01-02", "manager 2022-01-02"), [("2020-01-02", None)]),
        (("engineer 2018 2020-05-31", "tech_lead 2020-06-01"), []),
        (("engineer 2018 2020-05-30", "tech_lead 2020-06-01"), [("2020-05-30", "2020-06-01")]),
        (("engineer 2018 2020-05", "tech_lead 2020-06 2021-02-03", "manager 2021-03"), [("2021-02-03", None)]),
        (("manager 2015-01 2018-06-30", "engineer 2018-07-01"), [("2015-01-01", "2018-07-01")]),
        (
            ("engineer 2010 2015-01-01", "manager 2015-01-01 2018-07-01", "engineer 2018-07-01 2020-02-02",
             "director 2020-02-02"),
            [("2015-01-01", "2018-07-01"), ("2020-02-02", None)],
        ),
        (("engineer 2010 2015-01-01", "manager 2015-01-01 2018", "director 2018"), [("2015-01-01", None)]),
        (("engineer 2010 2015-01-01", "away 2016 2018", "director 2020"), [("2015-01-01", None)]),
        (("engineer 2010 2015-01-01", "manager 2015-01-01", "+engineer 2015-01-01"), []),
        (("engineer 2010 2015-01-01", "manager 2015-01-01", "+engineer 2015-01-01 2020-03-04"), [("2020-03-04", None)]),
        (("manager 2015-01-01", "+engineer 2017-01-01"), [("2015-01-01", "2017-01-01")]),
    ],
)  # fmt: skip
def test_a_swing_begins_when_hands_on_work_ends_and_ends_when_it_begins(
    told: tuple[str, ...], found: list[tuple[str, str | None]]
) -> None:
    assert spans(*told) == found


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (("manager 2015-01",), []),
        (("manager 2015-01 2018-06-30", "engineer 2018-07-01"), []),
        (("manager 2015-01 2018-06-30", "engineer 2018-07-01 2020-02-02", "manager 2020-03"), [("2020-02-02", None)]),
    ],
)
def test_who_was_never_hands_on_has_no_clock_until_they_were(
    told: tuple[str, ...], found: list[tuple[str, str | None]]
) -> None:
    assert spans(*told, never=True) == found


def test_a_change_from_manager_to_director_is_no_new_swing_and_a_second_tour_is_one() -> None:
    manager = path(*ENGINEER_THEN_MANAGER)
    director = change_role(manager, stint("director 2025-05-01"), day("2025-05-01"))
    engineer = change_role(director, stint("engineer 2026-01-01"), day("2026-01-01"))
    again = change_role(engineer, stint("manager 2027-01-01"), day("2027-01-01"))

    assert [swing.began for swing in swings(director)] == [day("2024-03-15")]
    assert [swing.began for swing in swings(again)] == [day("2024-03-15"), day("2027-01-01")]


@pytest.mark.parametrize(
    ("told", "since"),
    [
        (("engineer 2018 2024-03", "manager 2024-03"), "March 2024"),
        (("engineer 2018 2024", "manager 2024-03"), "March 2024"),
        (("engineer 2018 2023", "manager 2024-01-08"), "2023"),
        (("engineer 2018 2024-03", "manager 2024-03-15"), "15 March 2024"),
        (("engineer 2018 2024-03", "manager 2024-06-15"), "March 2024"),
        (("manager 2024",), "2024"),
    ],
)
def test_the_start_is_shown_as_precisely_as_it_was_told(told: tuple[str, ...], since: str) -> None:
    clock = away(path(*told))

    assert clock and str(clock.since) == since


def test_the_clock_says_when_it_had_to_assume_its_start() -> None:
    assumed, recorded = away(path("manager 2024")), away(path(*ENGINEER_THEN_MANAGER))

    assert assumed and assumed.assumed
    assert recorded and not recorded.assumed


def test_correcting_a_date_leaves_it_the_same_swing() -> None:
    today, recorded = day("2026-05-01"), day("2024-03-15")
    told = path(*ENGINEER_THEN_MANAGER)
    earlier = correct(told, stint("engineer 2018-03 2024-01-31", 1), today)
    later = correct(correct(told, stint("manager 2024-09-01", 2), today), stint("engineer 2018-03 2024-08", 1), today)

    for corrected in (told, earlier, later):
        assert same_swing(corrected, swings(corrected)[-1], recorded)


def test_earlier_work_told_later_leaves_it_the_same_swing() -> None:
    more = add(path("manager 2024-03"), stint("engineer 2018 2024-01"), day("2026-05-01"))

    assert same_swing(more, swings(more)[-1], day("2024-03-01"))


@pytest.mark.parametrize("first_manager", ["2024-03-15", "2024-03-16"])
def test_a_time_of_building_in_between_makes_it_another_swing(first_manager: str) -> None:
    told = path("engineer 2018-03 2024-03-15", f"manager {first_manager}")
    built = still_building(told, day("2026-05-01"))
    stopped = end(built, 3, Moment(2027, 6, 1), day("2027-06-01"))

    assert swings(built) == ()
    assert [swing.began for swing in swings(stopped)] == [day("2027-06-01")]
    assert not same_swing(stopped, swings(stopped)[0], day("2024-03-15"))


@pytest.mark.parametrize(
    ("told", "running"),
    [
        (("manager 2024",), {Counts.AWAY}),
        (("engineer 2018",), {Counts.BUILDING}),
        (("manager 2015 2018", "engineer 2019"), {Counts.BACK}),
        (("manager 2015 2018", "engineer 2019 2020"), {Counts.AWAY}),
        (("away 2015 2018", "engineer 2019"), {Counts.BUILDING}),
        (("manager 2015", "+engineer 2019"), {Counts.BACK}),
        (("manager 2015", "+engineer 2015"), set()),
        ((), set()),
    ],
)
def test_which_clocks_run(told: tuple[str, ...], running: set[Counts]) -> None:
    assert {clock.counts for clock in clocks(path(*told))} == running


def test_who_never_built_before_does_not_come_back() -> None:
    assert back(path("manager 2015 2018", "engineer 2019", never=True)) is None


def test_years_of_building_leave_breaks_out() -> None:
    whole = building(path("engineer 2015-03-01"))
    broken = building(path("engineer 2010-01-01 2012-07-11", "away 2012-08 2015-02", "tech_lead 2015-03-01"))

    assert whole and whole.reaches(84) == day("2022-03-01")
    assert broken and broken.reaches(84) == day("2019-08-22")  # two years, six months and ten days had gone before


def test_the_clock_back_starts_with_the_return_and_is_named_by_the_swing() -> None:
    clock = back(path("engineer 2010 2015-01-01", "manager 2015-01-01 2018-06-30", "engineer 2018-07-01"))

    assert clock
    assert (clock.swing, clock.start) == (day("2015-01-01"), day("2018-07-01"))


def test_years_months_and_days() -> None:
    clock = away(path(*ENGINEER_THEN_MANAGER))

    assert clock
    assert clock.passed(day("2026-03-14")) == Span(1, 11, 27)
    assert clock.passed(day("2026-03-15")) == Span(2, 0, 0)
    assert clock.passed(day("2024-03-01")) == Span(0, 0, 0)


@pytest.mark.parametrize(
    ("began", "today", "words"),
    [
        ("2024-03-15", "2024-03-20", "less than a month"),
        ("2024-03-15", "2026-03-02", "two years this month"),
        ("2024-03-15", "2026-03-15", "two years this month"),
        ("2024-03-31", "2026-04-02", "two years"),
        ("2024-03-15", "2026-06-14", "two years and two months"),
        ("2024-03", "2026-03-02", "two years this month"),
        ("2024-03", "2026-04-02", "two years and one month"),
        ("2024-03", "2024-09-20", "six months"),
        ("2024-03", "2024-03-20", "less than a month"),
        ("2024", "2024-12-31", "some months"),
        ("2024", "2025-05-01", "about one year"),
        ("2024", "2026-07-01", "about two years"),
        ("2024", "2026-02-01", "about two years"),
    ],
)
def test_what_has_passed_is_said_no_more_precisely_than_it_was_told(began: str, today: str, words: str) -> None:
    clock = away(path(f"manager {began}"))

    assert clock and clock.passed_in_words(day(today)) == words


def test_a_date_ahead_is_said_to_the_month_or_year() -> None:
    month, year = away(path("manager 2024-02-29")), away(path("manager 2024"))

    assert month and month.reaches(24) == day("2026-02-28")
    assert month.reaches_in_words(36) == "February 2027"
    assert year and year.reaches_in_words(36) == "2027"


roles = st.sampled_from(["engineer", "tech_lead", "manager", "director", "executive", "away"])


@given(st.lists(roles, min_size=1, max_size=6), st.lists(st.integers(1, 900), min_size=6, max_size=6))
def test_no_day_of_a_swing_is_a_day_of_hands_on_work(kinds: list[str], lengths: list[int]) -> None:
    """For any career without gaps: swings and hands-on work share no more than the day of a change."""
    start, texts = day("2000-01-01"), []
    for kind, length in zip(kinds, lengths, strict=False):
        stop = type(start).fromordinal(start.toordinal() + length)
        texts.append(f"{kind} {start} {stop}")
        start = stop
    texts[-1] = texts[-1].rpartition(" ")[0]
    told = path(*texts)

    found = swings(told)

    for row in told.stints:
        middle = type(start).fromordinal(row.start.first.toordinal() + 1)
        if row.end is None or middle < row.end.first:
            inside = any(swing.began < middle and (swing.ended is None or middle < swing.ended) for swing in found)
            assert inside != row.role.hands_on
    goes_on = bool(found) and found[-1].ended is None
    assert goes_on == (not told.stints[-1].role.hands_on)
