"""The line to Slack under load."""

from __future__ import annotations

import io
import logging
import threading

import pytest
from slack_sdk.socket_mode.builtin.connection import Connection, ConnectionState

from bot.runtime import logs
from bot.runtime.socket import Socket
from tests.kit import LOST, Somebody, World


def test_a_burst_of_events_is_taken_in_whole(world: World, ana: Somebody, caplog: pytest.LogCaptureFixture) -> None:

    with caplog.at_level(logging.ERROR):
        for number in range(600):
            world.slack.act.changes(ana.id, title=f"Engineer {number}" + " with a long title" * 20)
        world.settles()

    assert caplog.messages == []


CANARY = "zq7canary"
ODD_FRAMES = (
    "", "no JSON", "{broken", "[]", "[1]", "null", '"text"', "{}", "{" * 5000, '{"a":' * 5000,
    f'{{"type": "{CANARY}"}}', '{"type": null, "envelope_id": null, "payload": null}',
    '{"type": "events_api", "envelope_id": "1"}', '{"type": "events_api", "payload": {}}',
    f'{{"type": "{CANARY}", "envelope_id": "1", "payload": {{}}}}',
    *(f'{{"type": "interactive", "envelope_id": "1", "payload": {odd}}}' for odd in ("1", "[]", f'"{CANARY}"', "{}")),
    f'{{"type": "events_api", "envelope_id": {{}}, "payload": {{"event": "{CANARY}"}}}}',
    f'{{"type": "slash_commands", "envelope_id": "1", "payload": {{"command": "/x", "text": "{CANARY}"}}}}',
    '{"type": "interactive", "envelope_id": "1", "payload": {"type": "view_submission", "view": {}}}',
)  # fmt: skip


def test_a_frame_that_is_none_neither_ends_the_line_nor_is_quoted(
    world: World, ana: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    logs.configure("DEBUG")
    assert isinstance(world.bot.transport, Socket)
    client = world.bot.transport.client
    line = client.session_id()

    for frame in ODD_FRAMES:
        client.enqueue_message(frame)
    ana.runs("/careercheck help")

    ana.sees("what I can do")
    assert client.session_id() == line
    assert CANARY not in stream.getvalue()


def test_hanging_up_ends_also_in_the_moment_in_which_reading_starts(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.stops()
    begun, gone = threading.Event(), threading.Event()
    read, disconnect = Connection.run_until_completion, Connection.disconnect

    def read_late(line: Connection, state: ConnectionState) -> None:
        begun.set()
        gone.wait(LOST)
        state.terminated = False  # what the SDK does right before it reads
        read(line, state)

    def hang_up(line: Connection) -> None:
        disconnect(line)
        gone.set()

    monkeypatch.setattr(Connection, "run_until_completion", read_late)
    monkeypatch.setattr(Connection, "disconnect", hang_up)
    world.starts()
    assert begun.wait(LOST)

    stopping = threading.Thread(target=world.stops, daemon=True)
    stopping.start()
    stopping.join(timeout=LOST)

    assert not stopping.is_alive()
