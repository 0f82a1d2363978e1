"""A tiny bot for the simulator's own tests: posts a few kinds of blocks, opens a modal, publishes a Home tab."""

from __future__ import annotations

import logging
import re
import ssl
import sys
import threading

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient  # noqa: TID251 - the production client, against the simulator

from bot.playground.simulated import SimulatedSlack
from bot.runtime.clock import SystemClock
from tests.kit import LOST


def text(words: str, kind: str = "plain_text") -> dict:
    return {"type": kind, "text": words}


def button(words: str, action_id: str, value: str = "", **more) -> dict:
    return {"type": "button", "text": text(words), "action_id": action_id, "value": value or action_id, **more}


def section(words: str, **more) -> dict:
    return {"type": "section", "text": text(words, "mrkdwn"), **more}


COLOURS = [{"text": text(name.title()), "value": name} for name in ("red", "green", "blue")]
CARD = [
    section("*Pick one*", block_id="ask"),
    {
        "type": "actions",
        "block_id": "answers",
        "elements": [
            button("Yes", "yes"),
            button("No", "no"),
            button("More", "more"),
            {"type": "static_select", "action_id": "colour", "placeholder": text("Colour"), "options": COLOURS},
        ],
    },
]
MODAL = {
    "type": "modal",
    "callback_id": "note",
    "title": text("A note"),
    "submit": text("Save"),
    "close": text("Cancel"),
    "notify_on_close": True,
    "private_metadata": "for echo",
    "blocks": [
        {
            "type": "input",
            "block_id": "words",
            "label": text("Your words"),
            "element": {"type": "plain_text_input", "action_id": "typed", "max_length": 40},
        },
        {
            "type": "input",
            "block_id": "hue",
            "optional": True,
            "label": text("Colour"),
            "element": {"type": "radio_buttons", "action_id": "hue", "options": COLOURS},
        },
    ],
}
HOME = {
    "type": "home",
    "blocks": [section("Welcome home"), {"type": "actions", "elements": [button("Hello", "hello")]}],
}


TLS = ssl.create_default_context()
"""One for all clients: making it is most of the time of a call."""


def web_client(slack: SimulatedSlack, token: str | None = None) -> WebClient:
    given = slack.bot_token if token is None else token
    return WebClient(base_url=slack.api_url, token=given, retry_handlers=[], ssl=TLS)


class Echo:
    """The bot. `heard` keeps every payload in the order it came; `deaf` kinds are not acknowledged."""

    def __init__(self, slack: SimulatedSlack) -> None:
        self.slack = slack
        self.heard: list[dict] = []
        self.changed = threading.Condition()
        self.deaf: set[str] = set()
        self.answers: dict[str, dict] = {}
        self.client = web_client(slack)
        self.app = App(client=self.client, process_before_response=True)
        self.app.use(self._listen)
        self.app.command("/careercheck")(self._command)
        self.app.action(re.compile(""))(self._clicked)
        self.app.view("note")(self._submitted)
        self.app.view_closed("note")(self._acknowledge)
        self.app.shortcut("check_open")(self._shortcut)
        for event in ("message", "app_home_opened", "team_join", "user_change", "tokens_revoked", "app_uninstalled"):
            self.app.event(event)(self._event)
        quiet = logging.getLogger("echo")
        quiet.setLevel(logging.CRITICAL)
        self.app.logger.setLevel(logging.CRITICAL)
        self.handler = SocketModeHandler(
            self.app, slack.app_token, logger=quiet, web_client=self.client, ping_interval=0.2
        )

    def connect(self, sockets: int = 1) -> None:
        self.handler.connect()
        self.slack.wait_for(lambda: self.slack.connected >= sockets, why="the bot never connected")

    def close(self) -> None:
        client = self.handler.client
        # A client that is just connecting again would go on doing so.
        with client.connect_operation_lock:
            client.closed = True
            client.auto_reconnect_enabled = False
        # Wakes the client's own waiting thread, which looks only once a second whether it is to stop.
        client.message_queue.put(None)
        try:
            self.handler.close()
        except AttributeError:  # the SDK's own reader closed the same line in this moment
            self.handler.close()

    def hears(self, kind: str, count: int = 1, timeout: float = LOST) -> list[dict]:
        """Wait until so many payloads (or events) of a kind have come, and return them."""
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.payloads(kind)) >= count, timeout):
                raise TimeoutError(f"{len(self.payloads(kind))} of {count} {kind} came")
            return self.payloads(kind)

    def hears_command(self, words: str, timeout: float = LOST) -> None:
        with self.changed:
            heard = self.changed.wait_for(lambda: any(body.get("text") == words for body in self.heard), timeout)
        assert heard, f"{words} never came"

    def payloads(self, kind: str) -> list[dict]:
        return [body for body in self.heard if kind in (body.get("type"), body.get("event", {}).get("type"))]

    def events(self, kind: str) -> list[dict]:
        return [body["event"] for body in self.heard if body.get("event", {}).get("type") == kind]

    def _listen(self, body, context, next):  # noqa: A002 - Bolt's name
        with self.changed:
            self.heard.append(body)
            self.changed.notify_all()
        next()

    def _acknowledge(self, ack):
        ack()

    def _command(self, ack, command, client):
        words = command["text"]
        if words == "crash":
            raise RuntimeError("asked to")
        if words == "bad blocks":
            ack({"blocks": [{"type": "sparkles"}]})
        elif words == "modal":
            client.views_open(trigger_id=command["trigger_id"], view=MODAL)
            ack()
        elif words == "card":
            client.chat_postMessage(channel=command["user_id"], text="Pick one", blocks=CARD)
            ack("Look into our conversation")
        elif words == "aloud":
            ack({"response_type": "in_channel", "text": "for everybody"})
        elif words == "silent":
            ack()
        else:
            ack(f"You said: {words}")

    def _clicked(self, ack, action, respond):
        self.responds = respond
        answer = self.answers.get(action["action_id"])
        if answer:
            respond(**answer)
        ack()

    def _submitted(self, ack, body):
        answer = self.answers.get("note")
        ack(**answer) if answer else ack()

    def _shortcut(self, ack, shortcut, client):
        client.views_open(trigger_id=shortcut["trigger_id"], view=MODAL)
        ack()

    def _event(self, event, client):
        if event["type"] in self.deaf:
            raise RuntimeError("deaf")
        if event["type"] == "app_home_opened" and event["tab"] == "home":
            client.views_publish(user_id=event["user"], view=HOME)
        if event["type"] == "message" and event.get("text") == "echo?" and "bot_id" not in event:
            thread = event.get("thread_ts") or event["ts"]
            client.chat_postMessage(channel=event["channel"], thread_ts=thread, text="echo!")


def main(port: int = 0) -> None:
    """Serve the page with this bot behind it, until Ctrl-C: `python -m tests.playground.echo 3210`."""
    slack = SimulatedSlack(SystemClock())
    slack.start(port)
    echo = Echo(slack)
    echo.connect()
    sys.stdout.write(f"{slack.url}\n")
    sys.stdout.flush()
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        echo.close()
        slack.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
