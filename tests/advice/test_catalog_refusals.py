"""Bad content is refused with file, entry and reason. Each case breaks one thing in a copy of the built-in content."""

import shutil
from pathlib import Path

import pytest

from advice.catalog import ContentError, Problem, builtin, load

CHECK, SOFT, WORDS, SOURCES = "checks/set/check.toml", "checks/set/soft.toml", "words.toml", "sources.toml"
EXPERIENCE = "checks/set/experience.toml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(builtin(), tmp_path / "content")


def problems_of(*folders: Path) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as refused:
        load(*folders)
    return refused.value.problems


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    "case",
    [
        pytest.param((SOFT, '["SET-S1", "SET-S10"]', '["SET-S99"]', "question S1", "cites SET-S99"), id="unknown fact"),
        pytest.param(
            (CHECK, 'facts = ["SET-07"]', 'facts = ["SET-7"]', "check, closing", "cites SET-7"), id="its typo"
        ),
        pytest.param((SOFT, 'on = "S3"', 'on = "S33"', "question S1, lean", "no such question"), id="dangling lean"),
        pytest.param((SOFT, 'on = "S3"', 'on = "S1"', "question S1, lean", "leans on itself"), id="lean on itself"),
        pytest.param((SOFT, 'on = "S3"', 'on = "S9"', "question S1, lean", "leans on S9 twice"), id="lean twice"),
        pytest.param((SOFT, 'id = "S2"', 'id = "S1"', "question S1", "is there twice"), id="duplicate question"),
        pytest.param((EXPERIENCE, 'id = "E1"', 'id = "S1"', "question S1", "is there twice"), id="across sections"),
        pytest.param((SOFT, 'id = "partly"', 'id = "yes"', "section soft, answer yes", "is there twice"), id="answer"),
        pytest.param((SOFT, "weight = 1", "weight = 0", "section soft, answer partly", "weight 1"), id="weight"),
        pytest.param((SOFT, "weight = 1", "weight = 3", "section soft, answers 2, weight", "unknown"), id="odd weight"),
        pytest.param((SOURCES, 'id = "RT"', 'id = "SET"', "source SET", "is listed twice"), id="duplicate source"),
        pytest.param((SOURCES, '"RT-01"', '"SET-01"', "fact SET-01", "is listed twice"), id="fact of two sources"),
        pytest.param(
            (SOURCES, "published = 2022-02-10", "", "source SET", "give its date"), id="document without date"
        ),
        pytest.param((SOURCES, '"https://cl', '"cl', "source SET, url", "wrong form"), id="not a link"),
        pytest.param(
            (CHECK, 'id = "choosing"', 'id = "stuck"', "check, opener crossroads, option stuck", "twice"), id="o"
        ),
        pytest.param(
            (CHECK, 'id = "direction"', 'id = "crossroads"', "check, opener crossroads", "twice"), id="opener"
        ),
        pytest.param(
            (SOFT, 'facts = ["SET-S1", "SET-S10"]', "", "question S1, facts", "cites no source"), id="no facts"
        ),
        pytest.param(
            (SOFT, 'facts = ["SET-S1"]', "facts = []", "question S1, gain 1, facts", "cites no source"), id="[]"
        ),
        pytest.param((SOFT, '"giving hard feedback"', '"  "', "question S6, name", "is empty"), id="blank text"),
        pytest.param(
            (SOFT, 'title = "Soft skills"', 'title = ""', "section soft, title", "is empty"), id="empty title"
        ),
        pytest.param(
            (SOFT, 'label = "Partly"', f'label = "{"x" * 31}"', "section soft, answers 2, label", "31"), id="b"
        ),
        pytest.param(
            (CHECK, "I feel stuck where I am", "x" * 76, "check, openers 1, options 1, label", "at most 75"), id="c"
        ),
        pytest.param((SOFT, "giving hard feedback", "x" * 61, "question S6, name", "at most 60 fit"), id="long name"),
        pytest.param(
            (CHECK, 'title = "The SET check"', f'title = "{"x" * 101}"', "check, title", "at most 100"), id="t"
        ),
        pytest.param(
            (WORDS, "That sounds", "x" * 2000, "words, crisis_text", "at most 2000 fit"), id="long crisis text"
        ),
        pytest.param((SOFT, "yes_looks_like", "yes_looks", "question S1, yes_looks", "is not a known key"), id="typo"),
        pytest.param(
            (SOFT, "yes_looks_like", "yes_looks", "question S1, yes_looks_like", "is missing"), id="its place"
        ),
        pytest.param((SOURCES, "[[sources]]", "[[source]]", "source", "is not a known key"), id="unknown table"),
        pytest.param(
            (SOFT, 'id = "S1"', 'id = "S1"\nsection = "soft"', "question S1, section", "the file"), id="place"
        ),
        pytest.param((SOFT, "people = 2, ", "", "question S1, use", "direction people"), id="no use for a direction"),
        pytest.param((SOFT, "people = 2", "people = 2, x = 1", "question S1, use", "no direction x"), id="use of none"),
        pytest.param(
            (CHECK, 'section = "soft"', 'section = "x"', "check, all_strong, section", "no section x"), id="a"
        ),
        pytest.param(
            (CHECK, '"technical"]', '"soft"]', "check, sections", "lists section soft twice"), id="section twice"
        ),
        pytest.param(
            (SOFT, '"partly", ', '"partly", "Yes!", ', "section soft, answers", "share the typed word 'yes'"), id="w"
        ),
        pytest.param((SOFT, '"partly", ', '"partly", "not yet", ', "section soft, answers", "'not yet'"), id="a label"),
        pytest.param(
            (SOFT, '"nope"', '"skip"', "section soft, answer not_yet", "also means skip"), id="word of a control"
        ),
        pytest.param(
            (WORDS, 'pause = ["', 'pause = ["skip", "', "words", "'skip' stands for two controls"), id="controls"
        ),
        pytest.param(
            (WORDS, "pause = [", "paws = [", "words, controls, paws, [key]", "is unknown"), id="unknown control"
        ),
        pytest.param(
            (EXPERIENCE, '["experience"', '["soft"', "section experience, words", "has the word 'soft' too"),
            id="command",
        ),
        pytest.param(
            (SOFT, "firm ground", "{firm} ground", "standings, mostly", "{firm} has no meaning"), id="placeholder"
        ),
        pytest.param((SOFT, "firm ground", "{ ground", "section soft, standings, mostly", "stray brace"), id="brace"),
        pytest.param((SOFT, "[standings]", "[standings", "file", "is not valid TOML"), id="bad TOML"),
    ],
)
def test_names_file_entry_and_reason(copy: Path, case: tuple[str, str, str, str, str]) -> None:
    file, old, new, entry, reason = case
    edit(copy, file, old, new)

    found = problems_of(copy)

    assert any(p.file == file and p.entry.endswith(entry) and reason in p.reason for p in found), found


