"""From rows of the outbox to nudges and answers, by what is true when they are sent."""

from __future__ import annotations

from datetime import date

from advice import milestone_words as words
from advice.milestone_entries import Milestone
from bot.features.nudge import view
from bot.features.nudge.gate import Way, rules_for, verdict
from bot.features.nudge.teller import in_one_line, is_passed, milestone_in, repeated, today
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.store import occasions, ticks
from bot.store.occasions import MILESTONE, Occasion

GONE = Silence("gone")


def told(drawing: Drawing) -> Outgoing | Silence:
    """Draw what is told unasked, if all of it may still be told now; else the planner decides anew."""
    person = drawing.person
    if person is None:
        return GONE
    if ticks.paused(drawing.connection, drawing.workspace):
        return Silence("paused by an operator")
    carried = [occasions.load(drawing.connection, drawing.workspace, name) for name in drawing.ids["occasions"]]
    queued = [one for one in carried if one is not None and one.state == "queued"]
    rules = rules_for(drawing, person)
    if len(queued) < len(carried) or any(verdict(drawing, person, rules, one).way is not Way.GO for one in queued):
        return Silence("not now any more")
    tellers = drawing.telling.tellers
    said = [tellers[one.kind].tell(drawing, one) for one in queued]
    return Outgoing(view.together(said, agreed=has_agreed(drawing)))


def shown(drawing: Drawing) -> Outgoing | Silence:
    """Draw one occasion for who asked to see it."""
    occasion = _occasion(drawing)
    teller = drawing.telling.tellers.get(occasion.kind) if occasion else None
    if occasion is None or teller is None:
        return GONE
    if teller.still(drawing, occasion) is not None:
        return Outgoing(view.over())
    return Outgoing(view.together([teller.tell(drawing, occasion)], agreed=has_agreed(drawing)))


def meanwhile(drawing: Drawing) -> Outgoing | Silence:
    """Draw what fell due while somebody was away, as far as it still holds."""
    found = [occasions.load(drawing.connection, drawing.workspace, name) for name in drawing.ids["missed"]]
    here = [one for one in found if one is not None and not (one.kind == MILESTONE and is_passed(drawing, one))]
    lines = [(one.id, line) for one in here if (line := in_one_line(drawing, one))]
    return Outgoing(view.meanwhile(lines)) if lines else Silence("nothing of it holds any more")


def sources(drawing: Drawing) -> Outgoing | Silence:
    """Draw what the sources say about a milestone, below it."""
    milestone = _milestone(drawing)
    if milestone is None:
        return GONE
    path = drawing.path
    try:
        parts = words.thread(milestone, path, today(drawing))
    except KeyError:  # that clock has stopped
        parts = ()
    if not parts:
        return Outgoing(view.over())
    return Outgoing(view.sources(milestone.name, parts, [drawing.catalog.cite(part.facts) for part in parts]))


def later(drawing: Drawing) -> Outgoing | Silence:
    """Draw when a milestone will be spoken of again."""
    return Outgoing(view.later(date.fromisoformat(drawing.ids["day"])))


def not_later(drawing: Drawing) -> Outgoing | Silence:
    """Draw why a milestone will not be spoken of again."""
    higher = drawing.catalog.milestones.get(drawing.ids["higher"])
    return Outgoing(view.not_later(higher.name if higher else None))


def stopped(drawing: Drawing) -> Outgoing | Silence:
    """Draw that a milestone will not be spoken of again."""
    milestone = drawing.catalog.milestones.get(drawing.ids["milestone"])
    return Outgoing(view.stopped(milestone.name)) if milestone else GONE


def why(drawing: Drawing) -> Outgoing | Silence:
    """Draw why a milestone came when it did."""
    milestone = _milestone(drawing)
    if milestone is None:
        return GONE
    path = drawing.path
    try:
        return Outgoing(view.why(words.Sum(path, milestone.counts, today(drawing)).put_into(milestone.why)))
    except KeyError:
        return Outgoing(view.over())


def has_agreed(drawing: Drawing) -> bool:
    """Tell whether the person agreed that what they tell is kept: else there are no wishes of theirs to change."""
    return drawing.person is not None and drawing.person.consented_at is not None


def _milestone(drawing: Drawing) -> Milestone | None:
    """Return the milestone that the row names, as the content has it now, if it is this person's."""
    occasion = _occasion(drawing)
    first = repeated(drawing, occasion) if occasion else None
    return milestone_in(drawing, first) if first else None


def _occasion(drawing: Drawing) -> Occasion | None:
    """Return the occasion that the row names, if it is this person's."""
    found = occasions.load(drawing.connection, drawing.workspace, drawing.ids["occasion"])
    return found if found is not None and found.user_id == drawing.user_id else None
