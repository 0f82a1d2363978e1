"""A nudge on which something was chosen: its text stays, and one line takes the place of the choices."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.features.nudge import view
from bot.features.nudge.draw import has_agreed
from bot.features.nudge.teller import milestone_in, repeated
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.runtime.said import Said
from bot.store import occasions, outbox
from bot.store.occasions import AGAIN, Occasion

GONE = Silence("gone")


def folded(drawing: Drawing) -> Outgoing | Silence:
    """Draw a message of nudges anew, as of when it came, with what was chosen on each."""
    occasion = occasions.load(drawing.connection, drawing.workspace, drawing.ids["occasion"])
    came = _instant(drawing.ids["ts"])
    if occasion is None or occasion.user_id != drawing.user_id or came is None:
        return GONE
    then = replace(drawing, now=came)
    parts = [part for one in _beside(drawing, occasion) if (part := _part(then, one))]
    if not parts:
        return GONE
    return Outgoing(view.together(parts, agreed=has_agreed(drawing)), target=drawing.ids["ts"])


def _beside(drawing: Drawing, occasion: Occasion) -> list[Occasion]:
    """Return what the message speaks of: all that came together, or the one alone where it was shown once more."""
    row = occasion.outbox_id
    told = outbox.message(drawing.connection, workspace=drawing.workspace, dedupe=row) if row else None
    if row is None or told is None or told[1] != drawing.ids["ts"]:
        return [occasion]
    return list(occasions.carried(drawing.connection, drawing.workspace, row))


def _part(then: Drawing, occasion: Occasion) -> Said | None:
    """Draw one of them; None where it cannot be said any more, and nothing was chosen on it."""
    teller = then.telling.tellers.get(occasion.kind)
    try:
        said = teller.tell(then, occasion) if teller else None
    except LookupError:  # it is not so any more
        said = None
    chosen = _chosen(then, occasion)
    if chosen is None:
        return said
    name, line = chosen
    return view.folded(said or view.named(name, occasion.id), line, occasion.id)


def _chosen(then: Drawing, occasion: Occasion) -> tuple[str, str] | None:
    """Return the name of a milestone and what was chosen on it, in a line; None where all choices are open."""
    first = repeated(then, occasion)
    milestone = milestone_in(then, first) if first else None
    if first is None or milestone is None:
        return None
    match occasion.choice:
        case "stop":
            return milestone.name, view.CHOSE_STOP
        case "role":
            return milestone.name, view.CHOSE_ROLE
        case "later":
            return milestone.name, view.chose_later(_again_on(then, first))
        case _:
            return None


def _again_on(then: Drawing, first: Occasion) -> date | None:
    """Return the newest day on which a milestone was wanted again."""
    every = occasions.of_person(then.connection, then.workspace, then.user_id)
    days = [one.due_on for one in every if one.kind == AGAIN and one.about.startswith(f"{first.id}:")]
    return max(days, default=None)


def _instant(ts: str) -> datetime | None:
    """Return when a message came (UTC instant), by Slack's stamp on it."""
    try:
        return datetime.fromtimestamp(float(ts), UTC)
    except (ValueError, OverflowError, OSError):
        return None
