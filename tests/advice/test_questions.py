"""The questions that the advice search is tuned on and measured on are sound."""

from collections import Counter
from pathlib import Path

import pytest

from advice.catalog import Catalog
from tests.advice.questions import BLIND, Asked, read

KNOWN, UNSEEN = read(), read(BLIND)
ASKED = KNOWN.asked + UNSEEN.asked
OFF_TOPIC = KNOWN.off_topic + UNSEEN.off_topic
TEXTS = [question.text for question in ASKED] + list(OFF_TOPIC)


def facts_known(catalog: Catalog) -> set[str]:
    return {fact for source in catalog.sources.values() for fact in source.facts}


def test_there_are_enough_of_each_to_measure_by() -> None:
    assert len(KNOWN.asked) >= 150
    assert len(KNOWN.off_topic) >= 60
    assert len(UNSEEN.asked) >= 100
    assert len(UNSEEN.off_topic) >= 40


def test_nothing_is_asked_twice() -> None:
    counted = Counter(" ".join(text.casefold().split()) for text in TEXTS)
    assert [text for text, times in counted.items() if times > 1] == []


def test_a_text_is_something_a_person_could_send() -> None:
    assert [text for text in TEXTS if text != text.strip() or not text or len(text) > 3000] == []


def test_an_answer_is_one_to_five_different_facts_that_a_source_holds(catalog: Catalog) -> None:
    known = facts_known(catalog)
    wrong = [q for q in ASKED if not 1 <= len(q.facts) <= 5 or len(set(q.facts)) < len(q.facts) or set(q.facts) - known]
    assert wrong == []
    assert {question.kind for question in ASKED} == {"asked"}


def test_somebody_asks_for_every_fact(catalog: Catalog) -> None:
    assert facts_known(catalog) - {fact for question in ASKED for fact in question.facts} == set()


def test_a_file_is_read_as_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "questions.toml"
    file.write_text('[[question]]\ntext = "rusty"\nfacts = ["TA-04"]\nkind = "asked"\n[[off_topic]]\ntext = "hi"\n')
    found = read(file)
    assert found.asked == (Asked("rusty", ("TA-04",), "asked"),)
    assert found.off_topic == ("hi",)


def test_a_misspelt_key_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "questions.toml"
    file.write_text('[[question]]\ntext = "rusty"\nfact = ["TA-04"]\nkind = "asked"\n[[off_topic]]\ntext = "hi"\n')
    with pytest.raises(TypeError):
        read(file)
