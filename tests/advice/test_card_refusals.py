"""A card that does not fit is refused in one line. Each case breaks one thing in a topic laid over the built-in."""

from pathlib import Path

import pytest

from advice.catalog import Catalog, ContentError, Problem, builtin, load

FILE = "cards/own.toml"
TEXT = " ".join(["Somebody writes forty words here to see what happens then."] * 4)
TOPIC = f"""
title = "A topic of our own"
summary = "What it is about."

[[cards]]
id = "first-card"
title = "The first card"
text = "{TEXT}"
facts = ["SET-S9"]
roles = ["manager"]
related = ["second-card"]
check = "set"
asks = ["how do we do it here"]

[[cards]]
id = "second-card"
title = "The second card"
text = "{TEXT}"
facts = ["SET-S9"]
related = ["first-card"]
"""


def write(own: Path, text: str) -> None:
    (own / FILE).parent.mkdir(parents=True, exist_ok=True)
    (own / FILE).write_text(text, encoding="utf-8")


def problems_of(own: Path) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as refused:
        load(builtin(), own)
    return refused.value.problems


def test_a_topic_with_cards_takes_one_file(own: Path, catalog: Catalog) -> None:
    write(own, TOPIC)

    loaded = load(builtin(), own)

    assert [card.id for card in loaded.cards_of("own")] == ["first-card", "second-card"]
    assert loaded.topics["own"].title == "A topic of our own"
    assert loaded.cards["first-card"].roles == ("manager",)
    assert loaded.cards["second-card"].check is None
    assert loaded.cited()["card first-card"] == ("SET-S9",)
    assert len(loaded.cards) == len(catalog.cards) + 2


@pytest.mark.parametrize(
    ("old", "new", "entry", "reason"),
    [
        pytest.param(f'text = "{TEXT}"', 'text = "Too short."', "card first-card, text", "2 words long", id="short"),
        pytest.param(TEXT, f"{TEXT} {TEXT} {TEXT} {TEXT}", "card first-card, text", "160 words long", id="long"),
        pytest.param(
            'facts = ["SET-S9"]', 'facts = ["SET-S99"]', "card first-card", "cites SET-S99, which no source", id="fact"
        ),
        pytest.param('facts = ["SET-S9"]', "facts = []", "card first-card, facts", "cites no source", id="no fact"),
        pytest.param(
            'facts = ["SET-S9"]', 'facts = ["SET-S9", "SET-S9"]', "card first-card, facts", "SET-S9 twice", id="twice"
        ),
        pytest.param('["manager"]', '["boss"]', "card first-card, roles 1", "'boss' is unknown", id="role"),
        pytest.param('["second-card"]', '["third"]', "card first-card, related", "there is no card third", id="gone"),
        pytest.param('["second-card"]', '["first-card"]', "card first-card, related", "related to itself", id="itself"),
        pytest.param(
            '["second-card"]', '["second-card", "second-card"]', "card first-card, related", "twice", id="related twice"
        ),
        pytest.param('check = "set"', 'check = "sets"', "card first-card, check", "there is no check sets", id="check"),
        pytest.param('id = "second-card"', 'id = "first-card"', "card first-card", "is there twice", id="same id"),
        pytest.param('id = "second-card"', 'id = "too-rusty"', "card too-rusty", "is there twice", id="built-in id"),
        pytest.param('id = "first-card"', 'id = "First Card"', "card First Card, id", "has the wrong form", id="form"),
        pytest.param("asks =", "ask =", "card first-card, ask", "is not a known key", id="misspelt key"),
        pytest.param(
            'id = "first-card"', 'topic = "x"', "card number 1, topic", "the file's place says it", id="topic"
        ),
        pytest.param('"A topic of our own"', f'"{"x" * 31}"', "topic own, title", "at most 30", id="long topic"),
        pytest.param(
            '"A topic of our own"', '"Becoming a director"', "topic own, title", "another topic has", id="same title"
        ),
        pytest.param('summary = "What it is about."', "", "topic own, summary", "is missing", id="no summary"),
        pytest.param('title = "The first card"', f'title = "{"x" * 61}"', "card first-card, title", "60", id="title"),
    ],
)
def test_names_file_entry_and_reason(own: Path, old: str, new: str, entry: str, reason: str) -> None:
    assert old in TOPIC
    write(own, TOPIC.replace(old, new, 1))

    found = problems_of(own)

    assert any(p.file == FILE and p.entry == entry and reason in p.reason for p in found), found


def test_a_card_related_to_a_refused_one_is_not_a_second_problem(own: Path) -> None:
    write(own, TOPIC.replace('title = "The second card"', "", 1))

    assert problems_of(own) == (Problem(FILE, "card second-card, title", "is missing"),)


def test_a_topic_without_cards_is_refused(own: Path) -> None:
    write(own, TOPIC.partition("[[cards]]")[0])

    assert problems_of(own) == (Problem(FILE, "cards", "are missing: there must be at least one"),)


def test_synonyms_with_a_misspelt_key_are_refused(own: Path) -> None:
    (own / "synonyms.toml").write_text('group = { x = ["y"] }\n', encoding="utf-8")

    assert problems_of(own) == (Problem("synonyms.toml", "synonyms, group", "is not a known key"),)


def test_asks_may_be_a_text_with_one_a_line(own: Path) -> None:
    lines = 'asks = """\nhow do we do it here\n\n  in our way\n"""'
    write(own, TOPIC.replace('asks = ["how do we do it here"]', lines))

    assert load(builtin(), own).cards["first-card"].asks == ("how do we do it here", "in our way")
