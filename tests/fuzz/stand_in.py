"""A Slack that says yes to everything and keeps what it was shown, so that it can be pressed."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from typing import Any

import urllib3

from bot.playground.cast import Cast
from bot.runtime.slack import SlackDoor

Json = dict[str, Any]


class StandIn(SlackDoor):
    """The real door as far as the wire; behind it nobody waits."""

    def __init__(self, cast: Cast) -> None:
        super().__init__("xoxb-stand-in", "http://127.0.0.1:9/api/")
        self._cast = cast
        self._count = itertools.count(1)
        self.shown: list[Json] = []  # messages and views, each with where it stands

    def _send(
        self, url: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> urllib3.BaseHTTPResponse:
        self.answered = True
        said = json.loads(json.dumps(body))
        method = url.removeprefix("http://127.0.0.1:9/api/")
        answer = self._answer(method, said) if method != url else {}
        self.shown += [{**part, **answer} for part in (said, said.get("view") or {}) if "blocks" in part]
        del self.shown[:-500]
        return urllib3.HTTPResponse(json.dumps({"ok": True, **answer}).encode() if answer else b"ok", status=200)

    def _answer(self, method: str, said: Json) -> Json:
        answers: Json = {
            "auth.test": {
                "team_id": self._cast.team_id,
                "user_id": self._cast.bot.user_id,
                "bot_id": self._cast.bot.bot_id,
                "url": f"https://{self._cast.domain}.slack.com/",
            },
            "users.info": {"user": {"id": said.get("user"), "team_id": self._cast.team_id, "tz": "Europe/Madrid"}},
            "conversations.open": {"channel": {"id": f"D{str(said.get('users'))[1:]}"}},
        }
        if method in answers:
            return answers[method]  # type: ignore[no-any-return]
        return {
            "channel": said.get("channel") or "D0ANA0001",
            "ts": said.get("ts") or f"1795165200.{next(self._count):06d}",
        }

    def thread(self) -> str:
        """Return the newest thread."""
        return next(str(shown["thread_ts"]) for shown in reversed(self.shown) if shown.get("thread_ts"))

    def buttons(self) -> Iterator[tuple[Json, Json]]:
        """Yield (message or view, what can be pressed in it), the newest first."""
        for shown in reversed(self.shown):
            for block in shown["blocks"]:
                for element in (*block.get("elements", ()), block.get("accessory") or {}):
                    if "action_id" in element:
                        yield shown, {**element, "block_id": block["block_id"]}
