"""The guide shown in the documentation is a whole one: put into a folder it can be walked through."""

import re
from pathlib import Path

import pytest

from advice.catalog import Guide, builtin, load
from tests.advice.guide_kit import asked, items, outcome, said, steps, suggested, walk

DOCS = Path(__file__).parents[2] / "docs" / "content.md"


@pytest.fixture
def mentor(own: Path) -> Guide:
    text = DOCS.read_text(encoding="utf-8")
    shown = re.search(r"`guides/mentor\.toml`.*?```toml\n(.*?)```", text, re.DOTALL)
    assert shown
    (own / "guides").mkdir()
    (own / "guides/mentor.toml").write_text(shown.group(1), encoding="utf-8")
    check = load(builtin(), own).checks["mentor"]
    assert isinstance(check, Guide)
    return check


def test_a_new_guide_takes_one_file(mentor: Guide) -> None:
    assert outcome(mentor, {"role": "no", "time": "yes"}) == "begin"
    assert outcome(mentor, {"role": "no", "time": "no", "half": "yes"}) == "begin"
    assert outcome(mentor, {"role": "no", "time": "no"}) == "wait"
    assert suggested(mentor, {"role": "no"}) == "set"


def test_it_asks_what_applies_and_knows_what_the_path_tells(mentor: Guide) -> None:
    assert asked(mentor, walk(mentor, {"time": "no"})) == ["role", "time", "half"]
    assert asked(mentor, walk(mentor, {}, role="manager")) == ["time"]

    conclusion = said(mentor, {"time": "yes"}, role="manager")
    assert items(conclusion, "What speaks for it") == [mentor.parts[0].items[0].text]
    assert steps(conclusion) == ["ask"]
