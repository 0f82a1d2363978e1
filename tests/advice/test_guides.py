"""Guides: what is refused and how it is said; walking with conditions; what a guide concludes."""

from pathlib import Path
from typing import cast

import pytest
from hypothesis import given

from advice import check as flow
from advice.catalog import Guide, builtin, load
from advice.check import Given, Progress
from advice.conditions import Range, holds
from advice.content_files import Placed, Reader
from advice.content_rules import words_problems
from advice.entries import Words
from advice.guide_entries import ALL
from advice.guide_rules import guide_problems
from advice.guided import Changed, conclude
from advice.problems import ContentError, Problem
from tests.advice.guide_kit import asked, guide, heads, items, outcome, said, steps, suggested, walk, walks

BUILTIN = Reader([builtin()])
FACTS = frozenset(fact for placed in BUILTIN.sources() for fact in placed.entry.facts)
WORDS = cast(Placed[Words], BUILTIN.words())
FILE = "guides/tea.toml"
TEA = """
title = "Which tea?"
name = "Tea"
summary = "Find your tea."
words = ["which tea"]
minutes = 1

[intro]
text = "A few questions."
facts = ["PL-40"]

[offered]
when = { "path.role" = ["manager", "unknown"] }
text = "For managers."
facts = ["X-03"]
instead = "set"
others = [{ check = "tea", text = "You build.", when = { "path.role" = ["engineer"] } }]

[[questions]]
id = "role"
name = "your role"
ask = "Do you manage?"
why = "It matters."
meaning = "Do people report to you?"
facts = ["PL-12"]

[[questions.answers]]
id = "manager"
label = "I manage"
words = ["managing"]
told = { "path.role" = ["manager", "director"] }

[[questions.answers]]
id = "builder"
label = "I build"
words = ["building"]
told = { "path.role" = ["engineer"] }

[[questions]]
id = "strong"
name = "how strong"
ask = "Strong tea?"
why = "It matters."
meaning = "Black or mild?"
facts = ["PL-35"]
when = { role = ["manager"] }

[[questions.answers]]
id = "yes"
label = "Strong"
words = ["black"]

[[questions.answers]]
id = "no"
label = "Mild"
words = ["green"]

[[questions]]
id = "sweet"
name = "how sweet"
ask = "Sweet tea?"
why = "It matters."
meaning = "With sugar?"
facts = ["PL-35"]
when = [{ strong = ["yes"] }, { role = ["builder"] }]

[[questions.answers]]
id = "yes"
label = "Sweet"
words = ["sugar"]

[[questions.answers]]
id = "no"
label = "Plain"
words = ["no sugar"]

[no_answers]
text = "Nothing said."
facts = ["PL-40"]

[[outcomes]]
id = "both"
title = "Strong and sweet"
text = "Twice yes."
facts = ["PL-36"]
when = { "count.yes" = { at_least = 2 } }

[[outcomes]]
id = "one"
title = "One of the two"
text = "Once yes."
facts = ["PL-37"]
when = { strong = ["yes"] }

[[outcomes]]
id = "water"
title = "Water"
text = "Have water."
facts = ["PL-38"]

[[parts]]
head = "For it"

[[parts.items]]
text = "It is strong."
facts = ["PL-01"]
when = { strong = ["yes"] }

[[parts.items]]
text = "It is sweet."
facts = ["PL-02"]
when = { sweet = ["yes"] }

[[parts]]
head = "Against it"

[[parts.items]]
text = "No yes at all."
facts = ["PL-03"]
when = { "count.yes" = { below = 1 } }

[[steps]]
id = "boil"
name = "Boil water"
text = "Do it this month."
facts = ["PL-04"]
months = 1
when = { outcome = ["both", "one"] }

[[steps]]
id = "rest"
name = "Rest"
text = "Do nothing."
facts = ["PL-05"]
months = 0
when = { "path.months_away" = { at_least = 24, below = 60 } }

[[suggests]]
check = "set"
text = "More of it."
when = { outcome = ["both"] }

[[suggests]]
check = "tea"
text = "Again."
when = { role = ["manager"] }

[closing]
text = "The end."
facts = ["PL-40"]
"""


def put(folder: Path, text: str = TEA, name: str = "tea") -> Path:
    (folder / "guides").mkdir(exist_ok=True)
    (folder / f"guides/{name}.toml").write_text(text, encoding="utf-8")
    return folder


