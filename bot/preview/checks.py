"""Previews of the check: its cards, its results, its form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.features.check import around_result_view, card_view, view
from bot.features.check.answering import OLDER_CARD
from bot.features.check.draw import draw_card
from bot.features.check.notes import LONGEST
from bot.preview.sitting import Sitting, sit
from bot.preview.stage import NOW, Cast, Drawn, Stage, as_json
from bot.preview.words import QUESTIONS, Told
from bot.runtime.links import conversation_link

SOFT = 9  # questions of the first pillar
LONG_AGO = timedelta(days=180)


def draw(cast: Cast, told: Told) -> Iterator[Drawn]:
    """Draw everything that a person sees of the check."""
    yield from _before(cast)
    yield from _asked(cast(), told)
    yield from _under_way(cast(), told)
    yield from _resting(cast, told)
    yield from _finished(cast(), told)
    yield from _results(cast, told)


def _before(cast: Cast) -> Iterator[Drawn]:
    newcomer, member, picky = cast(), cast(), cast()
    newcomer.forget_consent()
    yield Drawn("check.parent", newcomer.draw("check.parent", check=sit(newcomer, state="offered").id))
    yield Drawn("check.parent", member.draw("check.parent", check=sit(member, state="offered").id), "agreed before")
    one = sit(picky, state="offered", sections=["technical"])
    yield Drawn("check.parent", picky.draw("check.parent", check=one.id), "one pillar")
    yield Drawn("check.waiting", picky.draw("check.waiting", check=one.id))
    yield Drawn("check.not_begun", member.draw("check.not_begun"))
    yield Drawn("check.opened", as_json(view.opened(conversation_link("preview", "D0PREVIEW"), 6)))
    yield Drawn("check.last", member.draw("check.last"), "nothing yet")


def _asked(stage: Stage, told: Told) -> Iterator[Drawn]:
    sitting = sit(stage, told.choices[:2])
    noted = sitting.notes(told.notes)[2 % len(told.notes)]
    asked = sitting.check.questions[0]
    yield Drawn("check.question", stage.draw("check.question", card=sitting.card(2).value))
    yield Drawn("check.folded", stage.draw("check.folded", card=sitting.card(1).value, ts="1.1"))
    yield Drawn("check.explain", stage.draw("check.explain", check=sitting.id, question=asked.id))
    yield Drawn("check.noted", stage.draw("check.noted", note=noted, cut=LONGEST))
    yield Drawn("check.unnoted", as_json(card_view.unnoted(asked.name)))
    fresh = draw_card(sitting.check, sitting.row.progress, sitting.card(2))
    yield Drawn("check.stale", as_json(card_view.stale(OLDER_CARD, fresh)))
    yield Drawn("check.stale", as_json(card_view.stale(OLDER_CARD, None)), "no question waits")
    older = sitting.card(0)
    newer = sitting.again(0)
    yield Drawn("check.folded", stage.draw("check.folded", card=older.value, ts="1.1"), "asked again")
    before = card_view.Noted(told.notes[0], NOW.date(), len(told.notes))
    again = draw_card(sitting.check, sitting.row.progress, newer, card_view.Evidence(len(told.notes), before))
    yield Drawn("check.question", as_json(again), "again")


def _under_way(stage: Stage, told: Told) -> Iterator[Drawn]:
    sitting = sit(stage, told.choices[: QUESTIONS - 1], state="paused")
    yield Drawn("check.begun", stage.draw("check.begun", check=sitting.id))
    yield Drawn("check.paused", stage.draw("check.paused", check=sitting.id))
    yield Drawn("check.where", stage.draw("check.where", check=sitting.id))
    yield Drawn("check.choice", stage.draw("check.choice", check=sitting.id, wanted=["soft", "technical"]))
    yield Drawn("check.taken", stage.draw("check.taken", check=sitting.id))
    yield Drawn("check.last", stage.draw("check.last"), "so far")


def _resting(cast: Cast, told: Told) -> Iterator[Drawn]:
    stage = cast()
    sitting = sit(stage, told.choices[:SOFT])
    first = sitting.check.sections[0].id
    yield Drawn("check.rest", stage.draw("check.rest", check=sitting.id, section=first))


def _finished(stage: Stage, told: Told) -> Iterator[Drawn]:
    sitting = _with_result(stage, told)
    yield Drawn("check.result", stage.draw("check.result", check=sitting.id, number=1))
    yield Drawn("check.judged", stage.draw("check.judged", check=sitting.id, number=1, ts="1.1"))
    yield Drawn("check.last", stage.draw("check.last"))
    yield Drawn("check.copy", stage.draw("check.copy", check=sitting.id, number=1, part=0))
    yield Drawn("check.where", stage.draw("check.where", check=sitting.id), "finished")
    yield Drawn("check.begun", stage.draw("check.begun", check=sitting.id), "finished")
    form = around_result_view.change_form(sitting.id, sitting.check, sitting.row.progress.answers)
    yield Drawn("check.change", as_json(form))
    corrected = sitting.concludes()
    yield Drawn("check.result", stage.draw("check.result", check=sitting.id, number=corrected), "corrected")


def _results(cast: Cast, told: Told) -> Iterator[Drawn]:
    """Results at the edges: nothing but strengths, no answer at all, one strength to lean on."""
    for name, choice in (("all strong", "yes"), ("all skipped", None), ("nothing strong", "not_yet")):
        stage = cast()
        sitting = sit(stage, [choice] * QUESTIONS, state="finished")
        shown = stage.draw("check.result", check=sitting.id, number=sitting.concludes())
        yield Drawn("check.result", shown, name)
    stage = cast()
    leaning = sit(stage, ["yes"] * SOFT + ["not_yet"] * (QUESTIONS - SOFT), state="finished")
    leaning.notes(told.notes)
    number = leaning.concludes()
    yield Drawn("check.result", stage.draw("check.result", check=leaning.id, number=number), "to lean on")
    yield Drawn("check.result", stage.without_charts("check.result", check=leaning.id, number=number), "without charts")


def _with_result(stage: Stage, told: Told) -> Sitting:
    earlier = sit(stage, told.before, state="finished", ago=LONG_AGO)
    earlier.concludes()
    sitting = sit(stage, told.choices, state="finished")
    sitting.notes(told.notes)
    sitting.concludes()
    return sitting
