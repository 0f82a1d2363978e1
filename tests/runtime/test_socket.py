"""The line to Slack under load."""

from __future__ import annotations

import logging
import threading

import pytest

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
    client = world.bot.socket.client
    disconnect = client.disconnect

    def disconnect_while_reading_starts() -> None:
        disconnect()
        client.current_session_state.terminated = False

    monkeypatch.setattr(client, "disconnect", disconnect_while_reading_starts)

    stopping = threading.Thread(target=world.stops, daemon=True)
    stopping.start()
    stopping.join(timeout=10)

    assert not stopping.is_alive()
