"""A bot for the page's tests: says one of everything, asks questions in a thread, opens a modal."""

from __future__ import annotations

import logging
import re
import sys
import threading

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient  # noqa: TID251 - the production client, against the simulator

from bot.playground.simulated import SimulatedSlack
from bot.runtime.clock import SystemClock
from tests.browser.showcase_blocks import CREW, GALLERY, HOME, HOSTILE, MODAL, SECOND, folded, question
from tests.browser.showcase_charts import CHART_MESSAGES
from tests.playground.echo import button, section, text


class Showcase:
    """The bot. `clicks` are the actions it heard; the action `slow` is answered once `go_on` is set."""

    def __init__(self, slack: SimulatedSlack) -> None:
        self.slack = slack
        self.clicks: list[dict] = []
        self.submitted: list[dict] = []
        self.go_on = threading.Event()
        self.client = WebClient(base_url=slack.api_url, token=slack.bot_token, retry_handlers=[])
        self.app = App(client=self.client, process_before_response=True)
        self.app.command("/careercheck")(self._command)
        self.app.action(re.compile(".*"))(self._action)
        self.app.view("note")(self._submit)
        self.app.view("crew")(self._submit_crew)
        self.app.shortcut("check_open")(self._shortcut)
        self.app.event("message")(self._nothing)
        self.app.event("app_home_opened")(self._home)
        quiet = logging.getLogger("showcase")
        quiet.setLevel(logging.CRITICAL)
        self.handler = SocketModeHandler(self.app, slack.app_token, logger=quiet, web_client=self.client)

    def connect(self) -> None:
        self.handler.connect()
        self.slack.wait_for(lambda: self.slack.connected, why="the bot never connected")

    def close(self) -> None:
        self.handler.close()

    def say(self, user: str, words: str, **more) -> str:
        """Post into somebody's conversation with the bot; returns the ts."""
        return self.client.chat_postMessage(channel="D" + user[1:], text=words, **more)["ts"]

    def _command(self, ack, command):
        words, user = command["text"], command["user_id"]
        if words == "crash":
            raise RuntimeError("asked to")
        answer = getattr(self, f"_run_{words}", lambda *_: f"You said: {words}")(user, command)
        ack(answer) if answer else ack()

    def _run_modal(self, user, command):
        self.client.views_open(trigger_id=command["trigger_id"], view=MODAL)

    def _run_crew(self, user, command):
        self.client.views_open(trigger_id=command["trigger_id"], view=CREW)

    def _run_gallery(self, user, command):
        self.say(user, "Everything", blocks=GALLERY)

    def _run_charts(self, user, command):
        for blocks in CHART_MESSAGES:
            self.say(user, "Charts", blocks=blocks)

    def _run_hostile(self, user, command):
        escaped = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        self.say(user, escaped, blocks=[section(escaped), {"type": "header", "text": text(HOSTILE)}])

    def _run_start(self, user, command):
        parent = self.say(user, "Your career check", blocks=[section("*Your career check* begins in this thread.")])
        first = self.say(user, "Question 1", thread_ts=parent, blocks=question(1))
        link = self.client.chat_getPermalink(channel="D" + user[1:], message_ts=first)["permalink"]
        opener = {"type": "actions", "elements": [button("Open the thread", "open", url=link)]}
        return {
            "text": "Ready when you are: about 6 minutes.",
            "blocks": [section("Ready when you are: about *6 minutes*, stop any time."), opener],
        }

    def _action(self, ack, body):
        action = body["actions"][0]
        self.clicks.append(action)
        if action["action_id"] == "slow":
            self.go_on.wait(2.5)
        if action["action_id"] == "deeper":
            self.client.views_push(trigger_id=body["trigger_id"], view=SECOND)
        if action["action_id"].startswith("answer_"):
            self._answered(body, int(action["value"]), action["text"]["text"])
        ack()

    def _answered(self, body, number, label):
        channel, message = body["channel"]["id"], body["message"]
        self.client.chat_update(channel=channel, ts=message["ts"], text=label, blocks=folded(number, label))
        following = number + 1
        self.client.chat_postMessage(
            channel=channel, thread_ts=message["thread_ts"], text=f"Question {following}", blocks=question(following)
        )

    def _submit(self, ack, body):
        values = body["view"]["state"]["values"]
        if values["what"]["what"]["value"] == "wrong":
            ack(response_action="errors", errors={"what": "That is not a step."})
            return
        self.submitted.append(values)
        ack()

    def _submit_crew(self, ack, body):
        self.submitted.append(body["view"]["state"]["values"])
        ack()

    def _shortcut(self, ack, shortcut):
        self.client.views_open(trigger_id=shortcut["trigger_id"], view=MODAL)
        ack()

    def _home(self, event):
        if event["tab"] == "home":
            self.client.views_publish(user_id=event["user"], view=HOME)

    def _nothing(self):
        pass


def main(port: int = 0) -> None:
    """Serve the page with this bot behind it, until Ctrl-C: `PYTHONPATH=. python tests/browser/showcase.py 3210`."""
    slack = SimulatedSlack(SystemClock())
    slack.start(port)
    bot = Showcase(slack)
    bot.connect()
    sys.stdout.write(f"{slack.url}\n")
    sys.stdout.flush()
    threading.Event().wait()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