def test_every_answer_button_is_needed(copy: Path) -> None:
    text = (copy / SOFT).read_text(encoding="utf-8")
    start, end = text.index('[[answers]]\nid = "partly"'), text.index('[[answers]]\nid = "not_yet"')
    (copy / SOFT).write_text(text[:start] + text[end:], encoding="utf-8")

    assert Problem(SOFT, "section soft, answer partly", "is missing") in problems_of(copy)


def test_every_step_needs_a_person_of_its_own_to_lean_on(copy: Path) -> None:
    text = (copy / CHECK).read_text(encoding="utf-8")
    start, end = text.rindex("[[no_strength]]"), text.index("[closing]")
    (copy / CHECK).write_text(text[:start] + text[end:], encoding="utf-8")

    assert problems_of(copy) == (Problem(CHECK, "check, no_strength", "has 2 entries, there must be at least 3"),)


def test_every_control_needs_words(copy: Path) -> None:
    text = (copy / WORDS).read_text(encoding="utf-8")
    (copy / WORDS).write_text("".join(line for line in text.splitlines(True) if not line.startswith("pause")), "utf-8")

    assert Problem(WORDS, "words, controls, pause", "is missing") in problems_of(copy)


def test_all_problems_come_at_once(copy: Path) -> None:
    edit(copy, SOFT, '"giving hard feedback"', '""')
    edit(copy, SOFT, 'on = "S3"', 'on = "S33"')
    edit(copy, EXPERIENCE, '["SET-E4", "SET-O1"]', '["SET-X"]')
    edit(copy, WORDS, "pause = [", "paws = [")

    places = {(problem.file, problem.entry) for problem in problems_of(copy)}

    assert {
        (SOFT, "question S6, name"),
        (SOFT, "question S1, lean"),
        (EXPERIENCE, "question E4"),
        (WORDS, "words, controls, paws, [key]"),
    } <= places


def test_a_lean_on_a_refused_question_is_not_a_second_problem(copy: Path) -> None:
    edit(copy, SOFT, '"giving hard feedback"', '""')

    assert [problem.entry for problem in problems_of(copy)] == ["question S6, name"]


@pytest.mark.parametrize("file", [SOURCES, WORDS, CHECK, SOFT])
def test_a_missing_file_is_named(copy: Path, file: str) -> None:
    (copy / file).unlink()

    assert Problem(file, "file", "is missing") in problems_of(copy)


def test_an_empty_folder_is_refused(own: Path) -> None:
    assert Problem(str(own), "folder", "holds no content files") in problems_of(builtin(), own)


def test_no_check_at_all_is_refused(copy: Path) -> None:
    shutil.rmtree(copy / "checks")

    assert Problem("checks", "folder", "holds no check") in problems_of(copy)


@pytest.mark.parametrize(
    "file", ["check.toml", "checks/set.toml", "checks/set/more/soft.toml", "cards/more/one.toml", "notes/one.toml"]
)
def test_a_file_nobody_would_read_is_refused(own: Path, file: str) -> None:
    (own / file).parent.mkdir(parents=True, exist_ok=True)
    (own / file).write_text("", encoding="utf-8")

    assert Problem(file, "file", "is not a place where content is looked for") in problems_of(builtin(), own)


def test_a_section_that_the_check_does_not_list_is_refused(own: Path) -> None:
    (own / "checks/set").mkdir(parents=True)
    (own / "checks/set/security.toml").write_text("", encoding="utf-8")

    assert [problem.file for problem in problems_of(builtin(), own)] == ["checks/set/security.toml"]


def test_text_that_is_not_utf_8_is_refused(copy: Path) -> None:
    (copy / WORDS).write_bytes('crisis_text = "é"'.encode("latin-1"))

    assert Problem(WORDS, "file", "is not UTF-8 text") in problems_of(copy)


def test_a_later_folder_replaces_single_files(own: Path) -> None:
    text = (builtin() / WORDS).read_text(encoding="utf-8")
    (own / WORDS).write_text(text.replace("That sounds very heavy", "Call our own line"), encoding="utf-8")

    catalog = load(builtin(), own)

    assert catalog.words.crisis_text.startswith("Call our own line")
    assert catalog.checks == load(builtin()).checks
