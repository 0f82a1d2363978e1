"""What the built-in milestones promise, and what is refused in a milestone's file."""

import re
import shutil
from pathlib import Path

import pytest

from advice.catalog import Catalog, ContentError, Problem, builtin, load
from tests.advice.test_set_content import AVOID, LONGEST_SENTENCE, texts

TWO, BACK, PENDULUM = "milestones/two-years.toml", "milestones/six-months-back.toml", "pendulum.toml"
CODE = {"counts", "roles", "actions", "id"}
SCOLDING = (
    "should",
    "ought",
    "warning",
    "decay",
    "decaying",
    "too late",
    "career is over",
    "failed",
    "failure",
    "rusty",
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(builtin(), tmp_path / "content")


@pytest.fixture(scope="session")
def spoken(catalog: Catalog) -> list[tuple[str, str]]:
    said = {"pendulum": catalog.pendulum.model_dump(mode="json", exclude=CODE)}
    said |= {name: milestone.model_dump(mode="json", exclude=CODE) for name, milestone in catalog.milestones.items()}
    return [(where, text) for where, text in texts(said) if not where.split(".")[-1].startswith("roles")]


def test_the_milestones_are_the_five_there_are_to_be(catalog: Catalog) -> None:
    assert {name: (m.counts, m.months, m.on) for name, m in catalog.milestones.items()} == {
        "two-years": ("away", 24, True),
        "three-years": ("away", 36, False),
        "five-years": ("away", 60, True),
        "six-months-back": ("back", 6, True),
        "seven-years": ("building", 84, False),
    }


def test_each_offers_every_choice(catalog: Catalog) -> None:
    for milestone in catalog.milestones.values():
        assert milestone.actions == ("look_at_both_paths", "role_changed", "remind_in_3_months", "dont_nudge")


def test_where_the_sources_pull_apart_it_is_said(catalog: Catalog) -> None:
    for milestone in catalog.milestones.values():
        for role in milestone.roles:
            cited = {fact for said in milestone.said_in_thread(role) for fact in said.facts}
            assert [fact for fact in cited if fact.startswith("X-")], (milestone.id, role)
    assert "X-02" in catalog.pendulum.disagree.facts


def test_a_director_is_not_offered_to_keep_warm_hands(catalog: Catalog) -> None:
    for milestone in catalog.milestones.values():
        for role in {"director", "executive"} & set(milestone.roles):
            said = milestone.said_in_thread(role)
            assert not [part.head for part in said if "PL-17" in part.facts and "X-03" not in part.facts]


def test_every_message_names_whose_idea_it_passes_on(catalog: Catalog) -> None:
    for milestone in catalog.milestones.values():
        for message in milestone.messages:
            assert "Charity Majors" in message.text, milestone.id


def test_every_message_leaves_the_person_in_peace_and_every_sum_is_shown(catalog: Catalog) -> None:
    for milestone in catalog.milestones.values():
        for message in milestone.messages:
            assert re.search(r"nothing (to do|here)|\bif you'd rather\b", message.rest, re.IGNORECASE), milestone.id
            assert "{" in message.opening
            assert len(message.opening) + len(message.text) + len(message.rest) < 900


def test_the_voice(spoken: list[tuple[str, str]]) -> None:
    pattern = re.compile(rf"\b({'|'.join((*AVOID, *SCOLDING))})\b", re.IGNORECASE)
    found = [(where, word.group()) for where, text in spoken for word in pattern.finditer(text)]
    assert found == []
    assert [where for where, text in spoken if "!" in text or "*" in text] == []
    sentences = [(where, part) for where, text in spoken for part in re.split(r"(?<=[.?:;])\s", text)]
    assert [(where, part) for where, part in sentences if len(part.split()) > LONGEST_SENTENCE] == []


def refuse(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as refused:
        load(folder)
    return refused.value.problems


@pytest.mark.parametrize(
    "case",
    [
        (TWO, '"PL-03", "TA-06", "PL-06"', '"PL-99"', "milestone two-years, messages 1", "cites PL-99"),
        (TWO, 'facts = ["PL-02", "PL-03", "TA-06"]', "facts = []", "thread 1, facts", "cites no source"),
        (TWO, 'counts = "away"', 'counts = "weeks"', "milestone two-years, counts", "'weeks' is unknown"),
        (TWO, 'counts = "away"', 'counts = "back"', "milestone two-years, roles", "does not run for manager"),
        (TWO, "months = 24", "months = 0", "milestone two-years, months", "greater than or equal to 1"),
        (TWO, "months = 24", "months = 60", "milestone two-years, months", "after 60 months away too"),
        (TWO, "on = true", "on = 1.5", "milestone two-years, on", "boolean"),
        (TWO, '"executive"]\nlate', '"away"]\nlate', "milestone two-years, roles 3", "'away' is unknown"),
        (TWO, '"executive"]\nlate', '"engineer"]\nlate', "milestone two-years, roles", "does not run for engineer"),
        (TWO, 'roles = ["manager"]\nuntil', "until", "two-years, messages", "director's messages must"),
        (TWO, 'roles = ["manager"]\nuntil', 'roles = ["director"]\nuntil', "messages", "director's messages must"),
        (TWO, '["manager", "director", "executive"]', '["manager"]', "messages 2, roles", "director is not among"),
        (TWO, "until = 36", "until = 24", "messages 1, until", "is not after the milestone's own 24 months"),
        (TWO, "until = 60", "until = 30", "two-years, messages", "manager's messages must each have a greater until"),
        (TWO, "until = 60", "", "two-years, messages", "manager's messages must each have a greater until"),
        (TWO, ': {away} (', ": {built} (", "messages 1, opening", "{built} has no meaning here"),
        (TWO, ': {away} (', ": {at_0} (", "messages 1, opening", "{at_0} has no meaning here"),
        (TWO, ': {away} (', ": {away.__class__} (", "messages 1, opening", "{away.__class__} has no meaning"),
        (TWO, ': {away} (', ": {away!r} (", "messages 1, opening", "{away} has no meaning here"),
        (TWO, "in {at_24}, ", "in {at_24, ", "milestone two-years, late", "stray brace"),
        (TWO, '"dont_nudge"]', '"role_changed"]', "milestone two-years, actions", "lists role_changed twice"),
        (TWO, ', "dont_nudge"]', "]", "milestone two-years, actions", "must offer dont_nudge"),
        (TWO, '"dont_nudge"]', '"buy_course"]', "actions 4", "'buy_course' is unknown"),
        (TWO, 'name = "two', 'title = "two', "milestone two-years, title", "is not a known key"),
        (TWO, 'name = "two', 'id = "x"\nname = "two', "milestone two-years, id", "the file's place says it"),
        (TWO, 'rest = "If', f'rest = "{"x" * 301}If', "messages 1, rest", "at most 300 fit"),
        (BACK, 'roles = ["engineer", "tech_lead"]', 'roles = ["manager"]', "roles", "clock back does not run for"),
        (PENDULUM, "until = 36", "until = 12", "pendulum, states", "greater than the one before"),
        (PENDULUM, "until = 36\n", "", "pendulum, states", "must each have an until"),
        (PENDULUM, "[disagree]", '[[states]]\nuntil = 70\ntext = "x"\nfacts = ["X-02"]\n[disagree]', "states 5", "af"),
        (PENDULUM, "about {at_36}, by", "about {gone}, by", "pendulum, states 1", "{gone} has no meaning here"),
        (PENDULUM, '["X-02"]', '["X-99"]', "pendulum, disagree", "cites X-99"),
    ],
)  # fmt: skip
def test_names_file_entry_and_reason(copy: Path, case: tuple[str, str, str, str, str]) -> None:
    file, old, new, entry, reason = case
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    found = refuse(copy)

    assert any(p.file == file and p.entry.endswith(entry) and reason in p.reason for p in found), found


def test_nobody_is_left_without_a_thread(copy: Path) -> None:
    text = (copy / TWO).read_text(encoding="utf-8")
    head, _, rest = text.partition("[[thread]]")
    first = rest.partition("[[thread]]")[0]
    (copy / TWO).write_text(f"{head}[[thread]]{first}", encoding="utf-8")

    assert Problem(TWO, "milestone two-years, thread", "nothing is said to director") in refuse(copy)


def test_the_pendulum_has_to_be_there_and_milestones_need_not(copy: Path) -> None:
    shutil.rmtree(copy / "milestones")
    assert load(copy).milestones == {}

    (copy / PENDULUM).unlink()
    assert refuse(copy) == (Problem(PENDULUM, "file", "is missing"),)


@pytest.mark.parametrize("file", ["milestones/more/ten.toml", "milestones.toml"])
def test_a_file_nobody_would_read_is_refused(copy: Path, file: str) -> None:
    (copy / file).parent.mkdir(exist_ok=True)
    (copy / file).write_text("", encoding="utf-8")

    assert Problem(file, "file", "is not a place where content is looked for") in refuse(copy)


@pytest.mark.parametrize("file", ["milestones/ten-years.toml", PENDULUM, "words.toml", "checks/set/soft.toml"])
def test_an_empty_file_is_named(copy: Path, file: str) -> None:
    (copy / file).write_text("# nothing yet\n", encoding="utf-8")

    assert Problem(file, "file", "is empty") in refuse(copy)


def test_a_company_may_switch_one_off_and_add_one(own: Path) -> None:
    (own / "milestones").mkdir()
    text = (builtin() / TWO).read_text(encoding="utf-8")
    (own / TWO).write_text(text.replace("on = true", "on = false"), encoding="utf-8")
    (own / "milestones/more-years.toml").write_text(text.replace("months = 24", "months = 30"), encoding="utf-8")

    found = load(builtin(), own).milestones

    assert not found["two-years"].on
    assert [(name, m.months) for name, m in found.items() if m.counts == "away"] == [
        ("two-years", 24),
        ("more-years", 30),
        ("three-years", 36),
        ("five-years", 60),
    ]
