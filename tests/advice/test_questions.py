"""The questions that measure the advice search are sound, and the part kept aside stays the same."""

from collections import Counter
from pathlib import Path

import pytest

from advice.catalog import Catalog
from tests.advice.questions import Asked, is_held_out, read

BOTH = read()
ASKED = BOTH.tuning.asked + BOTH.held_out.asked
OFF_TOPIC = BOTH.tuning.off_topic + BOTH.held_out.off_topic
TEXTS = [question.text for question in ASKED] + list(OFF_TOPIC)


def facts_known(catalog: Catalog) -> set[str]:
    return {fact for source in catalog.sources.values() for fact in source.facts}


def test_there_are_enough_of_each_to_measure_by() -> None:
    assert len(ASKED) >= 150
    assert len(OFF_TOPIC) >= 60
    assert len(BOTH.held_out.asked) >= 50
    assert len(BOTH.held_out.off_topic) >= 20


@pytest.mark.parametrize("part", [BOTH.tuning, BOTH.held_out], ids=["tuning", "held out"])
def test_a_part_holds_its_share(part) -> None:
    expected = 1 / 3 if part is BOTH.held_out else 2 / 3
    assert len(part.asked) / len(ASKED) == pytest.approx(expected, abs=0.06)
    assert len(part.off_topic) / len(OFF_TOPIC) == pytest.approx(expected, abs=0.06)


def test_nothing_is_asked_twice() -> None:
    counted = Counter(" ".join(text.casefold().split()) for text in TEXTS)
    assert [text for text, times in counted.items() if times > 1] == []


def test_a_text_is_something_a_person_could_send() -> None:
    assert [text for text in TEXTS if text != text.strip() or not text or len(text) > 3000] == []


def test_an_answer_is_one_to_four_different_facts_that_a_source_holds(catalog: Catalog) -> None:
    known = facts_known(catalog)
    wrong = [q for q in ASKED if not 1 <= len(q.facts) <= 4 or len(set(q.facts)) < len(q.facts) or set(q.facts) - known]
    assert wrong == []
    assert {question.kind for question in ASKED} == {"asked"}


def test_somebody_asks_for_every_fact(catalog: Catalog) -> None:
    assert facts_known(catalog) - {fact for question in ASKED for fact in question.facts} == set()


def test_the_hash_of_a_text_alone_says_on_which_side_it_is() -> None:
    assert is_held_out("director") is False
    assert is_held_out("rusty") is True
    assert all(is_held_out(question.text) for question in BOTH.held_out.asked)
    assert not any(is_held_out(question.text) for question in BOTH.tuning.asked)
    assert not set(BOTH.tuning.off_topic) & set(BOTH.held_out.off_topic)


def test_a_file_is_read_as_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "questions.toml"
    file.write_text('[[question]]\ntext = "rusty"\nfacts = ["TA-04"]\nkind = "asked"\n[[off_topic]]\ntext = "hi"\n')
    found = read(file)
    assert found.tuning.asked + found.held_out.asked == (Asked("rusty", ("TA-04",), "asked"),)
    assert found.tuning.off_topic + found.held_out.off_topic == ("hi",)


def test_a_misspelt_key_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "questions.toml"
    file.write_text('[[question]]\ntext = "rusty"\nfact = ["TA-04"]\nkind = "asked"\n[[off_topic]]\ntext = "hi"\n')
    with pytest.raises(TypeError):
        read(file)
