"""`careercheck try`: the page, the bot and the recording, from one command."""

from __future__ import annotations

import json
import re
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import urllib3

from bot.runtime.clock import SystemClock
from tests.process.served import SOON, Run

pytestmark = pytest.mark.process


def until(look: Callable[[], Any], run: Run) -> Any:
    """Wait for something that the command does; it says nothing when it has done it."""
    clock, never = SystemClock(), threading.Event()
    end = clock.monotonic() + SOON
    while not (found := look()):
        assert not run.ended, run.err
        assert clock.monotonic() < end, run.out + run.err
        never.wait(0.05)
    return found


def address(run: Run) -> str:
    return until(lambda: re.search(r"http://127\.0\.0\.1:\d+", run.out), run)[0]


def test_it_serves_the_page_records_the_calls_and_ends_cleanly(tmp_path: Path) -> None:
    record = tmp_path / "calls.jsonl"
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        run = Run(tmp_path, ["try", "--no-browser", "--port", port, "--record", str(record)], {})
        url = address(run)
    assert f"Port {port} is in use" in run.out
    assert not url.endswith(port)

    http = urllib3.PoolManager()
    assert b"<html" in http.request("GET", url + "/").data
    command = {"text": "/careercheck"}
    assert http.request("POST", url + "/play/people/U0ANA0001/command", json=command).json()["ok"]
    until(lambda: "chat.postMessage" in record.read_text(), run)
    http.clear()

    folders = list(tmp_path.glob("careercheck-*"))
    assert len(folders) == 1
    assert run.stops(signal.SIGINT, seconds=5) == 0
    assert not folders[0].exists()
    assert "Traceback" not in run.err
    calls = [json.loads(line) for line in record.read_text().splitlines()]
    assert all(set(call) == {"method", "args"} for call in calls)
    assert "xoxb" not in record.read_text()
    assert "xapp" not in record.read_text()


def test_the_port_asked_for_is_taken_when_it_is_free(tmp_path: Path) -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run = Run(tmp_path, ["try", "--no-browser", "--port", str(port)], {})
    assert address(run).endswith(f":{port}")
    assert run.stops(signal.SIGTERM, seconds=5) == 0
