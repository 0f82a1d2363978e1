"""What a person reads of a milestone and of their clock: the sum put into the content's sentences."""

import re
from datetime import date

import pytest

from advice.catalog import Catalog
from advice.milestone_words import Sum, message, state, story, thread
from advice.stint import Role
from tests.advice.told import day, path

MANAGER = path("engineer 2018-03 2024-03", "manager 2024-03")


def test_the_opening_shows_the_sum(catalog: Catalog) -> None:
    said = message(catalog.milestones["two-years"], MANAGER, day("2026-03-02"))

    assert said.opening == (
        "You've been away from hands-on work since March 2024: two years this month "
        "(engineer until March 2024, manager since then)."
    )


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (("engineer 2018 2024-03", "manager 2024-03"), "engineer until March 2024, manager since then"),
        (("manager 2024-03",), "manager since March 2024"),
        (("manager 2020 2022", "director 2022"), "manager, then director"),
        (
            ("tech_lead 2018 2020-05-04", "manager 2020-05-05 2022-01-01", "manager 2022-01-02 2023-01-01",
             "director 2023-01-02"),
            "tech lead until 4 May 2020, then manager, then director",
        ),
        (
            ("engineer 2010 2012", "manager 2013 2015", "engineer 2016 2020", "away 2021", ),
            "engineer until 2020, time away since then",
        ),
        (("engineer 2010 2012-03",), "engineer until March 2012"),
        (("engineer 2010 2020-03", "manager 2020-03", "+engineer 2020-03 2021-06-01"), "engineer until 1 June 2021"),
        (("engineer 2010",), ""),
        (
            ("engineer 2010 2023-10-08", "manager 2026-01-05"),
            "engineer until 8 October 2023, manager since 5 January 2026",
        ),
        (
            ("engineer 2010 2023-10", "manager 2025-01 2026-01", "manager 2026-02"),
            "engineer until October 2023, manager since January 2025",
        ),
    ],
)  # fmt: skip
def test_the_story_is_told_in_roles(told: tuple[str, ...], words: str) -> None:
    assert story(path(*told)) == words


def test_a_director_reads_other_words_than_a_manager(catalog: Catalog) -> None:
    director = path("engineer 2018-03 2024-03", "director 2024-03")
    two = catalog.milestones["two-years"]

    manager_reads = " ".join(part.text for part in thread(two, MANAGER, day("2026-03-02")))
    director_reads = " ".join(part.text for part in thread(two, director, day("2026-03-02")))

    assert message(two, MANAGER, day("2026-03-02")).text != message(two, director, day("2026-03-02")).text
    assert "review code" in manager_reads
    assert "review code" not in director_reads


def test_a_message_is_for_nobody_else(catalog: Catalog) -> None:
    with pytest.raises(KeyError):
        message(catalog.milestones["six-months-back"], MANAGER, day("2026-03-02"))
    with pytest.raises(KeyError):
        message(catalog.milestones["two-years"], path("engineer 2018 2020", "away 2021"), day("2026-03-02"))


def test_half_a_year_back_says_for_how_long_one_was_gone(catalog: Catalog) -> None:
    back = path("engineer 2010 2022-03", "manager 2022-04 2025-03", "engineer 2025-04")

    said = message(catalog.milestones["six-months-back"], back, day("2025-10-02"))

    assert said.opening == "You've been back at hands-on work since April 2025: six months, after three years away."


def test_seven_years_are_counted_without_breaks(catalog: Catalog) -> None:
    said = message(catalog.milestones["seven-years"], path("engineer 2015-03"), day("2022-03-01"))

    assert said.opening == "By what you told me, you've built things for seven years now."


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2024-06-01", "stay sharp until about March 2027, by the more careful reading until March 2026"),
        ("2026-03-01", "are sharp until about March 2027"),
        ("2024-06-01", "For now, going back"),
        ("2027-03-01", "more of it around March 2029"),
        ("2029-03-01", "about half a year to get your rhythm"),
    ],
)
def test_the_state_of_the_clock(catalog: Catalog, today: str, words: str) -> None:
    found = state(catalog.pendulum, MANAGER, day(today))

    assert found and words in found.text


