"""What the built-in content promises: everything asked for is there, sourced, and in the bot's voice."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from advice.catalog import Catalog, Check

AVOID = (
    "journey", "leverage", "leverages", "unlock", "unlocks", "passionate", "resource", "resources", "just", "simply",
    "great question", "must", "percentile", "score", "should have known", "utilize", "synergy", "rockstar", "guru",
)  # fmt: skip
LONGEST_SENTENCE = 45
SET_FACTS = [
    *(f"SET-0{n}" for n in range(1, 9)),
    *(f"SET-S{n}" for n in range(12)),
    *(f"SET-E{n}" for n in range(8)),
    *(f"SET-T{n}" for n in range(1, 7)),
    *(f"SET-O{n}" for n in range(1, 5)),
]


def texts(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence for people in the content, with the way to it."""
    skipped = {"words", "facts", "id", "on", "section", "published", "url", "author", "controls"}
    match value:
        case str():
            yield where, value
        case dict():
            for name, inner in value.items():
                if name not in skipped:
                    yield from texts(inner, f"{where}.{name}")
        case list():
            for number, inner in enumerate(value):
                yield from texts(inner, f"{where}[{number}]")


@pytest.fixture(scope="session")
def spoken(check: Check) -> list[tuple[str, str]]:
    return list(texts(check.model_dump(mode="json")))


def test_the_questions_of_each_pillar_stand_in_their_order(check: Check) -> None:
    ids = {section.id: [question.id for question in check.questions_of(section.id)] for section in check.sections}

    assert ids == {
        "soft": [f"S{n}" for n in range(1, 10)],
        "experience": [f"E{n}" for n in range(1, 8)],
        "technical": [f"T{n}" for n in range(1, 6)],
    }


def test_the_experience_pillar_has_labels_of_its_own(check: Check) -> None:
    labels = {section.id: [answer.label for answer in section.answers] for section in check.sections}

    assert labels["experience"] == ["I have it", "I can get it", "Not yet"]
    assert labels["soft"] == labels["technical"] == ["Yes", "Partly", "Not yet"]


def test_the_crossroads_and_the_directions(check: Check) -> None:
    assert len(check.opener("crossroads").options) == 4
    assert [option.id for option in check.opener("direction").options] == ["people", "technology", "unsure"]


def test_a_pillar_introduces_itself_and_no_other(check: Check) -> None:
    for section in check.sections:
        others = [other.title.lower() for other in check.sections if other is not section]
        assert not [title for title in (*others, "pillar") if title in section.intro.lower()], section.id
        assert len(re.findall(r"[.?](?:\s|$)", section.intro)) <= 2, section.id


def test_what_is_said_after_a_pillar_does_not_say_again_that_it_is_done(check: Check) -> None:
    for section in check.sections:
        assert not re.search(r"\b(that was|done|soft skills|technical part)\b", section.done, re.IGNORECASE), section.id


def test_each_question_cites_its_own_fact_and_has_both_kinds_of_step(check: Check) -> None:
    for question in check.questions:
        assert f"SET-{question.id}" in question.facts
        assert len(question.gain) == 2, question.id
        assert len(question.lean) in (2, 3), question.id
        assert all(f"SET-{lean.on}" in lean.facts for lean in question.lean), question.id


def test_every_fact_of_the_framework_is_carried(catalog: Catalog) -> None:
    carried = {fact for facts in catalog.cited().values() for fact in facts}

    assert set(SET_FACTS) <= carried


def test_the_sources_list_every_fact_once(catalog: Catalog) -> None:
    listed = {source.id: len(source.facts) for source in catalog.sources.values()}

    assert listed == {"SET": 38, "RT": 13, "DR": 24, "TA": 14, "PL": 43, "EP": 17, "X": 6, "XS": 1}


def test_a_source_is_named_with_author_title_and_year(catalog: Catalog) -> None:
    assert catalog.cite(["SET-01", "SET-S1"]) == "Kanch, The Path to Becoming a Technology Leader (2022)"
    assert catalog.cite(["EP-04", "X-07"]).endswith("(2017); Kanch's text, compared with Charity Majors'")
    assert all(source.url for source in catalog.documents(["EP-04", "RT-01"]))


def test_avoided_words_stay_out(spoken: list[tuple[str, str]]) -> None:
    pattern = re.compile(rf"\b({'|'.join(AVOID)})\b", re.IGNORECASE)

    assert [(where, found.group()) for where, text in spoken if (found := pattern.search(text))] == []


def test_no_shouting(spoken: list[tuple[str, str]]) -> None:
    assert [where for where, text in spoken if "!" in text] == []


def test_sentences_are_short_enough_to_read_aloud(spoken: list[tuple[str, str]]) -> None:
    sentences = [(where, part) for where, text in spoken for part in re.split(r"(?<=[.?:;])\s", text)]

    assert [(where, part) for where, part in sentences if len(part.split()) > LONGEST_SENTENCE] == []


def test_questions_speak_to_the_person(check: Check) -> None:
    for question in check.questions:
        assert question.ask.endswith("?"), question.id
        for text in (question.ask, question.yes_looks_like, question.meaning):
            assert re.search(r"\b(you|your|you're|you've)\b", text, re.IGNORECASE), (question.id, text)
        assert question.yes_looks_like[0].islower(), question.id  # it goes on after "Yes looks like:"
        assert question.name[0].islower(), question.id


def test_each_step_says_how_to_see_whether_it_worked(check: Check) -> None:
    signs = re.compile(
        r"\b(worked|works|ask|see|watch|notice|count|counts|compare|correct|check|measure|tells?|learned|know|"
        r"find out|note|show|changing)\b",
        re.IGNORECASE,
    )
    for question in check.questions:
        for gain in question.gain:
            last = " ".join(re.split(r"(?<=[.?])\s", gain.text)[-2:])
            assert signs.search(last), (question.id, last)


def test_gain_texts_begin_with_something_to_do(check: Check) -> None:
    for question in check.questions:
        for gain in question.gain:
            assert not re.match(r"(You|It|This|The \w+ is)\b", gain.text), (question.id, gain.text)


def test_a_check_survives_being_stored(check: Check) -> None:
    stored = type(check).model_validate_json(check.model_dump_json())

    assert stored == check
    assert stored.digest == check.digest


def test_the_digest_changes_with_a_word(check: Check) -> None:
    assert check.model_copy(update={"title": "Another"}).digest != check.digest
