"""Milestones, and what a person wanted to be reminded of about them: whether they still hold, and how they are told."""

from __future__ import annotations

from datetime import date

from advice import milestone_words as words
from advice.milestone_entries import Milestone
from advice.milestones import on_clocks, speaks_to, still_holds, wanted
from bot.features.nudge import view
from bot.features.nudge.gate import rules_for
from bot.runtime.drawing import Drawing
from bot.runtime.said import Said
from bot.runtime.telling import Teller
from bot.store import occasions
from bot.store.occasions import AGAIN, MILESTONE, Occasion, milestone_of


def still(drawing: Drawing, occasion: Occasion) -> str | None:
    """Say why a milestone need not be told any more, if so."""
    milestone = milestone_in(drawing, occasion)
    if milestone is None:
        return "no such milestone any more"
    chosen = drawing.chosen
    if not wanted([milestone], chosen.milestones):
        return "not wanted any more"
    return None if holds(drawing, occasion, today(drawing)) else "no longer true"


def again_still(drawing: Drawing, occasion: Occasion) -> str | None:
    """Say why a milestone need not be spoken of again, if so."""
    first = repeated(drawing, occasion)
    if first is None:
        return "forgotten"
    return still(drawing, first) or ("a higher one" if is_passed(drawing, first) else None)


def tell(drawing: Drawing, occasion: Occasion) -> Said:
    """Draw a milestone.

    Raises:
        LookupError: it is not for this person (any more).
    """
    return _said(drawing, occasion, occasion, again=False)


def tell_again(drawing: Drawing, occasion: Occasion) -> Said:
    """Draw a milestone that they wanted to be reminded of; LookupError as for `tell`."""
    first = repeated(drawing, occasion)
    if first is None:
        raise LookupError(f"nothing to repeat for {occasion.id}")
    return _said(drawing, occasion, first, again=True)


def in_one_line(drawing: Drawing, occasion: Occasion) -> str:
    """Return an occasion of any kind in one line; nothing where it does not hold any more."""
    teller = drawing.telling.tellers.get(occasion.kind)
    if teller is None or teller.still(drawing, occasion) is not None:
        return ""
    return teller.tell(drawing, occasion).line


def repeated(drawing: Drawing, occasion: Occasion) -> Occasion | None:
    """Return the milestone that `occasion` is, or repeats; None where it is about something else."""
    if occasion.kind == MILESTONE:
        return occasion
    if occasion.kind != AGAIN:
        return None
    return occasions.load(drawing.connection, drawing.workspace, occasion.about.partition(":")[0])


def milestone_in(drawing: Drawing, occasion: Occasion) -> Milestone | None:
    """Return the content of the milestone that an occasion is about; None where there is none (any more)."""
    return drawing.catalog.milestones.get(milestone_of(occasion).milestone)


def holds(drawing: Drawing, occasion: Occasion, day: date) -> bool:
    """Tell whether a milestone was reached by `day` (the person's date), by what is known of their path now."""
    milestone = milestone_in(drawing, occasion)
    if milestone is None:
        return False
    return still_holds(drawing.path, milestone, milestone_of(occasion).swing, day)


def is_passed(drawing: Drawing, occasion: Occasion) -> bool:
    """Tell whether a higher milestone is reached on the same clock: what was said of this one holds no longer."""
    return passed_by(drawing, occasion, today(drawing)) is not None


TELLERS = {
    MILESTONE: Teller(tell, still, asked=False, ages=False, passed=is_passed),
    AGAIN: Teller(tell_again, again_still, ages=False),
}


def passed_by(drawing: Drawing, occasion: Occasion, day: date) -> Milestone | None:
    """Return the higher milestone that is reached on the same clock by `day` (the person's date), if any."""
    milestone = milestone_in(drawing, occasion)
    if milestone is None:
        return None
    chosen = drawing.chosen
    higher = [
        other
        for other in wanted(drawing.catalog.milestones.values(), chosen.milestones)
        if other.counts == milestone.counts and other.months > milestone.months and speaks_to(other, drawing.path)
    ]
    reached = {one.milestone for one in on_clocks(drawing.path, higher) if one.on <= day}
    return next((other for other in higher if other.id in reached), None)


def today(drawing: Drawing) -> date:
    """Return the person's own date."""
    person = drawing.person
    return drawing.now.astimezone(rules_for(drawing, person).tz).date() if person else drawing.now.date()


def _said(drawing: Drawing, occasion: Occasion, first: Occasion, *, again: bool) -> Said:
    milestone = milestone_in(drawing, first)
    if milestone is None:
        raise LookupError(f"no milestone for {occasion.id}")
    path, day = drawing.path, today(drawing)
    told = words.message(milestone, path, day)
    cited = drawing.catalog.cite(told.facts)
    return view.milestone(milestone, told, cited, occasion=occasion.id, again=again)
