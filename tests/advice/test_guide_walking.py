"""How a guide is walked through: conditions, what is asked, what is concluded."""

import pytest
from hypothesis import given

from advice import check as flow
from advice.catalog import Guide
from advice.check import Given, Progress
from advice.conditions import Range, holds
from advice.content_files import Reader
from advice.guide_entries import ALL
from advice.guided import Changed, conclude
from tests.advice.guide_kit import asked, guide, heads, items, outcome, said, steps, suggested, walk, walks
from tests.advice.tea import put


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    (placed,) = Reader([put(tmp_path_factory.mktemp("tea"))]).guides()
    return Guide.of(placed.entry)


# --- Conditions


@pytest.mark.parametrize(
    ("number", "inside"), [(None, False), (23, False), (24, True), (59, True), (60, False), ("24", False)]
)
def test_a_range_begins_at_its_first_number_and_ends_before_its_last(number: int | str | None, inside: bool) -> None:
    assert holds([{"path.months_away": Range(at_least=24, below=60)}], {"path.months_away": number}) is inside


def test_unknown_is_what_was_skipped_and_what_was_never_asked() -> None:
    unknown = [{"role": ("unknown", "manager")}]

    assert holds(unknown, {})
    assert holds(unknown, {"role": None})
    assert holds(unknown, {"role": "manager"})
    assert not holds(unknown, {"role": "builder"})


def test_all_of_a_clause_or_another_clause() -> None:
    when = [{"a": ("x",), "b": ("y",)}, {"c": ("z",)}]

    assert holds(when, {"a": "x", "b": "y"})
    assert holds(when, {"c": "z"})
    assert not holds(when, {"a": "x"})
    assert holds([], {})


def test_an_answer_never_given_was_given_no_times() -> None:
    assert holds([{"count.yes": Range(below=1)}], {})
    assert not holds([{"count.yes": Range(at_least=1)}], {})
    assert not holds([{"path.months_away": Range(below=1)}], {})


# --- Walking


def test_only_what_applies_is_asked(tea: Guide) -> None:
    assert asked(tea, walk(tea, {"role": "manager", "strong": "no"})) == ["role", "strong"]
    assert asked(tea, walk(tea, {"role": "manager", "strong": "yes"})) == ["role", "strong", "sweet"]
    assert asked(tea, walk(tea, {"role": "builder"})) == ["role", "sweet"]
    assert asked(tea, walk(tea, {})) == ["role"]


def test_what_the_path_tells_is_not_asked_and_counts(tea: Guide) -> None:
    assert asked(tea, walk(tea, {"strong": "no"}, role="director")) == ["strong"]
    assert asked(tea, walk(tea, {}, role="engineer")) == ["sweet"]
    assert asked(tea, walk(tea, {}, role="away")) == ["role"]


def test_what_the_path_tells_is_no_answer_of_its_own(tea: Guide) -> None:
    assert said(tea, {}, role="manager").outcome is None
    assert suggested(tea, {}, role="manager") == "tea"


def test_an_answer_whose_question_no_longer_applies_does_not_count(tea: Guide) -> None:
    progress = walk(tea, {"role": "manager", "strong": "yes", "sweet": "yes"})
    progress = flow.put_again(progress, "strong")
    changed = flow.answer(tea, progress, "strong", card=2, choice="no", at="9.0")

    assert changed.answers == {"role": "manager", "strong": "no", "sweet": "yes"}
    assert asked(tea, changed) == ["role", "strong"]
    conclusion = conclude(tea, changed)
    assert (conclusion.outcome and conclusion.outcome.id, heads(conclusion)) == ("water", ["Against it"])


def test_the_answer_is_back_when_its_question_is(tea: Guide) -> None:
    hidden = walk(tea, {"role": "manager", "strong": "yes", "sweet": "yes"})
    hidden = flow.answer(tea, flow.put_again(hidden, "strong"), "strong", card=2, choice="no", at="9.0")
    back = flow.answer(tea, flow.put_again(hidden, "strong"), "strong", card=3, choice="yes", at="10.0")

    assert flow.open_questions(tea, back) == []
    assert conclude(tea, back).opening.text == "Twice yes."


