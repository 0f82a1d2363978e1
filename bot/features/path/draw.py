"""From a row of the outbox to the path: load what is kept now, count, and call the pure view."""

from __future__ import annotations

from datetime import date

from advice.career import Path
from advice.readings import gaps
from advice.stretches import stretches
from bot.features.path import view
from bot.features.path.clock import Told, highest, late, told
from bot.features.path.ids import Ticket, entry
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.runtime.room import headed
from bot.store import checks, crossings, occasions, paths
from bot.store.paths import Kept

GONE = Silence("gone")
SAID = {
    "added": "Written down.",
    "changed": "Written down.",
    "removed": "Taken out.",
    "building": "Written down: you still build most days.",
    "never": "Written down: there was no hands-on work before.",
}


def card(drawing: Drawing) -> Outgoing:
    """Draw the path."""
    kept, today = load(drawing)
    drawn = view.card(
        None if drawing.ids.get("to_read") else drawing.user_id,
        kept.path,
        words(drawing, kept.path, today),
        stretches(kept.path, today),
        gaps(kept.path),
        never=entry(drawing.user_id, kept.revision),
    )
    return Outgoing(drawn, thread_ts=drawing.ids.get("thread_ts") or None)


def saved(drawing: Drawing) -> Outgoing:
    """Draw what was understood of a change, and what it makes of the clock; what was known late is said here only."""
    kept, today = load(drawing)
    ids = drawing.ids
    passed = highest(drawing.catalog, kept.path, ids["late"])
    about = next((f"{headed(view.plain(stint))}." for stint in kept.path.stints if stint.id == ids.get("stint")), "")
    rendered = view.saved(
        SAID[ids["what"]],
        about,
        words(drawing, kept.path, today),
        late(drawing.catalog, kept.path, today, passed),
        to_read=_to_read(drawing, kept.path, passed),
        never=entry(drawing.user_id, kept.revision),
        first=len(kept.path.stints) == 1,
    )
    return Outgoing(rendered, thread_ts=ids.get("thread_ts") or None)


def ask(drawing: Drawing) -> Outgoing | Silence:
    """Draw the card that asks for the present role, under the result that it follows."""
    kept, _ = load(drawing)
    if kept.path.stints:
        return Silence("told already")
    check = checks.load(drawing.connection, drawing.workspace, drawing.ids["check"])
    return Outgoing(view.ask(Ticket(drawing.user_id)), thread_ts=check.thread_ts if check else None)


def folded(drawing: Drawing) -> Outgoing | Silence:
    """Draw what is left of the card that asked, once it is answered."""
    kept, _ = load(drawing)
    if kept.path.current is None:
        return GONE
    return Outgoing(view.folded(f"Your role: {kept.path.current}."), target=drawing.ids["ts"])


def load(drawing: Drawing) -> tuple[Kept, date]:
    """Load the path, and the person's own date."""
    kept = paths.load(drawing.connection, drawing.workspace, drawing.user_id)
    return kept, drawing.now.astimezone(drawing.tz).date()


def words(drawing: Drawing, path: Path, today: date) -> Told:
    """Put the clocks into words, with the milestones that this person wants."""
    return told(drawing.catalog, path, today, drawing.chosen.milestones)


def _to_read(drawing: Drawing, path: Path, milestone: str | None) -> str | None:
    """Return the occasion of a milestone that was known late, where the sources have a word on it for this role."""
    role = path.current.role.value if path.current else ""
    if milestone is None or not drawing.catalog.milestones[milestone].said_in_thread(role):
        return None
    every = occasions.of_person(drawing.connection, drawing.workspace, drawing.user_id)
    late_ones = {occasions.milestone_of(one).milestone: one.id for one in every if one.reason == crossings.KNOWN_LATE}
    return late_ones.get(milestone)
