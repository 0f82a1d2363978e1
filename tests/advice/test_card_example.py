"""The card shown in the documentation is a whole one: put into a folder it is found."""

import re
from pathlib import Path

import pytest

from advice.catalog import Catalog, builtin, load

DOCS = Path(__file__).parents[2] / "docs" / "content.md"


@pytest.fixture
def shown(own: Path) -> Catalog:
    text = DOCS.read_text(encoding="utf-8")
    card = re.search(r"`our-content/cards/our-mentors\.toml`.*?```toml\n(.*?)```", text, re.DOTALL)
    assert card
    (own / "cards").mkdir()
    (own / "cards/our-mentors.toml").write_text(card.group(1), encoding="utf-8")
    return load(builtin(), own)


def test_a_new_card_takes_one_file(shown: Catalog) -> None:
    assert shown.topics["our-mentors"].title == "Mentors in this house"
    assert [card.id for card in shown.cards_of("our-mentors")] == ["our-mentors"]


def test_it_is_found_by_what_the_documentation_asks(shown: Catalog) -> None:
    asked = re.findall(r'careercheck ask --dir our-content "(.+)"', DOCS.read_text(encoding="utf-8"))
    assert asked
    for text in asked:
        assert shown.search.ask(text).ranked[0].card.id == "our-mentors"
        assert text not in shown.cards["our-mentors"].asks
