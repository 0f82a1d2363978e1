"""Lets a playground come to rest: until the bot has heard, looked at and said all that it may by now."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

import structlog

from bot.playground.clock import MovableClock
from bot.playground.coming import Ahead, Look
from bot.playground.core import Core
from bot.store import looking
from bot.store.turns import UNASKED_APART

if TYPE_CHECKING:
    from bot.bot import Bot

log = structlog.get_logger(__name__)

PATIENCE = 5.0
"""Real seconds for the bot to finish what it is at; in trouble that was made on purpose it may not."""
MOST_UNSENT = 100


class Settling:
    """Waits for one playground.

    Args:
        clock: is moved by a moment for each message that is sent at a pace.
        core: the simulated Slack.
    """

    def __init__(self, clock: MovableClock, core: Core) -> None:
        self._clock = clock
        self._core = core

    def settle(self, bot: Bot | None) -> None:
        """Wait until everything that may be heard and said by now was; what is sent at a pace needs a moment each."""
        self._rest(bot)
        if bot is None:
            return
        left = self._unsent(bot)
        while left:
            self._clock.advance(UNASKED_APART)
            self._rest(bot)
            before, left = left, self._unsent(bot)
            if left >= before:
                return  # Slack takes nothing just now

    def catch_up(self, bot: Bot, ahead: Ahead, people: Sequence[str]) -> None:
        """Let the planner look at what is overdue, for as long as that brings up something new.

        What is told makes what follows it wait, and only so much is queued at once.
        """
        before: Set[Look] = frozenset()
        while (overdue := ahead.overdue(people)) != before:
            bot.ticker.run_all()
            self.settle(bot)
            before = overdue

    def _rest(self, bot: Bot | None) -> None:
        lock, deliveries = self._core.workspace.lock, self._core.deliveries
        with lock:
            if deliveries.connected and not deliveries.holding:
                lock.wait_for(lambda: not deliveries.outstanding(), PATIENCE)
        if bot is not None and not bot.wait_idle(PATIENCE):
            log.warning("playground.busy_while_moving")

    def _unsent(self, bot: Bot) -> int:
        with bot.services.database.reading() as connection:
            return looking.unsent(connection, self._core.workspace.cast.team_id, MOST_UNSENT)
