"""A simulated Slack on a clock that stands still, and a small bot connected to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from slack_sdk import WebClient  # noqa: TID251 - the production client, against the simulator

from bot.playground.cast import Cast, demo_cast
from bot.playground.simulated import SimulatedSlack
from bot.runtime.clock import ManualClock
from tests.playground.echo import Echo, web_client


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


@pytest.fixture
def cast() -> Cast:
    return demo_cast()


@pytest.fixture
def slack(clock: ManualClock, cast: Cast) -> Iterator[SimulatedSlack]:
    slack = SimulatedSlack(clock, cast)
    slack.start()
    yield slack
    slack.stop()


@pytest.fixture
def client(slack: SimulatedSlack) -> WebClient:
    return web_client(slack)


@pytest.fixture
def echo(slack: SimulatedSlack) -> Iterator[Echo]:
    echo = Echo(slack)
    echo.connect()
    yield echo
    echo.close()
