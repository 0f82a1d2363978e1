"""`careercheck try`: the page, the bot and the recording, from one command."""

from __future__ import annotations

import json
import re
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import urllib3

from bot.runtime.clock import SystemClock
from tests.kit_ports import free_port
from tests.process.served import SOON, Run

ANA = "U0ANA0001"
Json = dict[str, Any]

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
        run = Run(tmp_path, ["try", "--bare", "--no-browser", "--port", port, "--record", str(record)], {})
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
    port = free_port()
    run = Run(tmp_path, ["try", "--bare", "--no-browser", "--port", str(port)], {})
    assert address(run).endswith(f":{port}")
    assert run.stops(signal.SIGTERM, seconds=5) == 0


class Kept:
    """A playground in a folder, run after run, and Ana at its page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "kept"
        self._http = urllib3.PoolManager()

    def starts(self) -> None:
        """Start it."""
        self.run = self.runs(self.data)
        self.url = address(self.run)

    def runs(self, data: Path) -> Run:
        """Run the command on a folder."""
        place = self.folder / f"run-{len(list(self.folder.glob('run-*')))}"
        place.mkdir()
        return Run(place, ["try", "--bare", "--no-browser", "--port", "0", "--data", str(data)], {})

    def posts(self, path: str, **body: Any) -> Json:
        """Do something at the page."""
        answer: Json = self._http.request("POST", self.url + path, json=body, timeout=SOON, retries=False).json()
        return answer

    def messages(self) -> list[Json]:
        """What stands in Ana's conversation with the bot, replies too."""
        screen = self._http.request("GET", f"{self.url}/play/people/{ANA}/screen").json()
        found: list[Json] = next(one for one in screen["conversations"] if one["kind"] == "im")["messages"]
        return found

    def presses(self, label: str) -> Json:
        """Press the newest button with this label."""
        message = until(
            lambda: next((m for m in reversed(self.messages()) if f'"{label}"' in json.dumps(m)), None), self.run
        )
        return self.posts(f"/play/people/{ANA}/click", ts=message["ts"], label=label)

    def sees(self, text: str) -> None:
        """Wait until something is said."""
        until(lambda: text in json.dumps(self.messages()), self.run)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    """A playground that is kept; its last run is ended."""
    kept = Kept(tmp_path)
    yield kept
    kept.run.process.kill()
    kept.run.ends()


def test_a_kept_playground_goes_on_after_a_stop_and_after_a_kill(kept: Kept) -> None:
    kept.starts()
    assert kept.posts(f"/play/people/{ANA}/command", text="/careercheck")["ok"]
    assert kept.presses("I agree, start")["ok"]
    kept.sees("1 of 21")
    assert kept.run.stops(signal.SIGINT) == 0
    assert "xoxb" not in (kept.data / "slack.json").read_text()

    kept.starts()
    kept.sees("1 of 21")
    assert kept.presses("Yes")["ok"]
    kept.sees("2 of 21")
    kept.run.process.kill()
    kept.run.ends()

    kept.starts()
    assert kept.presses("Partly")["ok"]
    kept.sees("3 of 21")
    assert kept.run.stops() == 0


def test_starting_over_empties_the_bot_too(kept: Kept) -> None:
    kept.starts()
    kept.posts(f"/play/people/{ANA}/command", text="/careercheck")
    kept.presses("I agree, start")
    kept.sees("1 of 21")

    assert kept.posts("/play/reset") == {"ok": True}

    assert kept.messages() == []
    kept.posts(f"/play/people/{ANA}/command", text="/careercheck")
    kept.sees("I agree, start")  # it knows nothing of having been told so before
    assert kept.run.stops() == 0


def test_a_place_that_is_no_good_is_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    run = Run(tmp_path, ["try", "--bare", "--no-browser", "--data", str(file)], {})

    assert run.ends() == 1
    assert run.err == f"{file} is a file. Name a folder to keep the playground in.\n"
