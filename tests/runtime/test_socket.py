"""The line to Slack under load."""

from __future__ import annotations

import logging
import threading

import pytest
from slack_sdk.socket_mode.builtin.connection import Connection, ConnectionState

from tests.kit import Somebody, World


def test_a_burst_of_events_is_taken_in_whole(world: World, ana: Somebody, caplog: pytest.LogCaptureFixture) -> None:

    with caplog.at_level(logging.ERROR):
        for number in range(600):
            world.slack.act.changes(ana.id, title=f"Engineer {number}" + " with a long title" * 20)
        world.settles()

    assert caplog.messages == []


def test_hanging_up_ends_also_in_the_moment_in_which_reading_starts(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.stops()
    begun, gone = threading.Event(), threading.Event()
    read, disconnect = Connection.run_until_completion, Connection.disconnect

    def read_late(line: Connection, state: ConnectionState) -> None:
        begun.set()
        gone.wait(5)
        state.terminated = False  # what the SDK does right before it reads
        read(line, state)

    def hang_up(line: Connection) -> None:
        disconnect(line)
        gone.set()

    monkeypatch.setattr(Connection, "run_until_completion", read_late)
    monkeypatch.setattr(Connection, "disconnect", hang_up)
    world.starts()
    assert begun.wait(5)

    stopping = threading.Thread(target=world.stops, daemon=True)
    stopping.start()
    stopping.join(timeout=10)

    assert not stopping.is_alive()
