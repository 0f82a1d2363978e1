"""Stories read like the product: people act in the simulated Slack, in front of the real bot."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.bot import Bot
from bot.playground.cast import Cast
from bot.playground.simulated import SimulatedSlack
from bot.run import running
from bot.runtime import logs
from bot.runtime.clock import ManualClock
from bot.runtime.config import Config
from tests.kit_storage import lay_down

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
REDELIVERY = timedelta(minutes=6)  # by then Slack has brought an event for the last time
LOST = 30.0  # real seconds after which what should come at once is not coming, however much a machine has to do
A_MOMENT = timedelta(seconds=2)  # what a person takes to do anything; Slack allows a message a second
Json = dict[str, Any]


class World:
    """A workspace, a bot in it, and the time of day."""

    redelivery = REDELIVERY

    def __init__(
        self,
        folder: Path,
        cast: Cast | None = None,
        *,
        database: str = "",
        now: datetime = MONDAY,
        **settings: Any,
    ) -> None:
        self.clock = ManualClock(now)
        self.record = folder / "calls.jsonl"
        self.slack = SimulatedSlack(self.clock, cast, record=self.record)
        self.slack.start()
        self.settings = Config(
            self.slack.bot_token,
            self.slack.app_token,
            self.slack.api_url,
            database or f"sqlite:///{folder / 'bot.db'}",
            **settings,
        )
        self._stack = ExitStack()
        self.bot: Bot = None  # type: ignore[assignment]

    def starts(self) -> None:
        """Start the bot."""
        self.bot = self._stack.enter_context(running(self.settings, self.clock))
        self.slack.wait_for(lambda: self.slack.connected, LOST, "the bot connects")

    def stops(self) -> None:
        """Stop the bot."""
        self._stack.close()

    def restarts(self) -> None:
        """Stop the bot and start it again on the same database."""
        self.stops()
        self.starts()

    def changes_settings(self, **settings: Any) -> None:
        """Change what the operator set, before the next start."""
        self.settings = replace(self.settings, **settings)

    def settles(self) -> None:
        """Wait until Slack has heard everything and the bot has said everything it may say by now."""
        while True:
            self.slack.wait_for(lambda: not self.slack.outstanding(), LOST, "the bot acknowledges")
            self._waits_for_the_bot()
            if not self.slack.outstanding():
                return

    def _waits_for_the_bot(self) -> None:
        """Wait until it has nothing to do by now, for as long as it gets on."""
        called = -1
        while not self.bot.wait_idle(LOST):
            before, called = called, len(self.slack.calls)
            assert called > before, "the bot is still busy"

    def passes(self, **step: float) -> None:
        """Let time pass."""
        self.clock.advance(timedelta(**step))
        self.settles()

    def who(self, name: str) -> Somebody:
        """Return one of the cast by the start of their name."""
        person = next(person for person in self.slack.cast.people if person.name.lower().startswith(name.lower()))
        return Somebody(self, person.id)

    def rows(self, query: str) -> list[Any]:
        """Look into the database. Plain tuples, for SQLAlchemy's rows are printed with long texts cut."""
        with self.bot.services.database.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]

    def close(self) -> None:
        """End it."""
        self.stops()
        self.slack.stop()