def test_there_is_no_state_without_a_clock(catalog: Catalog) -> None:
    assert state(catalog.pendulum, path("engineer 2018"), day("2026-03-01")) is None
    assert state(catalog.pendulum, path("manager 2018", never=True), day("2026-03-01")) is None


def test_a_figure_that_a_clock_has_not_is_refused(catalog: Catalog) -> None:
    with pytest.raises(KeyError):
        Sum(MANAGER, "away", day("2026-03-02")).put_into("{built}")
    with pytest.raises(KeyError):
        Sum(MANAGER, "building", day("2026-03-02"))


@pytest.mark.parametrize("start", ["2015", "2015-02", "2015-02-28"])
def test_every_text_is_filled_in_for_everybody_it_is_for(catalog: Catalog, start: str) -> None:
    filled = 0
    for milestone in catalog.milestones.values():
        for role in map(Role, milestone.roles):
            before = "manager 2010 2014" if milestone.counts == "back" else ""
            told = path(*filter(None, (before, f"{role.value} {start}")))
            today = date(2026, 3, 1)
            said = message(milestone, told, today)
            sum_ = Sum(told, milestone.counts, today)
            texts = [said.opening, said.text, said.rest, *(part.text for part in thread(milestone, told, today))]
            texts += [sum_.put_into(text) for text in (said.line, milestone.late, milestone.why)]
            assert not [text for text in texts if re.search(r"[{}]|\b0\b|None|  ", text)]
            filled += len(texts)
    assert filled > 50


LATER = [
    ("2026-03-20", True),
    ("2027-01-20", True),
    ("2027-03-15", False),
    ("2028-09-01", False),
    ("2031-01-01", False),
]


@pytest.mark.parametrize(("today", "holds"), LATER)
@pytest.mark.parametrize("role", ["manager", "director", "executive"])
def test_what_is_said_of_two_years_fits_the_time_that_has_passed(
    catalog: Catalog, role: str, today: str, holds: bool
) -> None:
    """Told late, after a pause or a reminder: nothing is called sharp, easy or early that is so no longer."""
    said = message(catalog.milestones["two-years"], path("engineer 2018 2024-03-15", f"{role} 2024-03-15"), day(today))

    claims = re.search(r"sharp|are both easy|good moment", f"{said.text} {said.rest} {said.line}")

    assert bool(claims) == holds


def test_words_change_with_the_sum_that_is_shown(catalog: Catalog) -> None:
    """ "Three years this month" is said from the first of that month on, and so are the words that go with it."""
    told = path("engineer 2018 2024-03-15", "manager 2024-03-15")

    said = message(catalog.milestones["two-years"], told, day("2027-03-02"))

    assert "three years this month" in said.opening
    assert "easy" not in said.text


@pytest.mark.parametrize(
    ("name", "told", "today", "gone"),
    [
        ("three-years", "manager 2020-01-01", "2024-06-01", "good time to put a date"),
        ("five-years", "manager 2015-01-01", "2023-01-01", "About here"),
        ("five-years", "director 2010-01-01", "2023-01-01", "from here"),
        ("six-months-back", "engineer 2025-01-01", "2026-03-01", "About now"),
        ("seven-years", "engineer 2010-01-01", "2026-03-01", "Seven years of hands-on work:"),
    ],
)
def test_what_was_true_on_the_day_is_not_said_long_after(
    catalog: Catalog, name: str, told: str, today: str, gone: str
) -> None:
    milestone = catalog.milestones[name]
    before = ["manager 2020-01-01 2024-12-31"] if milestone.counts == "back" else []

    said = message(milestone, path(*before, told), day(today))

    assert gone not in f"{said.opening} {said.text} {said.line}"
