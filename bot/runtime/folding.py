"""What was said unasked: whose it is, and how its message folds once something was chosen on it."""

from __future__ import annotations

from bot.runtime.errors import Denied
from bot.runtime.redrawing import in_its_place
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import occasions
from bot.store.occasions import Occasion

FOLDED = "nudge.folded"  # the view of all that came in one message, with what was chosen on each


def own_occasion(unit: Unit, name: str) -> Occasion:
    """Return what the person who acts was told of, by its id.

    Raises:
        Denied: there is none, or it is somebody else's.
    """
    occasion = occasions.load(unit.connection, unit.workspace, name)
    if occasion is None:
        raise Denied
    unit.own(occasion.user_id)
    return occasion


def fold(services: Services, unit: Unit, request: Request, occasion: Occasion) -> Reply:
    """Draw the clicked message anew, through the click's own address; a row stands by in case that fails."""
    ids = {"occasion": occasion.id, "ts": request.message_ts}
    return in_its_place(services, unit, FOLDED, ids, f"{FOLDED}:{request.message_ts}") or Reply()