def edited(old: str, new: str) -> str:
    assert old in TEA
    return TEA.replace(old, new, 1)


def problems_of(own: Path) -> list[Problem]:
    """What is wrong with the guides in a folder, beside the words, facts and checks that come with the bot."""
    reader = Reader([own])
    guides = reader.guides()
    read = [problem for problem in reader.problems if problem.file != "words.toml"]
    return [*read, *guide_problems(guides, FACTS, {"set"}), *words_problems(WORDS, [], guides)]


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    (placed,) = Reader([put(tmp_path_factory.mktemp("tea"))]).guides()
    return Guide.of(placed.entry)


# --- What is refused


def test_a_guide_is_a_check_of_the_catalog(own: Path) -> None:
    guide = load(builtin(), put(own)).checks["tea"]

    assert isinstance(guide, Guide)
    assert [section.title for section in guide.sections] == ["Tea"]
    assert guide == type(guide).model_validate_json(guide.model_dump_json())


def test_the_catalog_refuses_what_is_wrong_with_a_guide(own: Path) -> None:
    put(own, edited('facts = ["PL-12"]', 'facts = ["PL-99"]').replace('"green"', '"skip"'))

    with pytest.raises(ContentError) as refused:
        load(builtin(), own)

    assert set(map(str, refused.value.problems)) == {
        f"{FILE}: guide tea, questions role: cites PL-99, which no source lists",
        f"{FILE}: guide tea, question strong, answer no: 'skip' also means skip in words.toml",
    }


