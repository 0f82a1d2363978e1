"""What moved between two results, and how it went over many; also where the check itself changed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from advice.check import Given, Progress
from advice.moves import How, Taken, compared, moved
from advice.rated_entries import Rated
from advice.result import conclude_progress
from advice.trend import in_words, since, strong_in, trend
from tests.kit_content import builtin_content

SET = builtin_content().rated("set")
EVERYTHING = tuple(section.id for section in SET.sections)
IDS = [question.id for question in SET.questions]
TECHNICAL = [question.id for question in SET.questions_of("technical")]
FIRST = SET.questions[0]

answers = st.dictionaries(st.sampled_from(IDS), st.sampled_from(["yes", "partly", "not_yet", None]))
sections = st.lists(st.sampled_from(EVERYTHING), min_size=1, unique=True)


def taken(said: Mapping[str, str | None], asked: Sequence[str] = EVERYTHING, check: Rated = SET) -> Taken:
    return Taken(check, Progress(tuple(asked), given={name: Given(choice, "1.0") for name, choice in said.items()}))


def without(question: str, *, instead: str | None = None) -> Rated:
    """The check without a question, or with one under another id in its place."""
    kept = [
        one.model_copy(update={"id": instead}) if one.id == question else one
        for one in SET.questions
        if instead or one.id != question
    ]
    return SET.model_copy(update={"questions": tuple(kept)})


def test_an_answer_that_moved_says_from_what_to_what() -> None:
    (one,) = moved(taken({FIRST.id: "yes"}), taken({FIRST.id: "partly"}))

    assert (one.question, one.before, one.now, one.how) == (FIRST.id, "Partly", "Yes", How.CHANGED)


@given(answers, answers, sections)
def test_what_moved_is_what_a_result_says_moved(now: dict[str, str], before: dict[str, str], asked: list[str]) -> None:
    new, old = taken(now, asked), taken(before)

    found = {(one.question, one.before, one.now) for one in moved(new, old)}

    told = conclude_progress(SET, new.progress, old.progress).moved
    assert found == {(one.question, one.before, one.after) for one in told}


@given(answers, answers, sections)
def test_each_question_asked_is_there_once_and_none_is_gone_from_the_same_check(
    now: dict[str, str], before: dict[str, str], asked: list[str]
) -> None:
    lines = compared(taken(now, asked), taken(before))

    assert [one.question for one in lines] == [q.id for part in asked for q in SET.questions_of(part)]
    assert not {How.GONE, How.ADDED} & {one.how for one in lines}


def test_a_question_that_came_new_has_nothing_before_it() -> None:
    lines = compared(taken({FIRST.id: "yes"}), taken({}, check=without(FIRST.id)))

    assert [(one.question, one.now) for one in lines if one.how is How.ADDED] == [(FIRST.id, "Yes")]


def test_a_question_that_is_asked_no_more_keeps_its_answer() -> None:
    lines = compared(taken({}, check=without(FIRST.id, instead="S99")), taken({FIRST.id: "partly"}))

    assert [(one.question, one.before, one.now) for one in lines if one.how is How.GONE] == [(FIRST.id, "Partly", None)]
    assert [one.question for one in lines if one.how is How.ADDED] == ["S99"]


def test_the_first_result_of_all_has_nothing_to_be_compared_with() -> None:
    assert {one.how for one in compared(taken({FIRST.id: "yes"}), None)} == {How.ALONE}


def test_whole_checks_are_compared_and_those_of_one_section_left_out() -> None:
    strong = dict.fromkeys(IDS, "yes")
    results = [taken(strong), taken(dict.fromkeys(TECHNICAL, "partly"), ["technical"]), taken({IDS[0]: "yes"})]

    found = trend(results, 6)

    assert found is not None
    assert found.places == (0, 2)
    assert found.strong == {"Soft skills": (9, 1), "Experience": (7, 0), "Technical skills": (5, 0)}
    assert not found.grew


def test_where_whole_checks_are_too_few_the_section_asked_most_often_is_shown() -> None:
    part = [taken(dict.fromkeys(TECHNICAL[:strong], "yes"), ["technical"]) for strong in range(4)]

    found = trend([taken({}, ["soft"]), *part], 3)

    assert found is not None
    assert found.places == (2, 3, 4)
    assert found.strong == {"Technical skills": (1, 2, 3)}


def test_one_result_is_no_trend() -> None:
    assert trend([], 6) is None
    strong = dict.fromkeys(IDS, "yes")
    assert trend([taken(strong)], 6) is None
    assert trend([taken(strong, ["soft"]), taken(strong, ["technical"])], 6) is None


def test_numbers_out_of_different_numbers_of_questions_are_told_apart() -> None:
    less = without(FIRST.id)
    weak = {TECHNICAL[0]: "partly"}
    found = trend([taken(weak, check=less), taken(weak)], 6)

    assert found is not None
    assert found.grew
    soft = {IDS[1]: "yes"}
    assert since(SET, taken(soft, ["soft"]).progress, taken(soft, ["soft"], less)) is None


def test_a_result_and_its_move_in_words() -> None:
    now, before = (taken({TECHNICAL[0]: said}, ["technical"]) for said in ("yes", "partly"))

    assert in_words(SET, now.progress) == "Strong: technical skills 1 of 5"
    assert since(SET, now.progress, before) == "Strong answers since the one before: technical skills 0, then 1."
    assert since(SET, now.progress, now) == "As many strong answers as in the one before."


@given(answers, sections)
def test_as_many_are_strong_as_a_result_says(said: dict[str, str], asked: list[str]) -> None:
    one = taken(said, asked)

    counts = strong_in(SET, one.progress)

    standings = conclude_progress(SET, one.progress).standings
    assert {standing.section: standing.strong for standing in standings} == {
        section: strong for section, (strong, _) in counts.items()
    }


def test_what_was_skipped_is_not_counted_as_weak() -> None:
    skipped, strong = dict.fromkeys(IDS), dict.fromkeys(IDS, "yes")
    some = {**strong, **dict.fromkeys(TECHNICAL)}

    assert in_words(SET, taken(skipped).progress) == "All skipped"
    assert in_words(SET, taken(some).progress).endswith("technical skills skipped")
    found = trend([taken(strong), taken(skipped), taken(some), taken({})], 6)
    assert found is not None
    assert found.places == (0, 2)
    assert trend([taken(strong), taken(skipped)], 6) is None
    assert since(SET, taken(skipped).progress, taken(strong)) is None
    assert since(SET, taken(some).progress, taken(strong)) == "As many strong answers as in the one before."
