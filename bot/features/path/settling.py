"""Keeping a changed path, with all that follows from it: consent, milestones, what the person is told."""

from __future__ import annotations

from datetime import date

from advice.career import Path
from bot.features.path.ids import Ticket
from bot.runtime.agreeing import agree
from bot.runtime.redrawing import refresh_home
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import crossings, paths
from bot.store.paths import Kept


def keep(
    services: Services, unit: Unit, kept: Kept, path: Path, today: date, *, what: str, ticket: Ticket | None = None
) -> None:
    """Save a path and answer; where it is as it was, only answer.

    Args:
        services: the shell's parts.
        unit: the transaction.
        kept: the path until now.
        path: the path from now on.
        today: the person's own date.
        what: what was done, by a name that the answer knows.
        ticket: of the form that it came from.
    """
    where = {"thread_ts": ticket.thread} if ticket and ticket.thread else {}
    late: list[str] = []
    if path != kept.path:
        late = _write(services, unit, kept, path, today)
    stint = _touched(kept.path, path)
    unit.put("path.saved", {"what": what, "stint": stint, "late": late, **where})
    refresh_home(unit)
    if ticket and ticket.card:
        unit.put("path.folded", {"ts": ticket.card}, verb="update", promise="tidy")


def _write(services: Services, unit: Unit, kept: Kept, path: Path, today: date) -> list[str]:
    """Write the path and what it makes of the milestones; returns those that had passed."""
    missed = agree(services, unit)
    if missed:
        unit.put("nudge.meanwhile", {"missed": missed})
    settled = crossings.settle(
        unit.connection,
        unit.workspace,
        unit.user_id,
        services.catalog.milestones,
        path=path,
        before=kept.path,
        today=today,
        now=unit.now,
        new_id=unit.new_id,
    )
    paths.save(
        unit.connection,
        unit.workspace,
        unit.user_id,
        path,
        as_read=kept.revision,
        due_on=settled.due_on,
        now=unit.now,
    )
    return [one.milestone for one in settled.late]


def _touched(before: Path, after: Path) -> int | None:
    """Return the number of the entry that is new or different, of several the role itself; None where none is."""
    changed = [stint for stint in after.stints if stint not in before.stints]
    return min((stint.id for stint in changed if stint.end is None or stint.id > before.issued), default=None) or (
        changed[0].id if changed else None
    )
