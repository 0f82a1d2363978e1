"""Three parts that can be had with or without counting what they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.runtime.clock import Clock
from bot.runtime.feature import Feature
from bot.runtime.outbox import Outbox
from bot.runtime.router import Meet, Router
from bot.runtime.services import Services
from bot.runtime.slack import SlackDoor

if TYPE_CHECKING:
    from bot.runtime.metrics import Metrics


@dataclass(frozen=True)
class Parts:
    """How the door (token, address), the outbox and the router are made."""

    door: Callable[[str, str], SlackDoor]
    outbox: Callable[..., Outbox]
    router: Callable[[Services, Iterable[Feature], Meet], Router]


def parts(clock: Clock, metrics: Metrics | None) -> Parts:
    """Return the plain parts, or those that count into `metrics`."""
    if metrics is None:
        return Parts(SlackDoor, Outbox, Router)
    from bot.runtime.measured import MeasuredDoor, MeasuredRouter  # noqa: PLC0415 - where wanted only

    return Parts(
        door=partial(MeasuredDoor, clock=clock, metrics=metrics),
        outbox=partial(Outbox, count=metrics.count_message),
        router=partial(MeasuredRouter, clock=clock, metrics=metrics),
    )
