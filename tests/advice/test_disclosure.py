"""What is shown of a group: rows, bands and ideas, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.bands import FIVE
from advice.plain_summary import as_text
from advice.release import Release
from tests.advice.groups import CLOSED, answers, bands, everybody, groups, noises, release, set_check, shown, small

CHECK = set_check()
SECTIONS = ["soft", "experience", "technical"]
QUESTIONS = [question.id for question in CHECK.questions]
Group = list[Mapping[str, str | None]]


@pytest.mark.parametrize("people", range(5))
def test_fewer_than_five_are_never_shown(people: int) -> None:
    assert shown(everybody(people, "yes")) is None


def test_an_operator_may_ask_for_more() -> None:
    assert shown(everybody(7, "yes"), people=8) is None
    assert shown(everybody(8, "yes"), people=8)


@given(st.data(), st.integers(0, 9))
def test_whether_there_is_a_summary_depends_on_the_number_alone(data: st.DataObject, people: int) -> None:
    group = data.draw(st.lists(answers(CHECK), min_size=people, max_size=people))

    assert (shown(group, data.draw(noises())) is None) == (people < 5)


@pytest.mark.parametrize(
    ("people", "rows", "shown_size", "number_of_bands"),
    [
        (5, SECTIONS, "5-9", 3),
        (9, SECTIONS, "5-9", 3),
        (10, QUESTIONS, "10-19", 3),
        (19, QUESTIONS, "10-19", 3),
        (20, QUESTIONS, "20+", 5),
    ],
)
def test_rows_and_bands_go_by_the_size(people: int, rows: list[str], shown_size: str, number_of_bands: int) -> None:
    found = release(everybody(people, "yes"))

    assert [row.id for row in found.rows] == rows
    assert (found.people, len(found.bands)) == (shown_size, number_of_bands)


def test_a_row_counts_yes_alone() -> None:
    half: Group = [{"S1": "yes"}] * 5 + [{"S1": "partly"}, {"S1": "not_yet"}, {"S1": None}, {}, {}]

    assert bands(release(half))["S1"] == "about half"
    assert bands(release(half))["S2"] == "few"
    assert set(bands(release(everybody(10, "partly"))).values()) == {"few"}


def test_a_small_team_is_counted_over_people_and_questions() -> None:
    check = small("S1", "S2", "T1")
    group: Group = [{"S1": "yes", "S2": "yes", "T1": "not_yet"}, *[{"S1": "yes"}] * 4]

    assert bands(release(group, check=check)) == {"soft": "about half", "technical": "few"}


def test_noise_is_added_before_the_cut() -> None:
    nobody = everybody(20, "not_yet")

    assert [row.band for row in release(nobody, [-9, 3, 4, 10, *[99] * 17]).rows[:5]] == [0, 0, 1, 2, 4]
    assert {row.band for row in release(everybody(20, "yes"), [-99] * 21).rows} == {0}


def test_each_row_has_noise_of_its_own_and_no_draw_too_much_is_taken() -> None:
    draws = count()
    shown(everybody(5, "yes"), (0 * drawn for drawn in draws))

    assert next(draws) == 3
    with pytest.raises(ValueError, match="shorter"):
        shown(everybody(10, "yes"), [0] * 20)


@given(groups(CHECK), noises(), st.randoms())
def test_who_answered_what_is_all_one(group: Group, noise: list[int], random: Random) -> None:
    mixed = group[:]
    random.shuffle(mixed)

    assert release(group, noise).written() == release(mixed, noise).written()


@given(groups(CHECK), noises())
def test_a_release_survives_being_stored(group: Group, noise: list[int]) -> None:
    found = release(group, noise)

    assert Release.read(found.written()) == found
    assert Release.read(found.written()).written() == found.written()


@given(groups(CHECK), noises())
def test_rows_stand_in_the_order_of_the_check_whatever_was_answered(group: Group, noise: list[int]) -> None:
    found = release(group, noise)

    assert [row.id for row in found.rows] == (SECTIONS if len(group) < 10 else QUESTIONS)


@given(groups(CHECK), noises())
def test_nothing_is_kept_that_counts_people_or_answers(group: Group, noise: list[int]) -> None:
    kept = json.loads(release(group, noise).written())

    assert kept.keys() == {"closed_on", "people", "about", "bands", "rows", "ideas"}
    assert all(row.keys() == {"id", "name", "band"} for row in kept["rows"])
    assert kept["people"] in ("5-9", "10-19", "20+")
    assert all(0 <= row["band"] < len(kept["bands"]) <= len(FIVE) for row in kept["rows"])


@given(groups(CHECK), groups(CHECK), st.sampled_from([-999, 999]))
def test_the_same_bands_make_the_same_bytes(one: Group, other: Group, far: int) -> None:
    """Whatever the counts were, everything shown is made of the bands and the range of the size."""
    first, second = release(one, [far] * 21), release(other, [far] * 21)
    same = first.people == second.people

    assert (first.written() == second.written()) == same
    assert (as_text(first) == as_text(second)) == same


@given(groups(CHECK, least=10), noises())
def test_ideas_are_for_the_first_three_rows_of_the_lowest_band(group: Group, noise: list[int]) -> None:
    found = release(group, noise)
    lowest = min(row.band for row in found.rows)
    low = [row.id for row in found.rows if row.band == lowest]

    assert [idea.row for idea in found.ideas] == ([] if lowest == len(found.bands) - 1 else low[:3])


def test_ties_are_broken_by_the_order_of_the_check() -> None:
    assert [idea.row for idea in release(everybody(12, "not_yet")).ideas] == ["S1", "S2", "S3"]


def test_a_small_team_gets_one_idea() -> None:
    assert [idea.row for idea in release(everybody(6, "not_yet")).ideas] == ["soft"]
    mostly: Group = [{question.id: "yes" for question in CHECK.questions if question.section != "technical"}] * 6
    assert [idea.row for idea in release(mostly).ideas] == ["technical"]


def test_where_all_is_in_the_highest_band_there_is_nothing_to_mend() -> None:
    assert release(everybody(6, "yes")).ideas == release(everybody(25, "yes")).ideas == ()


def test_an_idea_names_its_source() -> None:
    (idea,) = release(everybody(6, "not_yet")).ideas

    assert idea.source == "Kanch, The Path to Becoming a Technology Leader (2022)"
    assert idea.text == CHECK.section("soft").team.text


def test_the_plain_text_of_a_summary() -> None:
    group: Group = [{question.id: "yes" for question in CHECK.questions if question.section == "technical"}] * 6

    assert as_text(release(group)).split("\n\n") == [
        f"Team summary as of {CLOSED.day} September 2026\nPeople: 5-9",
        "Yes answers in each section, blurred\n- Soft skills: few\n- Experience: few\n- Technical skills: most",
        f"Soft skills: {CHECK.section('soft').team.text}\n(Kanch, The Path to Becoming a Technology Leader (2022))",
    ]
