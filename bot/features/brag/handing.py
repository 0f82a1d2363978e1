"""*Export as Markdown*: as messages to copy."""

from __future__ import annotations

from advice.brag import in_order, in_runs
from bot.features.brag import view
from bot.features.brag.held import of_unit
from bot.runtime.below import is_there
from bot.runtime.copied import APART, promise_of
from bot.runtime.own import must_be_own
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.store.brag import pieces, pillars

A_RUN = 6000  # characters of whole pieces in a message


def hand_over(services: Services, request: Request) -> Reply:
    """Put the whole document into the direct message as Markdown, in as many messages as it takes.

    Each message names its pieces: what is added, moved or deleted while they are sent shifts nothing between them.
    """
    with services.begin(request.workspace, request.user_id, "brag.hand_over") as unit:
        must_be_own(unit, request.value)
        runs = in_runs(in_order(pieces(of_unit(services, unit)), pillars(services.catalog)), A_RUN)
        if not runs:
            return Reply(shown=view.nothing_yet())
        after = None
        for part, run in enumerate(runs):
            ids = {"part": part, "of": len(runs), "after": after, "pieces": [one.piece.name for one in run]}
            once = f"brag:{unit.user_id}:{request.action_ts}:{part}"
            unit.put("brag.markdown", ids, promise=promise_of(part), dedupe=once, after=part * APART)
            after = (run[-1].pillar, run[-1].quarter)
        if request.channel == unit.person.channel:
            return Reply()
        return is_there(unit, "Your brag document as Markdown is in our direct message.")
