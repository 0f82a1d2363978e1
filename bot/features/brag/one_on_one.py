"""*Prepare my 1:1*: somebody picks what goes in, and has a text to copy. It is sent to nobody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from advice.catalog import Rated
from advice.months import add_months
from advice.one_on_one import Intent, Part, Standing, one_on_one
from advice.result import conclude_progress
from bot.features.brag import form_view
from bot.features.brag.held import of_unit
from bot.runtime.copied import APART, in_messages, promise_of
from bot.runtime.instant import open_modal
from bot.runtime.once import once
from bot.runtime.own import must_be_own
from bot.runtime.request import Reply, Request
from bot.runtime.room import in_parts
from bot.runtime.services import Services
from bot.store import contents, results, steps
from bot.store.brag import SET, Whose, pieces

MONTHS_BACK = 3
BETWEEN = "\n\n"  # what stands between the heading and what follows it
NOTHING = "Tick at least one thing, here or below."
EMPTY = "There is nothing in what you ticked yet; tick something else, here or below."


def prepare(services: Services, request: Request) -> Reply:
    """Open the form, with the newest evidence to tick."""
    with services.begin(request.workspace, request.user_id, "brag.prepare") as unit:
        must_be_own(unit, request.value)
        newest = sorted(pieces(of_unit(services, unit)), key=lambda piece: (piece.day, piece.name), reverse=True)
        return Reply(instants=(open_modal(request.trigger_id, form_view.one_on_one(request.value, newest)),))


def build(services: Services, request: Request) -> Reply:
    """Put the message together, into the person's own conversation, or say what is missing."""
    with services.begin(request.workspace, request.user_id, "brag.build") as unit:
        must_be_own(unit, request.metadata)
        ticked = request.values.get("parts")
        parts = [part.value for part in Part if isinstance(ticked, tuple) and part.value in ticked]
        ids = {"parts": parts, "picked": _theirs(of_unit(services, unit), form_view.picked(request.values))}
        if not parts and not ids["picked"]:
            return Reply(errors={"parts": NOTHING})
        text = written(of_unit(services, unit), ids, unit.now)
        if BETWEEN not in text:
            return Reply(errors={"parts": EMPTY})
        once(unit, request)
        for part in range(len(in_messages(in_parts(text)))):
            unit.put("brag.message", {**ids, "part": part}, promise=promise_of(part), after=part * APART)
        return Reply()


def written(whose: Whose, ids: Mapping[str, Any], now: datetime) -> str:
    """Write the message from what is true now of what was picked: names of parts and of pieces."""
    today = now.astimezone(whose.tz).date()
    every = sorted(pieces(whose), key=lambda piece: (piece.day, piece.name), reverse=True)
    since = add_months(today, -MONTHS_BACK)
    still_open = steps.still_open(whose.connection, whose.workspace, whose.user_id)
    return one_on_one(
        today,
        [Part(name) for name in ids["parts"]],
        standing=_standing(whose),
        steps=[Intent(step.text, step.due) for step in still_open],
        done=[piece for piece in every if piece.source == "step" and piece.day >= since],
        picked=[piece for piece in every if piece.name in ids["picked"]],
    )


def _theirs(whose: Whose, names: list[str]) -> list[str]:
    """Return those of the names that are pieces of this person."""
    there = {piece.name for piece in pieces(whose)}
    return [name for name in names if name in there]


def _standing(whose: Whose) -> Standing | None:
    """Return what the newest result of the SET check says, where there is one."""
    row = results.last(whose.connection, whose.workspace, whose.user_id, SET)
    if row is None:
        return None
    check = contents.of_check(whose.connection, whose.catalog, whose.workspace, row.content, row.kind)
    if not isinstance(check, Rated):
        return None
    found = conclude_progress(check, row.progress)
    return Standing(
        row.finished_at.astimezone(whose.tz).date(),
        [strength.name for strength in found.strengths],
        [growth.name for growth in found.growth],
    )
