"""One line below the next message, of whatever kind, until the person has seen it.

It is about what may not have arrived, because Slack did not say so, and about a milestone that did arrive and crossed
with what the person told of their path.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.features.nudge import view
from bot.features.nudge.gate import rules_for
from bot.features.nudge.teller import holds, in_one_line, milestone_in
from bot.runtime.blocks import Rendered
from bot.runtime.drawing import Drawing, Outgoing
from bot.store import unseen
from bot.store.occasions import MILESTONE, Occasion

RECENT = timedelta(days=30)  # a message from before then crosses with nothing
TOLD = "nudge.told"


def carry(drawing: Drawing, outgoing: Outgoing) -> Outgoing:
    """Add the line to a message, where there is one to add."""
    rendered = outgoing.rendered
    if not isinstance(rendered, Rendered) or outgoing.target is not None:
        return outgoing
    line = _line(drawing)
    return replace(outgoing, rendered=view.below(rendered, line)) if line else outgoing


def unsure(drawing: Drawing) -> list[tuple[str, str]]:
    """Return what may not have arrived and still holds, by its id, in one line each; the newest first."""
    found = unseen.unsure(drawing.connection, drawing.workspace, drawing.user_id)
    return [(occasion.id, line) for occasion in found if (line := in_one_line(drawing, occasion))]


def _line(drawing: Drawing) -> Rendered | None:
    shown = drawing.ids.get("occasion")
    for occasion in unseen.unseen(drawing.connection, drawing.workspace, drawing.user_id, drawing.now - RECENT):
        if occasion.id == shown:
            continue
        if occasion.state == "unknown":
            line = in_one_line(drawing, occasion)
            if line:
                return view.missed(line, occasion.id)
        elif _crossed(drawing, occasion):
            milestone = milestone_in(drawing, occasion)
            return view.crossed(milestone.name if milestone else "", occasion.id)
    return None


def _crossed(drawing: Drawing, occasion: Occasion) -> bool:
    """Tell whether a milestone that was told did not hold then, by what is known of the path now."""
    person = drawing.person
    at = unseen.told_at(drawing.connection, occasion)
    if occasion.kind != MILESTONE or person is None or at is None:
        return False
    return not holds(drawing, occasion, at.astimezone(rules_for(drawing, person).tz).date())
