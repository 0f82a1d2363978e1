"""The one door to Slack's Web API. It keeps its connections alive, tries once, and says exactly what came of it.

Whether to try again is decided by whoever called (the outbox, by its promise), never here: a blind retry of
`chat.postMessage` after a dropped connection posts twice.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

import urllib3
from slack_sdk import WebClient

from bot.runtime.blocks import Rendered
from bot.runtime.config import SLACK_API
from bot.runtime.errors import SlackAway, SlackRefused, SlackShut, SlackUnsure
from bot.runtime.posted import Posted
from bot.runtime.slack_answer import Introduction, QuietHours, date, read, scopes
from bot.runtime.slack_body import BYTES, JSON, content_type, message, new_message, response, written


@dataclass(frozen=True)
class File:
    """A file of text, to be shared."""

    name: str
    text: str


class SlackDoor:
    """Slack's Web API, as far as we use it.

    Every method raises `SlackBusy`, `SlackRefused`, `SlackShut` or `SlackAway` when Slack certainly took nothing, and
    `SlackUnsure` when it may have.
    """

    def __init__(self, token: str, base_url: str = SLACK_API, *, timeout: float = 10.0) -> None:
        self._token = token
        self._base_url = base_url
        self._http = urllib3.PoolManager(
            maxsize=8,
            retries=False,
            timeout=urllib3.Timeout(connect=3.0, read=timeout),
            ssl_context=ssl.create_default_context(),
        )
        self.answered = True  # whether Slack answered the last call, whatever it said
        self.date: datetime | None = None  # what time it was by Slack's clock at the last answer
        self.scopes: frozenset[str] = frozenset()  # what the token may do, as Slack said last

    def identity(self) -> dict[str, Any]:
        """Ask who we are: team_id, user_id, bot_id, url."""
        return self.call("auth.test", {})

    def introduction(self) -> Introduction:
        """Ask who we are, and look at what comes with the answer."""
        answer = self._send(self._base_url + "auth.test", {}, self._authorization())
        return Introduction(_read(answer), scopes(answer.headers), date(answer.headers))

    def may_listen(self) -> None:
        """Make sure that an app-level token opens a line; the line is not used."""
        self.call("apps.connections.open", {})

    def open_conversation(self, user_id: str) -> str:
        """Return the channel of the direct message with a person."""
        return str(self.call("conversations.open", {"users": user_id})["channel"]["id"])

    def user(self, user_id: str) -> dict[str, Any]:
        """Return Slack's user object."""
        found: dict[str, Any] = self.call("users.info", {"user": user_id})["user"]
        return found

    def quiet_hours(self, user_id: str) -> QuietHours | None:
        """Return when a person wants no notifications; None: they have not said so."""
        return QuietHours.of(self.call("dnd.info", {"user": user_id}))

    def user_groups(self) -> list[tuple[str, str]]:
        """Return the workspace's user groups as (id, name), by name. Ask only with the scope `usergroups:read`."""
        found = self.call("usergroups.list", {})["usergroups"]
        return sorted(((str(one["id"]), str(one["name"])) for one in found), key=lambda pair: pair[1].casefold())

    def group_members(self, group: str) -> list[str]:
        """Return the ids of the people in a user group; whoever was deactivated is not among them."""
        return [str(user) for user in self.call("usergroups.users.list", {"usergroup": group})["users"]]

    def post(
        self, channel: str, rendered: Rendered, *, thread_ts: str | None = None, broadcast: bool = False
    ) -> Posted:
        """Post a message; `broadcast` shows a reply in the conversation as well as in its thread."""
        new = new_message(rendered, thread_ts, broadcast=broadcast)
        answer = self.call("chat.postMessage", {"channel": channel, **new})
        return Posted(str(answer["channel"]), str(answer["ts"]))

    def update(self, channel: str, ts: str, rendered: Rendered) -> Posted:
        """Change a message of ours."""
        answer = self.call("chat.update", {"channel": channel, "ts": ts, **message(rendered)})
        return Posted(str(answer["channel"]), str(answer["ts"]))

    def delete(self, channel: str, ts: str) -> None:
        """Take a message of ours back."""
        self.call("chat.delete", {"channel": channel, "ts": ts})

    def share(self, channel: str, files: Sequence[File], wanted: Callable[[list[str]], bool]) -> list[str]:
        """Share files in a conversation; returns their ids. Refused where the optional scope is not granted.

        `wanted` hears the ids before anybody sees the files; where it says no, they are shared with nobody.
        """
        made = [self._upload(file) for file in files]
        if not wanted(made):
            return []
        described = [{"id": made_id, "title": file.name} for made_id, file in zip(made, files, strict=True)]
        with _only_refused():
            self.call("files.completeUploadExternal", {"files": json.dumps(described), "channel_id": channel})
        return made

    def _upload(self, file: File) -> str:
        """Bring a file to where Slack wants it; nobody sees it yet. Returns its id."""
        content = file.text.encode()
        with _only_refused():
            place = self.call("files.getUploadURLExternal", {"filename": file.name, "length": len(content)})
        answer = self._request(str(place["upload_url"]), content, {"Content-Type": BYTES})
        if answer.status != HTTPStatus.OK:
            raise SlackUnsure(f"http_{answer.status}")
        return str(place["file_id"])

    def delete_file(self, file: str) -> None:
        """Delete a file of ours; refused where the optional scope is not granted."""
        with _only_refused():
            self.call("files.delete", {"file": file})

    def publish(self, user_id: str, view: Mapping[str, Any]) -> None:
        """Put up a person's Home tab."""
        self.call("views.publish", {"user_id": user_id, "view": view})

    def open_view(self, trigger_id: str, view: Mapping[str, Any]) -> None:
        """Open a modal; `trigger_id` is good for three seconds."""
        self.call("views.open", {"trigger_id": trigger_id, "view": view})

    def respond(
        self, response_url: str, rendered: Rendered, *, replace: bool = False, thread_ts: str | None = None
    ) -> None:
        """Answer a command or click through its own address: only the person sees it, or the message is replaced."""
        answer = self._send(response_url, response(rendered, thread_ts, replace=replace))
        if answer.status == HTTPStatus.OK and answer.data.strip() == b"ok":
            return
        _read(answer)

    def call(self, method: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Call a Web API method, with its arguments in the form that it reads, and return its answer."""
        headers = {**self._authorization(), "Content-Type": content_type(method)}
        return _read(self._send(self._base_url + method, arguments, headers))

    def close(self) -> None:
        """Close the connections."""
        self._http.clear()

    def _authorization(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self._token}"}

    def _send(
        self, url: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> urllib3.BaseHTTPResponse:
        every = {"Content-Type": JSON, **(headers or {})}
        return self._request(url, written(body, every["Content-Type"]), every)

    def _request(self, url: str, body: bytes, headers: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
        self.answered = False
        try:
            answer = self._http.request("POST", url, body=body, headers=headers)
        except (
            urllib3.exceptions.NewConnectionError,
            urllib3.exceptions.ConnectTimeoutError,
            urllib3.exceptions.SSLError,
        ) as error:
            raise SlackAway(type(error).__name__) from error
        except urllib3.exceptions.HTTPError as error:
            raise SlackUnsure(type(error).__name__) from error
        self.answered = answer.status < HTTPStatus.INTERNAL_SERVER_ERROR
        self.scopes = scopes(answer.headers) or self.scopes
        self.date = date(answer.headers)
        return answer


@contextmanager
def _only_refused() -> Iterator[None]:
    """Call what takes an optional scope: without that we are refused this alone, and not shut out."""
    try:
        yield
    except SlackShut as error:
        if error.code == "missing_scope":
            raise SlackRefused(error.code) from error
        raise


def socket_client(app_token: str, base_url: str = SLACK_API) -> WebClient:
    """Return the SDK's client with which a Socket Mode connection asks for its address."""
    return WebClient(token=app_token, base_url=base_url)


def _read(answer: urllib3.BaseHTTPResponse) -> dict[str, Any]:
    return read(answer.status, answer.headers, answer.data)
