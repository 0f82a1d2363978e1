"""Every fact that the sources list is carried by something that the bot says."""

from dataclasses import replace

from advice.catalog import Catalog
from bot.content import coverage


def test_nothing_is_missing(catalog: Catalog) -> None:
    assert [fact for fact, where in catalog.carriers().items() if not where] == []
    assert coverage(catalog) == (["Nothing is missing: 156 facts, all carried"], True)


def test_cards_alone_carry_nearly_everything(catalog: Catalog) -> None:
    carried = {fact for card in catalog.cards.values() for fact in card.facts}

    assert len(carried) >= 0.9 * len(catalog.carriers())


def test_where_a_fact_is_carried_is_told(catalog: Catalog) -> None:
    lines, whole = coverage(catalog, everything=True)

    assert whole
    assert len(lines) == 157
    (line,) = (line for line in lines if line.startswith("TA-04 "))
    assert "card too-rusty" in line
    assert any(line.startswith("X-07 ") for line in lines)


def test_a_fact_that_nothing_carries_is_named_with_its_source(catalog: Catalog) -> None:
    silent = replace(catalog, checks={}, milestones={}, cards={})

    lines, whole = coverage(silent)

    assert not whole
    assert "DR-09  Charity Majors, Advice for Engineering Managers Who Want to Climb the Ladder (2022)" in lines
    assert lines[-1].endswith("of 156 facts are missing: nothing in the content cites them")
    assert len(lines) == int(lines[-1].split()[0]) + 1