@pytest.mark.parametrize(
    ("old", "new", "entry", "reason"),
    [
        pytest.param('facts = ["PL-12"]', 'facts = ["PL-99"]', "questions role", "cites PL-99", id="unknown fact"),
        pytest.param('facts = ["PL-02"]', 'facts = ["PL-2"]', "parts 1, items 2", "cites PL-2", id="of an item"),
        pytest.param('facts = ["PL-12"]\n', "", "questions 1, facts", "cites no source", id="no fact"),
        pytest.param('id = "strong"', 'id = "role"', "question role", "is there twice", id="question twice"),
        pytest.param('id = "one"', 'id = "both"', "outcome both", "is there twice", id="outcome twice"),
        pytest.param('id = "rest"', 'id = "boil"', "step boil", "is there twice", id="step twice"),
        pytest.param(
            'id = "builder"', 'id = "manager"', "question role, answer manager", "is there twice", id="answer twice"
        ),
        pytest.param(
            'id = "builder"', 'id = "unknown"', "question role, answer unknown", "without an answer", id="unknown"
        ),
        pytest.param('"green"', '"Black!"', "question strong", "share the typed word 'black'", id="one word for two"),
        pytest.param('"green"', '"strong"', "question strong", "share the typed word 'strong'", id="word of a label"),
        pytest.param('"green"', '"skip"', "question strong, answer no", "also means skip", id="word of a control"),
        pytest.param(
            'when = { role = ["manager"] }',
            'when = { sweet = ["yes"] }',
            "question strong, when",
            "asks for sweet, which is nothing known at this point",
            id="a later question",
        ),
        pytest.param(
            'when = { role = ["manager"] }',
            'when = { outcome = ["both"] }',
            "question strong, when",
            "asks for outcome",
            id="an outcome before its time",
        ),
        pytest.param(
            'when = { role = ["manager"] }',
            'when = { role = ["director"] }',
            "question strong, when",
            "role is never director",
            id="an answer that is not there",
        ),
        pytest.param(
            'when = { role = ["manager"] }',
            'when = { "path.rol" = ["manager"] }',
            "question strong, when",
            "asks for path.rol,",
            id="no such thing on a path",
        ),
        pytest.param(
            'when = { role = ["manager"] }',
            "when = { role = { at_least = 1 } }",
            "question strong, when",
            "role is no number",
            id="words are no number",
        ),
        pytest.param(
            '"path.months_away" = { at_least = 24, below = 60 }',
            '"path.months_away" = ["long"]',
            "step rest, when",
            "path.months_away is never long",
            id="a number is no word",
        ),
        pytest.param('"count.yes" = { at', '"count.maybe" = { at', "outcome both, when", "count.maybe", id="count"),
        pytest.param('when = { strong = ["yes"] }', "", "outcome one", "those after it never do", id="always holds"),
        pytest.param(
            'facts = ["PL-38"]',
            'facts = ["PL-38"]\nwhen = { strong = ["no"] }',
            "outcome water",
            "lead nowhere",
            id="w",
        ),
        pytest.param('when = { sweet = ["yes"] }', 'when = { sweet = ["si"] }', "part 'For it', item 2", "si", id="p"),
        pytest.param('["both", "one"]', '["beer"]', "step boil, when", "outcome is never beer", id="no such outcome"),
        pytest.param('check = "set"', 'check = "sit"', "suggests 1", "there is no check sit", id="suggests none"),
        pytest.param('instead = "set"', 'instead = "sit"', "offered, instead", "no check sit", id="instead none"),
        pytest.param('check = "tea", t', 'check = "sit", t', "offered, others 1", "no check sit", id="others none"),
        pytest.param('["engineer"] } }]', '["cook"] } }]', "offered, others 1, when", "never cook", id="others when"),
        pytest.param('["manager", "unknown"]', '["boss"]', "offered, when", "never boss", id="offered to nobody"),
        pytest.param(
            '["manager", "director"]', '["boss"]', "question role, answer manager, told", "never boss", id="told"
        ),
        pytest.param(
            'words = ["green"]',
            'words = ["green"]\ntold = { role = ["manager"] }',
            "question strong, answer no, told",
            "asks for role",
            id="only the path tells",
        ),
        pytest.param('label = "Mild"', f'label = "{"x" * 31}"', "answers 2, label", "at most 30", id="long label"),
        pytest.param("months = 1", "months = 25", "steps 1, months", "24", id="too far ahead"),
        pytest.param('name = "Tea"', f'name = "{"x" * 21}"', "guide tea, name", "at most 20", id="long name"),
        pytest.param('title = "Which tea?"', 'titel = "Which tea?"', "guide tea, titel", "not a known key", id="typo"),
    ],
)
def test_refused_with_the_place_and_the_reason(own: Path, old: str, new: str, entry: str, reason: str) -> None:
    found = problems_of(put(own, edited(old, new)))

    assert any(p.file == FILE and entry in p.entry and reason in p.reason for p in found), found


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ('{ "path.months_away" = { } }', "wants a list of answers, or a number's bounds"),
        ('{ "path.months_away" = { from = 24 } }', "wants a list of answers, or a number's bounds"),
        ('{ "path.months_away" = { at_least = 2, below = "x" } }', "wants a list of answers, or a number's bounds"),
        ('{ "path.months_away" = 24 }', "wants a list of answers, or a number's bounds"),
        ('{ role = "manager" }', "wants a list of answers, or a number's bounds"),
        ("{ role = [] }", "wants a list of answers, or a number's bounds"),
        ("{ role = [1] }", "wants a list of answers, or a number's bounds"),
        ("{ }", "wants a condition, or a list of them"),
        ('"manager"', "wants a condition, or a list of them"),
        ("[{ }]", "wants a condition, or a list of them"),
    ],
)
def test_a_condition_of_the_wrong_form_is_refused_in_one_line(own: Path, wanted: str, reason: str) -> None:
    (problem,) = problems_of(put(own, edited('when = { role = ["manager"] }\n\n[[q', f"when = {wanted}\n\n[[q")))

    assert problem.entry.startswith("guide tea, questions 2, when")
    assert problem.reason.startswith(reason)


def test_one_answer_is_no_question(own: Path) -> None:
    start, end = TEA.index('[[questions.answers]]\nid = "no"\nlabel = "Plain"'), TEA.index("[no_answers]")

    (problem,) = problems_of(put(own, TEA[:start] + TEA[end:]))

    assert (problem.entry, problem.reason) == (
        "guide tea, questions 3, answers",
        "has 1 entries, there must be at least 2",
    )


def test_two_guides_cannot_have_one_word(own: Path) -> None:
    put(own)

    problems = problems_of(put(own, edited('check = "tea", t', 'check = "set", t'), "tee"))

    assert [(p.file, p.entry) for p in problems] == [("guides/tee.toml", "guide tee, words")]
    assert "'which tea' stands for two checks" in problems[0].reason


def test_a_guide_cannot_take_the_id_of_another_check(own: Path) -> None:
    problems = problems_of(put(own, edited('check = "tea", t', 'check = "set", t'), "set"))

    assert any(p.entry == "guide set" and "another check has this id" in p.reason for p in problems)


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
