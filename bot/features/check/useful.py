"""Whether a result was useful: asked once, in its last row, and answered in the same place."""

from __future__ import annotations

from bot.features.check.held import hold
from bot.features.check.ids import read_check
from bot.runtime.errors import Denied
from bot.runtime.numbers import read_number
from bot.runtime.redrawing import in_its_place
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.store import useful

SAID = {"yes": True, "no": False}


def judge(services: Services, request: Request) -> Reply:
    """Count what was said, the first time; the question turns into thanks wherever it was clicked."""
    check_id, rest = read_check(request.value)
    number, _, said = rest.partition("|")
    with services.begin(request.workspace, request.user_id, "check.useful") as unit:
        held = hold(services, unit, check_id)
        if said not in SAID:
            raise Denied
        useful.judge(unit.connection, unit.workspace, held.row.id, yes=SAID[said])
        ids = {"check": held.row.id, "number": read_number(number), "ts": request.message_ts}
        reply = in_its_place(services, unit, "check.judged", ids, f"judged:{request.message_ts}")
        if reply is None:
            raise Denied
        return reply
