"""One rule each for what a path may hold, and the sentence a person is told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.career import Path, add
from advice.moment import Moment
from advice.stint import Level, Role, Stint
from advice.stint_rules import MOST_STINTS, PathRefused, Rule
from tests.advice.told import day, path, stint

TODAY = day("2026-03-10")


def told(before: Path, text: str) -> dict[Rule, str]:
    with pytest.raises(PathRefused) as refused:
        add(before, stint(text), TODAY)
    return {trouble.rule: trouble.text for trouble in refused.value.troubles}


@pytest.mark.parametrize(
    ("text", "rule", "sentence"),
    [
        ("manager 2026-03-11", Rule.FUTURE_START, "11 March 2026 is still to come. Tell me once it has begun"),
        ("manager 2026-04", Rule.FUTURE_START, "April 2026 is still to come."),
        ("manager 2027", Rule.FUTURE_START, "2027 is still to come."),
        ("manager 2024 2026-04", Rule.FUTURE_END, "April 2026 is still to come. Leave the end open"),
        ("manager 2024-05 2024-04", Rule.END_BEFORE_START, "This ends in April 2024, before it starts in May 2024."),
        ("engineer 1969-12", Rule.BEFORE_1970, "My calendar begins in 1970."),
        ("+manager 2024-05", Rule.BESIDE_NOT_HANDS_ON, "Only hands-on work, as engineer or tech lead"),
    ],
)
def test_a_stint_that_cannot_be_is_refused_with_the_reason(text: str, rule: Rule, sentence: str) -> None:
    found = told(Path(), text)

    assert list(found) == [rule]
    assert found[rule].startswith(sentence)


@pytest.mark.parametrize(
    "text",
    [
        "manager 2026-03-10",
        "manager 2026-03",
        "manager 2026",
        "engineer 1970-01-01",
        "manager 2024 2024-03",
        "manager 2024-03 2024",
        "manager 2024-03-05 2024-03-05",
        "manager 2024 2026-03",
        "engineer 2024-02-29",
        "+tech_lead 2024",
    ],
)
def test_what_may_be_so_by_some_reading_of_the_dates_is_taken(text: str) -> None:
    assert add(Path(), stint(text), TODAY).stints[0].start == stint(text).start


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("engineer 2018-03 2024-03", "manager 2024-03"),
        ("engineer 2018-03-01 2024-03-15", "manager 2024-03-15"),
        ("engineer 2018 2024", "manager 2024"),
        ("engineer 2018 2024-12", "manager 2024"),
        ("manager 2024-03", "engineer 2018 2024"),
        ("manager 2024-02 2024-03", "engineer 2024 2024-12"),
        ("manager 2024-03", "+engineer 2024-03"),
        ("manager 2024-03", "+engineer 2020 2025"),
        ("manager 2022 2023", "engineer 2024-01-02"),
    ],
)
def test_roles_that_may_have_followed_one_another_do_not_overlap(before: str, text: str) -> None:
    assert len(add(path(before), stint(text), TODAY).stints) == 2


@pytest.mark.parametrize(
    ("before", "text", "sentence"),
    [
        (
            "engineer 2018-03 2024-03-15",
            "manager 2024-03-14",
            "Two of these overlap: engineer, March 2018 to 15 March 2024; and manager, since 14 March 2024.",
        ),
        (
            "director 2020 2022",
            "engineer 2018 2021",
            "Two of these overlap: engineer, 2018 to 2021; and director, 2020 to 2022.",
        ),
        (
            "+engineer 2020-01 2022-02",
            "+tech_lead 2022-01 2022-05",
            "Two of these overlap: engineer, January 2020 to February 2022; and tech lead, January 2022 to May 2022.",
        ),
        (
            "away 2020-01 2022-02",
            "manager 2021-05 2021-06",
            "Two of these overlap: time away, January 2020 to February 2022; and manager, May 2021 to June 2021.",
        ),
    ],
)
def test_an_overlap_is_named(before: str, text: str, sentence: str) -> None:
    found = told(path(before), text)

    assert list(found) == [Rule.OVERLAP]
    assert found[Rule.OVERLAP] == f"{sentence} Only hands-on work can go on beside another role."


def test_a_role_that_goes_on_has_to_end_before_the_next() -> None:
    found = told(path("manager 2022-03"), "director 2024-03")

    assert found == {Rule.STILL_GOING_ON: "By what I have, this still goes on: manager, since March 2022."}


@pytest.mark.parametrize(
    ("before", "text"),
    [("manager 2024-03 2024", "director 2024-02"), ("engineer 2020 2024-03", "manager 2024 2024-02")],
)
def test_a_vague_date_of_a_stint_is_bounded_by_its_other_one(before: str, text: str) -> None:
    """Begun in March, it ended in March or later; ended in February, it had begun by then."""
    assert {Rule.OVERLAP, Rule.STILL_GOING_ON} & set(told(path(before), text))


def test_a_title_has_a_longest_length() -> None:
    with pytest.raises(PathRefused) as refused:
        add(Path(), Stint(Role.MANAGER, Moment(2024), title="x" * 81), TODAY)

    (trouble,) = refused.value.troubles
    assert (trouble.rule, trouble.field) == (Rule.LONG_TITLE, "title")
    assert trouble.text == "That title has 81 characters, and 80 fit. Please shorten it."


def test_there_is_an_end_to_what_is_kept() -> None:
    many = Path(tuple(stint(f"engineer {1970 + n} {1970 + n}", n) for n in range(MOST_STINTS)), issued=MOST_STINTS)

    assert list(told(many, "manager 2024")) == [Rule.TOO_MANY]


def test_every_broken_rule_is_told_at_once() -> None:
    assert set(told(path("manager 2022"), "+manager 2027 2020")) == {
        Rule.FUTURE_START,
        Rule.END_BEFORE_START,
        Rule.BESIDE_NOT_HANDS_ON,
    }


def test_a_path_is_read_back_as_it_was_told() -> None:
    whole = Path(
        (
            stint("engineer 2018 2024-03", 1),
            Stint(Role.MANAGER, Moment(2024, 3, 15), title="EM <&> 🙂", level=Level.STAFF, id=2),
            stint("+tech_lead 2024-03-15 2025", 3),
        ),
        never_hands_on=False,
        issued=7,
    )

    assert Path.from_json(json.loads(json.dumps(whole.to_json()))) == whole


@pytest.mark.parametrize(
    "spoiled",
    [{"role": "king"}, {"start": "yesterday"}, {"level": "top"}, {"start": "2024-05", "end": "2024-04"}],
)
def test_a_path_that_nobody_could_have_told_is_not_read(spoiled: dict[str, str]) -> None:
    data = path("manager 2024").to_json()
    data["stints"][0] |= spoiled

    with pytest.raises((ValueError, PathRefused)):
        Path.from_json(data)


vague = st.builds(
    lambda day, length: day.isoformat()[:length],
    st.dates(day("2018-01-01"), day("2021-12-31")),
    st.sampled_from([4, 7, 10]),
)
some_stints = st.lists(
    st.tuples(st.sampled_from(list(Role)), vague, vague).map(lambda s: stint(f"{s[0].value} {s[1]} {s[2]}")), max_size=5
)


@given(some_stints, st.randoms(use_true_random=False))
def test_the_order_in_which_a_path_is_told_changes_nothing(stints: list[Stint], shuffler) -> None:
    def outcome(told: list[Stint]) -> object:
        try:
            return [(stint.role, stint.start, stint.end) for stint in Path(tuple(told)).stints]
        except PathRefused:
            return "refused"

    shuffled = list(stints)
    shuffler.shuffle(shuffled)
    assert outcome(shuffled) == outcome(stints)
