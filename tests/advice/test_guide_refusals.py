"""What is refused of a guide, with its place and the reason."""

from pathlib import Path

import pytest

from advice.catalog import Guide, builtin, load
from advice.problems import ContentError
from tests.advice.tea import FILE, TEA, edited, problems_of, put


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
