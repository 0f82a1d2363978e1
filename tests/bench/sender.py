"""A process that sends nudges as the bot does, and the same message in bare loops of the SDK's client.

`python -m tests.bench.sender API DATABASE ROUNDS NUDGES`, over TLS; prints as JSON the seconds of processor time a
message, by round. The planner finds who is due, the sender threads claim, draw, send and record; only the clock is
another: it runs fifty times as fast, so that a nudge goes each 40 ms where else each two seconds one may.
"""

from __future__ import annotations

import json
import ssl
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from time import monotonic, process_time
from typing import Any

from slack_sdk import WebClient  # noqa: TID251 - what it is measured against

from bot import jobs, wire
from bot.runtime import config, logs
from bot.runtime.blocks import Rendered
from bot.runtime.clock import Uptime
from bot.runtime.posted import Posted
from bot.store.engine import Database
from bot.store.migrate import upgrade
from tests.bench import company, crowd
from tests.bench.caller import timed

HASTE = 50
PATIENCE = 60.0  # seconds that a round may take


class Hurried:
    """A clock that runs several times as fast as the machine's. It begins in everybody's hours."""

    def __init__(self) -> None:
        self._began = monotonic()

    def now(self) -> datetime:
        """Return the instant by this clock."""
        return company.NOW + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        """Return the seconds that have passed by this clock."""
        return (monotonic() - self._began) * HASTE

    def uptime(self) -> Uptime:
        """Return the same, as of a machine."""
        return Uptime("bench", self.monotonic())

    def wait(self, condition: threading.Condition, until: datetime | None) -> None:
        """Wait on a held `condition`, until this clock reaches `until` at most."""
        condition.wait(None if until is None else max(0.0, (until - self.now()).total_seconds() / HASTE))


class Watch:
    """Notes at each message how much processor time the process took so far, and keeps the last one."""

    def __init__(self, post: Callable[..., Posted]) -> None:
        self._post = post
        self._stamps: list[float] = []
        self._wanted = 0
        self._all = threading.Event()
        self.last: tuple[str, Rendered] = ("", Rendered("", ()))

    def __call__(self, channel: str, rendered: Rendered, **how: Any) -> Posted:
        """Post it."""
        posted = self._post(channel, rendered, **how)
        self.last = (channel, rendered)
        self._stamps.append(process_time())
        if len(self._stamps) == self._wanted:
            self._all.set()
        return posted

    def each(self, messages: int, begin: Callable[[], object]) -> float:
        """Return the processor time of a message: from the first one's arrival to the last one's, all that went on."""
        self._stamps, self._wanted = [], messages
        self._all.clear()
        begin()
        if not self._all.wait(PATIENCE):
            raise RuntimeError(f"of {messages} messages, {len(self._stamps)} arrived")
        return (self._stamps[-1] - self._stamps[0]) / (messages - 1)


def main(api: str, file: str, rounds: int, nudges: int) -> None:
    """Measure and print."""
    logs.configure("ERROR")
    url = f"sqlite:///{file}"
    with closing(Database(url)) as database:
        upgrade(database)
        company.settle(database, (rounds + 1) * nudges)
        bot = wire.build(_settings(url, api), Hurried(), database)
        bot.door.post = watch = Watch(bot.door.post)  # type: ignore[method-assign]
        bot.services.outbox.start(alone=True)
        clients = {
            "documented": WebClient("xoxb-bench", api),
            "read once": WebClient("xoxb-bench", api, ssl=ssl.create_default_context()),
        }
        took: dict[str, list[float]] = {"nudge": [], **{name: [] for name in clients}}
        for turn in range(rounds + 1):  # the first warms everything
            company.fall_due(database, company.some(turn * nudges, 1, nudges))
            took["nudge"].append(watch.each(nudges, lambda: jobs.plan(bot.services, crowd.WORKSPACE)))
            for name, client in clients.items():
                took[name].append(timed(partial(_say, client, watch), nudges))
        bot.services.outbox.stop()
    print(json.dumps({name: those[1:] for name, those in took.items()}))  # noqa: T201 - what whoever started us reads


def _settings(url: str, api: str) -> config.Config:
    given = {"SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_APP_TOKEN": "xapp-bench", "SLACK_API_URL": api}
    return config.load({**given, "CAREERCHECK_DATABASE": url})


def _say(client: WebClient, watch: Watch) -> None:
    channel, rendered = watch.last
    client.chat_postMessage(channel=channel, text=rendered.text, blocks=[dict(block) for block in rendered.blocks])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
