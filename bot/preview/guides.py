"""Previews of the guides: each walked to several ends, its cards, its plan; and what stands around several checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advice import check as flow
from advice.catalog import Guide
from advice.next_steps import next_steps
from bot.features.check import list_view, view
from bot.features.check.ids import Card
from bot.features.check.listing import entries
from bot.features.steps import view as steps_view
from bot.features.steps.view import Suggested
from bot.preview.sitting import Sitting, sit, walk
from bot.preview.stage import NOW, Cast, Drawn, Stage, as_json
from bot.preview.words import Told
from bot.runtime.links import conversation_link
from bot.store import checks

PICKS = (("first answers", 0), ("last answers", -1), ("all skipped", None))
MANAGES: dict[str, str | int] = {
    "path.role": "manager",
    "path.months_away": 30,
    "path.months_in_role": 30,
    "path.years_building": 9,
    "path.years_managing": 2,
}


def draw(cast: Cast, told: Told) -> Iterator[Drawn]:
    """Draw everything that a person sees of guides."""
    names = [name for name, check in cast().catalog.checks.items() if isinstance(check, Guide)]
    for name in names:
        yield from _walked(cast, name, told)
    yield from _cards(cast(), names[0], told)
    yield from _around(cast, names)


def _walked(cast: Cast, name: str, told: Told) -> Iterator[Drawn]:
    newcomer = cast()
    newcomer.forget_consent()
    parent = newcomer.draw("check.parent", check=sit(newcomer, kind=name, state="offered").id)
    yield Drawn("check.parent", parent, name)
    if _offered(newcomer, name):
        yield Drawn("check.not_for_you", newcomer.draw("check.not_for_you", kind=name), name)
    for case, pick in PICKS:
        stage = cast()
        walk(stage, name, -1 if pick == 0 else 0).concludes()
        sitting = walk(stage, name, pick)
        sitting.notes(told.notes[:2])
        yield Drawn(
            "check.result", stage.draw("check.result", check=sitting.id, number=sitting.concludes()), f"{name}, {case}"
        )
        yield from _steps(stage, sitting, f"{name}, {case}")
        if pick == 0:
            yield Drawn("check.copy", stage.draw("check.copy", check=sitting.id, number=1, part=0), name)


def _offered(stage: Stage, name: str) -> bool:
    guide = stage.catalog.checks[name]
    return isinstance(guide, Guide) and guide.offered is not None


def _steps(stage: Stage, sitting: Sitting, case: str) -> Iterator[Drawn]:
    offers = next_steps(sitting.check, sitting.row.progress)
    if not offers:
        return
    suggested = [Suggested.of(offer, NOW.date()) for offer in offers]
    yield Drawn("steps.save", as_json(steps_view.form(f"{sitting.id}|1", suggested, None)), case)
    kept = sitting.steps([offer.kept for offer in offers])
    yield Drawn("steps.kept", stage.draw("steps.kept", steps=[step.id for step in kept], check=sitting.id), case)


def _cards(stage: Stage, name: str, told: Told) -> Iterator[Drawn]:
    sitting = sit(stage, [None], kind=name, path=MANAGES)
    yield Drawn("check.begun", stage.draw("check.begun", check=sitting.id), "told by the path")
    waits = sitting.row.progress.current or ""
    yield Drawn("check.question", stage.draw("check.question", card=Card(sitting.id, waits, 1).value), "of a guide")
    yield Drawn("check.last", stage.draw("check.last", check=sitting.id), "so far in a guide")
    needless = next(
        asked for asked in sitting.check.questions if not flow.asks(sitting.check, sitting.row.progress, asked.id)
    )
    put = replace(sitting.row, progress=flow.put_again(sitting.row.progress, needless.id))
    sitting.row = checks.save(stage.connection, put, NOW)
    card = Card(sitting.id, needless.id, 1).value
    yield Drawn("check.folded", stage.draw("check.folded", card=card, ts="1.1"), "not needed any more")
    sitting.notes(told.notes[:1])


def _around(cast: Cast, names: list[str]) -> Iterator[Drawn]:
    """Draw what somebody sees who is in the midst of everything, and had all of it before."""
    nobody, busy = cast(), cast()
    yield Drawn("check.all", nobody.draw("check.all"))
    listed = list_view.others(entries(nobody.catalog, ()))
    opened = view.opened(conversation_link("preview", "D0PREVIEW"), 6)
    yield Drawn("check.others", as_json(listed))
    yield Drawn("check.others", as_json(list_view.below(opened, listed)), "below an answer")
    yield Drawn("steps.kept_before", as_json(steps_view.kept_before()))
    yield Drawn("check.under_way", nobody.draw("check.under_way"), "nothing any more")
    for name in ["set", *names]:
        walk(busy, name, 0).concludes()
    yield Drawn("home.tab", busy.draw("home.tab"), "a result of each")
    yield Drawn("check.last", busy.draw("check.last"), "a result of each")
    for name in ["set", *names]:
        sit(busy, [None], kind=name)
    for name in ("home.tab", "home.status", "check.under_way", "check.all", "check.last"):
        yield Drawn(name, busy.draw(name), "everything under way")
