"""Previews of the history: nothing yet, one check, a page of them, one question by question, corrected and changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from advice.catalog import Guide
from advice.check import Given
from bot.preview.sitting import Sitting, sit, walk
from bot.preview.stage import NOW, Cast, Drawn, Stage
from bot.preview.words import Told
from bot.store import checks

QUARTER = timedelta(days=91)


def draw(cast: Cast, told: Told) -> Iterator[Drawn]:
    """Draw the history of somebody with nothing, with one check, and with years of them."""
    nobody, fresh, long_here = cast(), cast(), cast()
    yield Drawn("history.page", nobody.draw("history.page"), "nothing yet")
    walk(fresh, "set", 0).concludes()
    yield Drawn("history.page", fresh.draw("history.page"), "the first one")
    alone = cast()
    for number in range(2):
        sit(alone, told.choices[:5], sections=["technical"], state="finished", ago=QUARTER * (1 - number)).concludes(
            NOW - QUARTER * (1 - number)
        )
    yield Drawn("history.page", alone.draw("history.page"), "one pillar")
    yield from _long(long_here, told)
    yield from _changed(cast(), told)


def _long(stage: Stage, told: Told) -> Iterator[Drawn]:
    """Draw every kind of check twice and the rated one seven times, the last of them corrected."""
    for name, check in stage.catalog.checks.items():
        if isinstance(check, Guide):
            walk(stage, name, 0).concludes()
            walk(stage, name, -1).concludes()
    oldest = [_rated(stage, told.before if number % 2 else told.choices, QUARTER * (6 - number)) for number in range(7)]
    last = oldest[-1]
    _correct(last)
    yield Drawn("history.page", stage.draw("history.page"))
    yield Drawn("history.page", stage.without_charts("history.page"), "without charts")
    yield Drawn("history.page", stage.draw("history.page", to_read=True), "over Home")
    yield Drawn("history.page", stage.draw("history.page", after=last.id), "earlier ones")
    yield Drawn("history.questions", stage.draw("history.questions", check=last.id), "corrected")
    guide = walk(stage, "return", 1)
    guide.concludes()
    yield Drawn("history.questions", stage.draw("history.questions", check=guide.id), "of a guide")


def _changed(stage: Stage, told: Told) -> Iterator[Drawn]:
    """Draw a check whose content lost a question and got another since the last time."""
    today = stage.catalog.rated("set")
    first, *rest = today.questions
    renamed = first.model_copy(update={"id": "S99"})
    older = replace(
        stage.catalog, checks={**stage.catalog.checks, "set": today.model_copy(update={"questions": (renamed, *rest)})}
    )
    now, stage.catalog = stage.catalog, older
    _rated(stage, told.before, QUARTER)
    stage.catalog = now
    last = _rated(stage, told.choices, timedelta(0))
    yield Drawn("history.questions", stage.draw("history.questions", check=last.id))
    yield Drawn("history.page", stage.draw("history.page"), "the check changed")


def _rated(stage: Stage, choices: Any, ago: timedelta) -> Sitting:
    sitting = sit(stage, choices, state="finished", ago=ago)
    sitting.concludes(NOW - ago)
    return sitting


def _correct(sitting: Sitting) -> None:
    """Change the first answer of a finished check."""
    question = sitting.check.questions[0].id
    given: Mapping[str, Given] = {**sitting.row.progress.given, question: Given("partly", "1795430000.000100")}
    progress = replace(sitting.row.progress, given=given)
    sitting.row = checks.save(sitting.stage.connection, replace(sitting.row, progress=progress), NOW)
    sitting.concludes()
