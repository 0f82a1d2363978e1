"""More topics and cards than a message holds: a company may write as many as it likes."""

from __future__ import annotations

import pytest

from advice.catalog import Topic
from bot.features.advise import view
from bot.playground.surfaces import check_message
from bot.runtime.blocks import Rendered
from bot.runtime.limits import MOST_CHARACTERS
from tests.kit_content import builtin_content

TOPICS = [Topic(id=f"t{number}", title="&" * 28 + f"{number:02d}", summary="&" * 300) for number in range(60)]
ONE = next(iter(builtin_content().cards.values()))
CARDS = [ONE.model_copy(update={"id": f"c{number}", "title": "&" * 60}) for number in range(150)]


@pytest.mark.parametrize(
    "shown",
    [view.topics(TOPICS), view.topics([]), view.topic(TOPICS[0], CARDS), view.lost("nothing", TOPICS)],
    ids=["topics", "no topics", "topic", "nothing"],
)
def test_slack_takes_what_fits(shown: Rendered) -> None:
    check_message(shown.text, [dict(block) for block in shown.blocks], MOST_CHARACTERS)


def test_what_does_not_fit_is_said() -> None:
    assert "And 35 more" in str(view.topics(TOPICS).blocks)


def test_a_card_without_a_document_behind_it_claims_no_experience() -> None:
    sources = builtin_content().sources

    assert "From experience" not in str(view.card(ONE, [sources["X"]], [], None).blocks)
    assert "From experience" in str(view.card(ONE, [sources["X"], sources["RT"]], [], None).blocks)
