"""From answers to a result: rules by example, then for any answers at all."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.catalog import Catalog, Check
from advice.result import conclude, standing
from tests.kit_content import builtin_content

SET = builtin_content().checks["set"]
EVERYTHING = tuple(section.id for section in SET.sections)
IDS = [question.id for question in SET.questions]
SOFT = [question.id for question in SET.questions_of("soft")]

given_answers = st.dictionaries(st.sampled_from(IDS), st.sampled_from(["yes", "partly", "not_yet", None]))
given_sections = st.lists(st.sampled_from(EVERYTHING), min_size=1, unique=True)
given_directions = st.sampled_from([None, "people", "technology", "unsure"])


def test_the_opening_says_what_brought_the_person_here(check: Check) -> None:
    opening = conclude(check, {}, EVERYTHING, "stuck", "technology").opening

    assert opening == (
        check.opener("crossroads").option("stuck").opening,
        check.opener("direction").option("technology").opening,
        check.reading,
    )


def test_an_opening_without_choices_still_begins(check: Check) -> None:
    assert conclude(check, {}, EVERYTHING, None, None).opening == (check.reading,)


@pytest.mark.parametrize(
    ("direction", "order"),
    [("people", ["S6", "S2", "S7"]), ("technology", ["S7", "S2", "S6"]), (None, ["S2", "S7", "S6"])],
)
def test_the_direction_orders_the_growth_areas(check: Check, direction: str | None, order: list[str]) -> None:
    answers = {"S2": "partly", "S6": "partly", "S7": "not_yet"}

    growth = conclude(check, answers, ["soft"], None, direction).growth

    assert [area.question for area in growth] == order


def test_the_weaker_answer_comes_first_among_equally_useful_ones(check: Check) -> None:
    answers = {"S4": "partly", "S6": "not_yet", "S8": "partly"}

    growth = conclude(check, answers, ["soft"], None, "people").growth

    assert [(area.question, area.answer) for area in growth] == [("S6", "Not yet"), ("S4", "Partly"), ("S8", "Partly")]


def test_a_step_gains_and_leans_on_a_strength(check: Check) -> None:
    result = conclude(check, {"S4": "not_yet", "S6": "yes", "S8": "yes"}, ["soft"], None, None)

    (step,) = result.steps
    question = check.question("S4")
    assert step.gain == question.gain[0].text
    assert step.lean_on is not None
    assert (step.lean_on.question, step.lean) == ("S6", question.lean[1].text)
    assert result.nearest == question.name


def test_who_is_halfway_gets_the_bigger_step(check: Check) -> None:
    (step,) = conclude(check, {"S4": "partly"}, ["soft"], None, None).steps

    assert step.gain == check.question("S4").gain[-1].text


def test_without_a_strength_that_fits_a_person_is_the_one_to_lean_on(check: Check) -> None:
    (step,) = conclude(check, {"S4": "partly", "E1": "yes"}, EVERYTHING, None, None).steps

    assert (step.lean_on, step.lean, step.lean_facts) == (None, check.no_strength[0].text, ("SET-O1",))


def test_no_advice_to_lean_on_a_person_comes_twice_in_a_result(check: Check) -> None:
    steps = conclude(check, dict.fromkeys(IDS, "not_yet"), EVERYTHING, None, None).steps

    assert [step.lean for step in steps] == [other.text for other in check.no_strength[:3]]
    assert len({step.lean for step in steps}) == len(steps) == 3


def test_nine_times_yes_is_named(check: Check) -> None:
    assert conclude(check, dict.fromkeys(SOFT, "yes"), ["soft"], None, None).all_strong == check.all_strong


@pytest.mark.parametrize("last", ["partly", None])
def test_eight_times_yes_is_not(check: Check, last: str | None) -> None:
    answers = dict.fromkeys(SOFT, "yes") | {"S9": last}

    assert conclude(check, answers, ["soft"], None, None).all_strong is None


def test_soft_skills_that_were_not_asked_are_not_praised(check: Check) -> None:
    assert conclude(check, dict.fromkeys(IDS, "yes"), ["technical"], None, None).all_strong is None


def test_all_strong_everywhere_leaves_something_to_do(check: Check) -> None:
    result = conclude(check, dict.fromkeys(IDS, "yes"), EVERYTHING, None, None)

    assert (result.growth, result.steps, result.nearest) == ((), (), None)
    assert result.no_steps == check.no_growth


def test_nothing_to_mend_is_said_only_once_nothing_is_open(check: Check) -> None:
    assert conclude(check, {"S1": "yes"}, EVERYTHING, None, None).no_steps is None
    assert conclude(check, dict.fromkeys(SOFT, "yes"), ["soft"], None, None).no_steps == check.no_growth


def test_skipping_everything_is_met_kindly(check: Check) -> None:
    result = conclude(check, dict.fromkeys(IDS), EVERYTHING, None, None)

    assert result.no_steps == check.no_answers
    assert [s.sentence for s in result.standings] == [section.standings.unanswered for section in check.sections]


def test_what_moved_since_the_last_result(check: Check) -> None:
    previous = {"S1": "not_yet", "S2": "yes", "S3": "yes", "S4": None, "E1": "not_yet"}
    answers = {"S1": "partly", "S2": "partly", "S3": "yes", "S4": "yes", "S5": "yes", "E1": "yes"}

    moved = conclude(check, answers, ["soft"], None, None, previous=previous).moved

    assert [(m.question, m.before, m.after, m.better) for m in moved] == [
        ("S1", "Not yet", "Partly", True),
        ("S2", "Yes", "Partly", False),
    ]


@pytest.mark.parametrize(
    ("answers", "band"),
    [
        (["yes"] * 9, "strong"),
        (["yes"] * 7 + ["partly"] * 2, "mostly"),
        (["yes"] * 5 + ["partly"] * 4, "mixed"),
        (["partly"] * 5 + ["not_yet"] * 4, "early"),
        ([None] * 9, "unanswered"),
        (["yes"] + [None] * 8, "strong"),
    ],
)
def test_the_sentence_fits_the_answers(check: Check, answers: list[str | None], band: str) -> None:
    given = dict(zip(SOFT, answers, strict=True))
    names = {"growth": "?", "strength": "?"}
    if growth := conclude(check, given, ["soft"], None, None).growth:
        names["growth"] = growth[0].name
    names["strength"] = check.question("S8").name if given["S8"] == "yes" else check.question("S2").name

    assert standing(check, "soft", given).sentence == getattr(check.section("soft").standings, band).format(**names)


@given(given_answers, given_sections, given_directions)
def test_every_question_lands_in_exactly_one_place(answers, sections, direction) -> None:
    result = conclude(SET, answers, sections, None, direction)

    placed = [
        *(strength.question for strength in result.strengths),
        *(growth.question for growth in result.growth),
        *result.skipped,
        *result.open,
    ]
    assert sorted(placed) == sorted(q.id for q in SET.questions if q.section in sections)
    for stand in result.standings:
        total = stand.strong + stand.partly + stand.not_yet + stand.skipped + stand.open
        assert total == len(SET.questions_of(stand.section))


@given(given_answers, given_sections, given_directions)
def test_growth_is_ordered_by_use_then_weakness_then_place(answers, sections, direction) -> None:
    growth = conclude(SET, answers, sections, None, direction).growth

    def rank(question_id: str) -> tuple[int, int, int]:
        use = SET.question(question_id).use[direction or "unsure"]
        return -use, SET.answer(question_id, answers[question_id]).weight, IDS.index(question_id)

    assert all(rank(a.question) < rank(b.question) for a, b in pairwise(growth))


@given(given_answers, given_sections, given_directions)
def test_steps_are_few_and_lean_on_a_strength_or_a_person(answers, sections, direction) -> None:
    result = conclude(SET, answers, sections, None, direction)

    assert [step.question for step in result.steps] == [area.question for area in result.growth[:3]]
    for step in result.steps:
        assert step.gain in [gain.text for gain in SET.question(step.question).gain]
        if step.lean_on:
            assert step.lean_on in result.strengths
            assert step.lean in [lean.text for lean in SET.question(step.question).lean]
        else:
            assert step.lean in [other.text for other in SET.no_strength]
    assert len({step.lean for step in result.steps}) == len(result.steps)
    assert (result.no_steps is None) == bool(result.growth or (result.strengths and result.open))


@given(given_answers, given_answers)
def test_what_moved_was_answered_both_times(answers, previous) -> None:
    for move in conclude(SET, answers, EVERYTHING, None, None, previous=previous).moved:
        assert previous[move.question] != answers[move.question]
        assert None not in (previous[move.question], answers[move.question])


def test_nothing_moves_between_equal_results(catalog: Catalog) -> None:
    answers = dict.fromkeys(IDS, "partly")

    assert conclude(catalog.checks["set"], answers, EVERYTHING, None, None, previous=answers).moved == ()
