"""Whether one occasion may be told now: asked when the planner looks, and again when the message is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from advice.cadence import Errand, Rules, next_allowed
from bot.runtime.drawing import Drawing
from bot.store.crossings import HIGHER
from bot.store.occasions import LEFT, Occasion
from bot.store.people import Person

TOO_OLD = timedelta(days=14)  # since a reminder could have been said: what it was for has passed by then
LOOK_AGAIN = timedelta(days=30)  # at what may not go as things stand; a change of wishes is looked at at once
AHEAD = timedelta(days=1)  # a date further in the future than that was written by a clock that was wrong


class Way(StrEnum):
    """What to do with an occasion."""

    GO = "go"
    WAIT = "wait"
    SKIP = "skipped"
    CANCEL = "cancelled"


@dataclass(frozen=True)
class Verdict:
    """What to do: `at` (UTC instant) says from when on it may go, or when to look again; `reason` why it ends."""

    way: Way
    at: datetime
    reason: str = ""
    allowed: bool = field(default=True)


def rules_for(drawing: Drawing, person: Person) -> Rules:
    """Return everything that decides when a person may be written to, as it is now."""
    last = person.last_unasked_at
    return Rules(
        key=f"{person.workspace}:{person.user_id}",
        wishes=drawing.chosen.wishes_in(person.tz),
        window=drawing.telling.window,
        fallback_zone=drawing.telling.zone,
        last_unasked=last if last and last < drawing.now + AHEAD else None,
    )


def verdict(drawing: Drawing, person: Person, rules: Rules, occasion: Occasion) -> Verdict:
    """Decide on one occasion at `drawing.now`."""
    now, today = drawing.now, drawing.now.astimezone(rules.tz).date()
    teller = drawing.telling.tellers.get(occasion.kind)
    if teller is None or (person.consented_at is None and not teller.without_consent):
        return Verdict(Way.WAIT, now + LOOK_AGAIN, allowed=False)
    if not person.active and occasion.due_on <= today:
        return Verdict(Way.CANCEL, now, LEFT)
    if not person.active:
        return Verdict(Way.WAIT, now + LOOK_AGAIN, allowed=False)  # they may be back by then
    if occasion.due_on <= today:
        # Before its day nothing is decided about it: the clock may have been set back.
        reason = teller.still(drawing, occasion)
        if reason is not None:
            return Verdict(Way.CANCEL, now, reason)
        # It may have been on its way for long, and the higher one is told in its place.
        if teller.passed is not None and teller.passed(drawing, occasion):
            return Verdict(Way.SKIP, now, HIGHER)
    errand = Errand(occasion.kind, occasion.due_on, asked=teller.asked, moves=teller.moves)
    if teller.ages and _too_old(now, rules, errand, occasion):
        return Verdict(Way.SKIP, now, "too old")
    at = next_allowed(now, rules, errand)
    if at is None:
        return Verdict(Way.WAIT, now + LOOK_AGAIN, allowed=False)
    return Verdict(Way.GO if at <= now else Way.WAIT, at)


def _too_old(now: datetime, rules: Rules, errand: Errand, occasion: Occasion) -> bool:
    """Tell whether it could have been said long ago.

    It is to be looked at when the wishes of the person let it go, or have changed: only what nobody looked at then
    grows old, because the bot was away, or because Slack took nothing.
    """
    could = next_allowed(min(occasion.look_at, now), rules, errand)
    return could is not None and now - could > TOO_OLD