class Somebody:
    """A person of the cast, as the hands and eyes of a story."""

    def __init__(self, world: World, user_id: str) -> None:
        self._world = world
        self._act = world.slack.act
        self.id = user_id

    # hands

    def runs(self, text: str, channel: str | None = None) -> Json:
        """Type a slash command."""
        return self._did(self._act.command(self.id, text, self._channel(channel)))

    def writes(self, text: str, *, thread: bool = True) -> Json:
        """Write to the bot: in the newest thread, or at top level."""
        return self._did(self._act.message(self.id, text, thread_ts=self.thread_ts() if thread else None))

    def edits(self, message: Json, text: str) -> Json:
        """Edit one's own message."""
        return self._did(self._act.edit(self.id, message["ts"], text))

    def deletes(self, message: Json) -> Json:
        """Delete a message."""
        return self._did(self._act.delete(self.id, message["ts"]))

    def clicks(self, label: str, on: Json | None = None) -> Json:
        """Press the newest button with this label (or the one on a message)."""
        message = on or self.with_button(label)
        return self._did(self._act.click(self.id, channel=message["channel"], ts=message["ts"], label=label))

    def presses_old(self, message: Json, label: str) -> Json:
        """Press a button as it stood in a message before it changed."""
        action = button(message, label)
        assert action, f"no button {label!r} in {message['text']!r}"
        done = self._act.click(self.id, channel=message["channel"], stale=True, action=action, message=message)
        return self._did(done)

    def clicks_home(self, label: str) -> Json:
        """Press a button on the Home tab."""
        return self._did(self._act.click(self.id, view_id=self.home()["id"], label=label))

    def picks(self, action_id: str, value: str) -> Json:
        """Pick an option in the newest message that has this element."""
        message = next(m for m in reversed(self.messages()) if action_id in json.dumps(m["blocks"]))
        ids = {"channel": message["channel"], "ts": message["ts"]}
        return self._did(self._act.choose(self.id, action_id=action_id, value=value, **ids))

    def submits(self, **values: str | list[str]) -> Json:
        """Fill in the modal and submit it."""
        modal = self.modal()
        assert modal, "no modal is open"
        return self._did(self._act.submit(self.id, modal["id"], values))

    def opens_home(self) -> str:
        """Open the Home tab and return what it says."""
        self._did(self._act.home(self.id))
        return words(self.home())

    def uses_shortcut(self, callback_id: str) -> Json:
        """Use a global shortcut."""
        return self._did(self._act.shortcut(self.id, callback_id))

    def uses_shortcut_on(self, message: Json, callback_id: str) -> Json:
        """Use a shortcut on a message."""
        return self._did(self._act.message_shortcut(self.id, callback_id, message["ts"], message.get("channel")))

    # eyes

    def screen(self) -> Json:
        """Everything this person sees."""
        return self._world.slack.screen(self.id)

    def messages(self) -> list[Json]:
        """Everything in every conversation this person sees, oldest first."""
        return [
            {**message, "channel": conversation["id"]}
            for conversation in self.screen()["conversations"]
            for message in conversation["messages"]
        ]

    def thread_ts(self) -> str:
        """The newest message of the bot that is (or can be) the parent of a thread."""
        parents = [
            m for m in self.messages() if m["bot"] and not m["ephemeral"] and m.get("thread_ts", m["ts"]) == m["ts"]
        ]
        return str(next(m["ts"] for m in reversed(parents) if "title" in {b.get("block_id") for b in m["blocks"]}))

    def in_thread(self) -> list[str]:
        """What stands in the newest thread, below its parent."""
        parent = self.thread_ts()
        return [words(m) for m in self.messages() if m.get("thread_ts") == parent and m["ts"] != parent]

    def sees(self, text: str) -> Json:
        """Find the newest message that says this; fails with all that is there."""
        found = [message for message in self.messages() if text in words(message)]
        assert found, f"{text!r} is not among:\n" + "\n".join(words(m) for m in self.messages())
        return found[-1]

    def does_not_see(self, text: str) -> None:
        """Make sure that nothing says this."""
        found = [words(message) for message in self.messages() if text in words(message)]
        assert not found, found

    def with_button(self, label: str) -> Json:
        """The newest message with this button."""
        found = [message for message in self.messages() if button(message, label)]
        assert found, f"no button {label!r} among:\n" + "\n".join(words(m) for m in self.messages())
        return found[-1]

    def home(self) -> Json:
        """The Home tab."""
        view: Json = self.screen()["home"]
        return view

    def modal(self) -> Json | None:
        """The modal on top."""
        view: Json | None = self.screen()["modal"]
        return view

    def _channel(self, name: str | None) -> str | None:
        if name is None:
            return None
        return str(next(c["id"] for c in self.screen()["conversations"] if c["name"] == name))

    def _did(self, outcome: Json) -> Json:
        self._world.clock.advance(A_MOMENT)
        self._world.settles()
        assert "Something went wrong on my side" not in str(self.screen()), "the bot failed at this"
        return outcome


def words(shown: Json) -> str:
    """Everything that can be read in a message or view."""
    parts: list[str] = [shown.get("text", "")] if isinstance(shown.get("text"), str) else []
    _collect(shown.get("blocks", []), parts)
    return "\n".join(parts)


def button(shown: Json, label: str) -> Json | None:
    """The button with this label in a message or view, as a click would send it."""
    for block in shown["blocks"]:
        elements = [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]
        for element in elements:
            if element.get("type") == "button" and element["text"]["text"] == label:
                return {**element, "block_id": block["block_id"]}
    return None


def _collect(part: Any, parts: list[str]) -> None:
    if isinstance(part, dict):
        parts.extend(value for key, value in part.items() if key in ("text", "title") and isinstance(value, str))
        for value in part.values():
            _collect(value, parts)
    elif isinstance(part, list):
        for item in part:
            _collect(item, parts)


@contextmanager
def a_world(folder: Path, **settings: Any) -> Iterator[World]:
    """Open a world with a running bot, and close it."""
    logs.configure("WARNING")
    if not settings.get("database"):
        lay_down(folder / "bot.db")
    world = World(folder, **settings)
    try:
        world.starts()
        yield world
    finally:
        world.close()
