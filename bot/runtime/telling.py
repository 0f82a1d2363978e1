"""What features declare so that the bot may speak of itself: how each kind of occasion is told, and in whose hours.

The planner decides when, from what the kind declares; whatever falls due for a person on one day becomes one message,
put together from what the kinds say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from advice.cadence import Window
from bot.runtime.said import Said
from bot.store.occasions import Occasion

if TYPE_CHECKING:
    from bot.runtime.drawing import Drawing, Outgoing

Still: TypeAlias = "Callable[[Drawing, Occasion], str | None]"
Then: TypeAlias = "Callable[[Drawing, Callable[[], str]], object]"
Carry: TypeAlias = "Callable[[Drawing, Outgoing], Outgoing]"


@dataclass(frozen=True)
class Teller:
    """How a kind of occasion is told.

    Args:
        tell: draws it from what is true now.
        still: why it need not be said any more (at most 40 characters), or None: it holds.
        asked: the person asked for it, so it counts for no limit.
        moves: it waits for the weekday that the person chose.
        ages: said only within 14 days of the first instant at which it could have been.
        without_consent: said also to people who have agreed to nothing yet: it speaks of nothing that they told us.
        passed: whether a higher one has taken its place, so that it is skipped.
        then: what follows in the transaction in which it is queued, or skipped for its age; it makes new ids with what
            it is handed.
    """

    tell: Callable[[Drawing, Occasion], Said]
    still: Still
    asked: bool = True
    moves: bool = False
    ages: bool = True
    without_consent: bool = False
    passed: Callable[[Drawing, Occasion], bool] | None = None
    then: Then | None = None


@dataclass(frozen=True)
class Telling:
    """Everything needed to speak of itself. `zone`: of people for whom nobody names one (IANA name).

    `carry` adds to a message what the person may have missed.
    """

    tellers: Mapping[str, Teller] = field(default_factory=dict)
    window: Window = field(default_factory=Window)
    zone: str = "UTC"
    carry: Carry | None = None
