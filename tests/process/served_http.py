"""The command line as a process of its own that Slack knocks at, over HTTP."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bot.playground.hooks import Hook
from bot.runtime.clock import SystemClock
from bot.runtime.http.front import EVENTS
from tests.kit_http import SECRET
from tests.process.served import COMMAND, SOON, Run, Served

PORT = re.compile(r'"port": (\d+), "event": "http.listening"')


class ServedOverHttp(Served):
    """A workspace whose bot is a process behind an address; each start gives it another."""

    def __init__(self, folder: Path, **environ: str) -> None:
        http = {
            "SLACK_APP_TOKEN": "",
            "SLACK_SIGNING_SECRET": SECRET,
            "CAREERCHECK_TRANSPORT": "http",
            "CAREERCHECK_LISTEN": "127.0.0.1:0",
        }
        super().__init__(folder, **http | environ)
        self.hook: Hook | None = None
        self.address = ""

    def starts(self, *arguments: str, module: Sequence[str] = COMMAND) -> None:
        """Start the bot, wait until it listens, and tell Slack where."""
        self.run = run = self.runs(*(arguments or ("run",)), module=module)
        port = until(lambda: PORT.search(run.err), run)[1]
        self.address = f"http://127.0.0.1:{port}"
        if self.hook is not None:
            self.hook.close()
        self.hook = self.slack.knock_at(self.address + EVENTS, SECRET, SystemClock())

    def stops(self) -> None:
        """Stop the bot as an operator does; it ends well. Slack goes on knocking at its door."""
        if self.run is not None:
            if not self.run.ended:
                assert self.run.stops() == 0, self.run.err
            self.run = None

    def close(self) -> None:
        """End everything, however it stands."""
        if self.hook is not None:
            self.hook.close()
        super().close()


def until(look: Callable[[], Any], run: Run) -> Any:
    """Wait for something that a process says or does."""
    clock, never = SystemClock(), threading.Event()
    end = clock.monotonic() + SOON
    while not (found := look()):
        assert not run.ended, run.err
        assert clock.monotonic() < end, run.err
        never.wait(0.02)
    return found
