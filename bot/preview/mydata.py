"""Previews of what is kept about somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.features.mydata import erasing_view, view
from bot.features.mydata.exporting import body_of
from bot.features.mydata.view import Line
from bot.features.mydata.words import KINDS
from bot.preview.sitting import sit
from bot.preview.stage import NOW, WORKSPACE, Cast, Drawn, Stage, as_json
from bot.preview.words import Told
from bot.runtime.own import owner
from bot.store import exports, imports, portable
from bot.store.exports import Asked

LONG_AGO = NOW.date() - timedelta(days=3653)
MANY = 12_345_678


def draw(cast: Cast, told: Told) -> Iterator[Drawn]:
    """Draw everything about somebody's data."""
    yield from _shown(cast(), told)
    yield from _exported(cast(), told)
    whose = owner(cast().user_id, WORKSPACE)
    for leads in ([], ["Platform", "x" * 80], ["x" * 80] * 50):
        yield Drawn(
            "mydata.erase", as_json(erasing_view.ask_erase(whose, leads)), f"leads {len(leads)} teams" if leads else ""
        )
    yield Drawn("mydata.gone", as_json(erasing_view.gone()))
    yield Drawn("mydata.not_gone", as_json(erasing_view.not_gone()))
    yield Drawn("mydata.home_gone", as_json(erasing_view.home_gone()))


def _shown(stage: Stage, told: Told) -> Iterator[Drawn]:
    yield Drawn("mydata.shown", stage.draw("mydata.shown", years=1), "newcomer")
    finished = sit(stage, told.choices, state="finished", ago=timedelta(days=90))
    finished.concludes()
    finished.steps(told.steps)
    yield Drawn("mydata.shown", stage.draw("mydata.shown", years=5))
    most = [Line(words, MANY, LONG_AGO, NOW.date()) for words in KINDS.values()]
    yield Drawn("mydata.shown", as_json(view.shown(most, 5)), "all there can be")


def _exported(stage: Stage, told: Told) -> Iterator[Drawn]:
    for again in (False, True):
        yield Drawn("mydata.on_its_way", as_json(view.on_its_way(again=again)), "again" if again else "")
    yield Drawn("mydata.exported", stage.draw("mydata.exported"))
    sit(stage, told.choices, state="finished").concludes()
    asked = Asked(WORKSPACE, stage.new_id(), stage.user_id)
    exports.ask(stage.connection, asked, NOW)
    everything = portable.of_person(stage.connection, WORKSPACE, stage.user_id, NOW)
    text = everything.written(for_messages=True)
    exports.becomes_messages(stage.connection, asked, body_of("# What careercheck keeps about you\n", text))
    named = stage.new_id()
    imports.offer(stage.connection, WORKSPACE, stage.user_id, id=named, body=text, now=NOW)
    yield Drawn("mydata.offered", stage.draw("mydata.offered", **{"import": named}))
    for name, rendered in (("taken_in", view.taken_in()), ("not_taken_in", view.not_taken_in())):
        yield Drawn(f"mydata.{name}", as_json(rendered))
    yield Drawn("mydata.refused", as_json(view.refused()))
    for part in (0, 1):
        yield Drawn(
            "mydata.part", stage.draw("mydata.part", export=asked.id, part=part), "for programs" if part else ""
        )