def test_who_hears_what_instead(tea: Guide) -> None:
    assert tea.offered is not None
    assert not holds(tea.offered.when, {"path.role": "director"})
    assert tea.offered.in_place({"path.role": "director"}) == ("For managers.", "set")
    assert tea.offered.in_place({"path.role": "engineer"}) == ("You build.", "tea")


# --- Concluding


def test_the_first_outcome_that_holds_counts(tea: Guide) -> None:
    assert outcome(tea, {"role": "manager", "strong": "yes", "sweet": "yes"}) == "both"
    assert outcome(tea, {"role": "manager", "strong": "yes", "sweet": "no"}) == "one"
    assert outcome(tea, {"role": "manager", "strong": "no"}) == "water"
    assert outcome(tea, {"role": "builder", "sweet": "yes"}) == "water"


def test_nothing_answered_is_no_outcome(tea: Guide) -> None:
    conclusion = said(tea, {}, months_away=30)

    assert conclusion.outcome is None
    assert conclusion.opening == tea.no_answers
    assert (conclusion.parts, conclusion.steps, conclusion.suggestion) == ((), (), None)


def test_parts_mirror_the_answers_and_empty_ones_are_left_out(tea: Guide) -> None:
    conclusion = said(tea, {"role": "manager", "strong": "yes", "sweet": "no"})

    assert heads(conclusion) == ["For it"]
    assert items(conclusion, "For it") == ["It is strong."]


def test_steps_depend_on_the_outcome_and_on_the_path(tea: Guide) -> None:
    assert steps(said(tea, {"strong": "yes"}, role="manager")) == ["boil"]
    assert steps(said(tea, {"strong": "yes"}, role="manager", months_away=24)) == ["boil", "rest"]
    assert steps(said(tea, {"strong": "no"}, role="manager", months_away=59)) == ["rest"]
    assert steps(said(tea, {"strong": "no"}, role="manager", months_away=60)) == []


def test_the_first_suggestion_that_holds_is_offered(tea: Guide) -> None:
    assert suggested(tea, {"role": "manager", "strong": "yes", "sweet": "yes"}) == "set"
    assert suggested(tea, {"role": "manager", "strong": "no"}) == "tea"
    assert suggested(tea, {"role": "builder", "sweet": "yes"}) == ""


def test_what_changed_since_the_last_result(tea: Guide) -> None:
    before = walk(tea, {"role": "manager", "strong": "yes", "sweet": "yes"})
    now = walk(tea, {"role": "manager", "strong": "yes", "sweet": "no"})

    assert conclude(tea, now, before).changed == (Changed("how sweet", "Sweet", "Plain"),)
    assert conclude(tea, now, now).changed == ()
    assert conclude(tea, now).changed == ()


def test_what_was_skipped_or_hidden_on_one_side_is_no_change(tea: Guide) -> None:
    before = walk(tea, {"role": "manager", "strong": "yes", "sweet": "yes"})

    assert conclude(tea, walk(tea, {"role": "manager"}), before).changed == ()
    assert conclude(tea, walk(tea, {"role": "builder", "sweet": "yes"}), before).changed == (
        Changed("your role", "I manage", "I build"),
    )


def test_an_answer_that_content_no_longer_offers_is_met_calmly(tea: Guide) -> None:
    before = Progress((ALL,), given={"role": Given("manager", "1.0"), "strong": Given("bitter", "2.0")})

    assert conclude(tea, walk(tea, {"role": "manager", "strong": "no"}), before).changed == ()


MANAGE = guide("manage")


@given(walks(MANAGE))
def test_whatever_is_answered_there_is_an_end(progress: Progress) -> None:
    conclusion = conclude(MANAGE, progress)

    assert (conclusion.outcome is None) == (not any(progress.answers.values()))
    assert all(items_ for _, items_ in conclusion.parts)
    assert conclude(MANAGE, Progress.from_json(progress.to_json())) == conclusion
