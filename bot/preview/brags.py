"""Previews of the brag document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from advice.brag import Piece, in_runs
from advice.one_on_one import Part
from bot.features.brag import form_view, view
from bot.features.brag.draw import everything
from bot.features.brag.handing import A_RUN
from bot.features.brag.held import of_drawing
from bot.features.brag.ids import Ticket
from bot.features.brag.saving import IN_A_BUTTON
from bot.features.brag.typed import LONGEST, Typed
from bot.preview.sitting import sit
from bot.preview.stage import NOW, WORKSPACE, Cast, Drawn, Stage, as_json
from bot.preview.words import Told, hostile
from bot.runtime.below import elsewhere
from bot.runtime.blocks import message
from bot.runtime.own import owner
from bot.store import evidence, steps
from bot.store.brag import pieces, pillars
from bot.store.evidence import Entry

TODAY = NOW.date()
SHARE = "Led the review of the payment outage; the follow-up list is empty now."


def draw(cast: Cast, told: Told) -> Iterator[Drawn]:
    """Draw everything about evidence."""
    worst = told.name == "worst"
    text = hostile(LONGEST) if worst else SHARE
    newcomer, member, busy = cast(), cast(), cast()
    newcomer.forget_consent()
    yield Drawn("brag.card", newcomer.draw("brag.card", page=1), "nothing yet")
    yield Drawn(
        "brag.unsaved", as_json(view.unsaved(owner(newcomer.user_id, WORKSPACE), text[:IN_A_BUTTON], was_cut=worst))
    )
    yield Drawn(
        "brag.unsaved", as_json(view.unsaved(owner(newcomer.user_id, WORKSPACE), "", was_cut=False)), "no words"
    )
    entries = _live(member, told, text, many=40 if worst else 1)
    yield from _shown(member, entries[0], worst=worst)
    yield from _forms(member, text)
    _live(busy, told, text, many=4)
    yield Drawn("brag.card", busy.draw("brag.card", page=1), "pages")
    for name, words in (("brag.not_yours", view.NOT_YOURS), ("brag.no_words", view.NO_WORDS)):
        yield Drawn(name, as_json(message(words)))


def _shown(stage: Stage, entry: str, *, worst: bool) -> Iterator[Drawn]:
    yield Drawn("brag.card", stage.draw("brag.card", page=1))
    yield Drawn("brag.card", stage.draw("brag.card", page=2 if worst else 1), "another page")
    yield Drawn("brag.saved", stage.draw("brag.saved", entry=entry, cut=worst))
    yield Drawn("brag.dropped", as_json(view.dropped()))
    yield Drawn("brag.gone", as_json(view.gone()))
    yield Drawn("brag.nothing", as_json(view.nothing_yet()))
    yield Drawn("brag.there", as_json(elsewhere(view.THERE, "https://example.slack.com/")))
    runs = in_runs(everything(stage.drawing({})), A_RUN)
    for part, run in enumerate(runs[:2]):
        after = (runs[0][-1].pillar, runs[0][-1].quarter) if part else None
        ids = {"part": part, "of": len(runs), "after": after, "pieces": [one.piece.name for one in run]}
        yield Drawn("brag.markdown", stage.draw("brag.markdown", **ids), "a later part" if part else "")
    picked = [piece.name for piece in _newest_first(stage)][: form_view.MOST_PICKED]
    yield Drawn("brag.message", stage.draw("brag.message", parts=list(Part), picked=picked, part=0))


def _forms(stage: Stage, text: str) -> Iterator[Drawn]:
    parts = pillars(stage.catalog)
    agreed, fresh = Ticket(stage.user_id, WORKSPACE), Ticket(stage.user_id, WORKSPACE, agreed="1")
    typed = Typed.of(text + text, TODAY, parts[0].id)
    yield Drawn("brag.save", as_json(form_view.entry(agreed, typed, parts, form_view.MOVED_ON)))
    yield Drawn("brag.save", as_json(form_view.entry(fresh, Typed("", None), parts)), "newcomer")
    care = stage.catalog.words.crisis_text
    yield Drawn("brag.save", as_json(form_view.entry(fresh, typed, parts, care=care)), "a cry for help")
    yield Drawn("brag.erased", as_json(form_view.erased(typed)))
    every = _newest_first(stage)
    yield Drawn("brag.build", as_json(form_view.one_on_one(owner(stage.user_id, WORKSPACE), every)))
    yield Drawn("brag.build", as_json(form_view.one_on_one(owner(stage.user_id, WORKSPACE), ())), "nothing yet")


def _newest_first(stage: Stage) -> list[Piece]:
    every = pieces(of_drawing(stage.drawing({})))
    return sorted(every, key=lambda piece: (piece.day, piece.name), reverse=True)


def _live(stage: Stage, told: Told, text: str, *, many: int) -> list[str]:
    """Let somebody have a result, notes, steps that are done, and `many` entries in each pillar; returns their ids."""
    sitting = sit(stage, told.choices, state="finished")
    sitting.concludes()
    sitting.notes(told.notes)
    for step in sitting.steps(told.steps):
        steps.close(stage.connection, WORKSPACE, step.id, "done", NOW)
    sitting.steps(told.steps)
    made = []
    for number, pillar in enumerate([*(one.id for one in pillars(stage.catalog)), None] * many):
        day = TODAY - timedelta(days=97 * number) if number else date(2026, 11, 2)
        entry = Entry(stage.new_id(), stage.user_id, text, pillar, day, NOW, None)
        evidence.add(stage.connection, WORKSPACE, entry)
        made.append(entry.id)
    return made
