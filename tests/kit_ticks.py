"""Ticks come when a test says so: a bot's clock stands still in a test, and its ticker would go by the machine's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from bot.runtime.ticker import Ticker


@contextmanager
def ticks_by_hand() -> Iterator[None]:
    """Let bots of this process do nothing by themselves: else a test that takes long meets what a quick one does not.

    `bot.ticker.run` works as ever. That a bot does tick is seen in tests/process, with the machine's clock.
    """

    def start(ticker: Ticker) -> None:
        ticker._scheduler.start(paused=True)

    with patch.object(Ticker, "start", start):
        yield


@contextmanager
def ticking(ticker: Ticker) -> Iterator[None]:
    """Let one ticker go by the machine's clock after all."""
    ticker.start()
    ticker._scheduler.resume()
    try:
        yield
    finally:
        ticker.stop()
