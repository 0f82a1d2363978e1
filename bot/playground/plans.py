"""What is to go wrong with which call: written down by the faults, taken up by whoever answers the call."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

ANY = "*"
"""Stands for every method that the bot's token is good for."""
OPENERS = {"apps.connections.open"}
"""Methods of the app's own token."""


@dataclass
class Plan:
    """What goes wrong with the next calls of a method."""

    kind: Literal["refuse", "drop_after", "drop_before", "html"]
    error: str = ""
    status: int = 200
    retry_after: str | None = None
    times: int | None = 1
    """How many calls; None for all until `clear`."""


class Plans:
    """The trouble planned for each method. Hold the workspace's lock around any use."""

    def __init__(self) -> None:
        self._plans: dict[str, list[Plan]] = defaultdict(list)

    def add(self, method: str, plan: Plan) -> None:
        """Plan trouble for a method, after what is already planned."""
        self._plans[method].append(plan)

    def take(self, method: str) -> Plan | None:
        """Return the trouble for this call, if there is any; the method's own before that of every method."""
        planned = self._plans.get(method) or (self._plans.get(ANY) if _takes_bot_token(method) else None)
        if not planned:
            return None
        plan = planned[0]
        if plan.times is not None:
            plan.times -= 1
            if plan.times <= 0:
                planned.pop(0)
        return plan

    def forget(self, method: str) -> None:
        """Forget the trouble planned for a method."""
        self._plans.pop(method, None)

    def standing(self) -> list[tuple[str, Plan]]:
        """Return the trouble that does not end by itself, with its method."""
        return [(method, plan) for method, plans in self._plans.items() for plan in plans if plan.times is None]

    def clear(self) -> None:
        """Forget all planned trouble."""
        self._plans.clear()


def _takes_bot_token(method: str) -> bool:
    return "." in method and method not in OPENERS
