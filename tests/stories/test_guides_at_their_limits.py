"""The longest guide that the content may hold still fits into Slack: nothing is refused, what is cut is said."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from advice.entries import Passage
from advice.guide_entries import Item, NextStep, Outcome, Suggestion
from advice.guided import Changed, Conclusion
from bot.features.check import guide_view, list_view, under_way_view
from bot.features.check.guide_view import Told
from bot.features.check.list_view import Entry
from bot.features.check.result_parts import SHORTENED, about
from bot.features.check.under_way_view import UnderWay
from bot.features.steps import view as steps_view
from bot.features.steps.view import Suggested
from bot.playground.surfaces import check_message, check_view
from bot.preview.stage import NOW
from bot.runtime.blocks import Block, Rendered, link
from bot.runtime.limits import MOST_CHARACTERS
from tests.kit import words

LONG = {"plain": "word " * 200, "escaped": "&" * 1000}


def cite(_facts: object, most: int) -> str:
    """Sources that take all the room there is."""
    return link("https://example.com/" + "a" * 40, "b" * (most - 70))


def fits(shown: Rendered) -> str:
    """Make sure that Slack takes a message; returns what it says."""
    check_message(shown.text, [dict(block) for block in shown.blocks], MOST_CHARACTERS)
    return words({"text": shown.text, "blocks": [dict(block) for block in shown.blocks]})


def told(text: str, *, parts: int, items: int, steps: int) -> Told:
    """A conclusion of so many parts, items in each and steps, each as long as may be."""
    item = Item.model_construct(text=text[:700], facts=("PL-01",), when=())
    step = NextStep.model_construct(id="a", name=text[:300], text=text[:700], facts=("PL-01",), months=24, when=())
    passage = Passage.model_construct(text=text[:700], facts=("PL-01",))
    conclusion = Conclusion(
        outcome=Outcome.model_construct(id="a", title=text[:60], text=text[:700], facts=("PL-01",), when=()),
        opening=passage,
        parts=tuple((text[:60], (item,) * items) for _ in range(parts)),
        steps=(step,) * steps,
        suggestion=Suggestion.model_construct(check="set", text=text[:300], when=()),
        changed=tuple(Changed(text[:60], text[:30], text[:30]) for _ in range(30)),
        closing=passage,
    )
    return Told(text[:100], "0" * 20 + "|1000", conclusion=conclusion, label=text[:100], plan=True)


def which(title: str) -> Sequence[Block]:
    return about(title[:100], NOW, corrected=True, earlier=False)


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
@pytest.mark.parametrize(("parts", "items", "steps"), [(1, 15, 1), (15, 1, 0), (15, 15, 15), (0, 0, 24)])
def test_the_result_of_a_guide_fits(text: str, parts: int, items: int, steps: int) -> None:
    notes = {f"{number} {text[:50]}": [text] * 3 for number in range(10)}

    said = fits(guide_view.result(told(text, parts=parts, items=items, steps=steps), cite, notes, about=which(text)))

    assert SHORTENED in said
    assert "Keep this plan" in said


def test_fifteen_short_items_are_all_there() -> None:
    short = told("word " * 20, parts=5, items=3, steps=3)

    said = fits(guide_view.result(short, cite, {}, about=which("word")))

    assert said.count("• word") >= 15
    assert SHORTENED not in said


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_lists_of_very_many_checks_fit(text: str) -> None:
    entries = [Entry(f"c{n}", text[:100], text[:300], text[:100], 60, under_way=n % 2 == 0) for n in range(60)]
    begun = [
        UnderWay(f"{n}|1", text[:100], text[:100], text[:40], paused=False, link="https://a.example/1")
        for n in range(60)
    ]

    assert "And 35 more" in fits(list_view.every(entries))
    assert "And 35 more" in fits(list_view.below(fits_as_is(), list_view.others(tuple(entries))))
    assert "And 55 more" in fits(under_way_view.which(begun))


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_the_form_for_very_many_steps_fits(text: str) -> None:
    suggested = [Suggested(f"s{n}", text[:300], text[:700], NOW.date()) for n in range(40)]

    check_view(dict(steps_view.form("0" * 20 + "|1", suggested, None).view), "modal")


def fits_as_is() -> Rendered:
    """Some answer."""
    return under_way_view.which([])
