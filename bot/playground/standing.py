"""The trouble that is on and stays on, as the page shows it: each under the name of the fault that made it."""

from __future__ import annotations

from bot.playground.core import Core
from bot.playground.state import Json

TOKENS = {"token_revoked": "revokes", "account_inactive": "uninstalls"}


def standing(core: Core) -> list[Json]:
    """Return what is on, with what it was given. Hold the workspace's lock."""
    found: list[Json] = [
        {"name": plan.kind, "method": method, "error": plan.error, "retry_after": plan.retry_after}
        for method, plan in core.plans.standing()
    ]
    if core.slow:
        found.append({"name": "slow", "seconds": core.slow})
    if core.deliveries.copies > 1:
        found.append({"name": "duplicate_events", "copies": core.deliveries.copies})
    if core.deliveries.holding:
        found.append({"name": "hold_acks"})
    if core.tickets.stillborn:
        found.append({"name": "expire_triggers"})
    found += [{"name": "withhold", "scope": scope} for scope in sorted(core.withheld)]
    if core.token_error:
        found.append({"name": TOKENS[core.token_error]})
    return found
