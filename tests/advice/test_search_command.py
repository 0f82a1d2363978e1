import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app


def run(*words: str) -> tuple[int, str]:
    ran = CliRunner().invoke(app, list(words))
    return ran.exit_code, ran.output


def test_ask_prints_the_cards_with_scores_and_facts() -> None:
    code, printed = run("ask", "am", "I", "too", "rusty?")

    assert code == 0
    first = printed.splitlines()[0].split()
    assert float(first[0]) > 0
    assert first[1] == "too-rusty"
    assert "TA-04" in printed.splitlines()[0]


def test_ask_as_json_holds_every_card_that_fits() -> None:
    code, printed = run("ask", "am I too rusty?", "--json")
    found = json.loads(printed)

    assert code == 0
    assert found["kind"] == "cards"
    assert found["cards"][0]["id"] == "too-rusty"
    assert found["cards"][0]["facts"] == ["TA-04", "TA-07"]
    scores = [card["score"] for card in found["cards"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("will it rain tomorrow", "nothing", "Nothing fits well enough. Topics: "),
        ("", "nothing", "Nothing fits well enough. Topics: "),
        ("no sé si quiero ser director", "other language", "That seems to be another language"),
        ("I want to kill myself", "crisis", "talk to a person now"),
    ],
)
def test_where_nothing_fits_it_says_so(text: str, kind: str, words: str) -> None:
    code, printed = run("ask", text)
    json_code, as_json = run("ask", text, "--json")

    assert (code, json_code) == (0, 0)
    assert words in printed
    assert json.loads(as_json)["kind"] == kind
    assert json.loads(as_json)["cards"] == []


def test_content_that_is_refused_ends_in_its_problems(own: Path) -> None:
    (own / "nobody.toml").write_text("x = 1\n", encoding="utf-8")

    for words in (("ask", "rusty"), ("content", "coverage"), ("content", "list")):
        code, printed = run(*words, "--dir", str(own))
        assert code == 1
        assert "nobody.toml: file: is not a place where content is looked for" in printed


def test_coverage_ends_well_where_nothing_is_missing() -> None:
    assert run("content", "coverage") == (0, "Nothing is missing: 156 facts, all carried\n")
    code, printed = run("content", "coverage", "--list")
    assert code == 0
    assert len(printed.splitlines()) == 157
