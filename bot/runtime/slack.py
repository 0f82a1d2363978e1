"""The one door to Slack's Web API. It keeps its connections alive, tries once, and says exactly what came of it.

Whether to try again is decided by whoever called (the outbox, by its promise), never here: a blind retry of
`chat.postMessage` after a dropped connection posts twice.
"""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import urllib3
from slack_sdk import WebClient

from bot.runtime.blocks import Rendered
from bot.runtime.config import SLACK_API
from bot.runtime.errors import SlackAway, SlackBusy, SlackRefused, SlackShut, SlackUnsure

DEFAULT_WAIT, LONGEST_WAIT = 30.0, 3600.0  # seconds, where Slack says "later" without a usable number
_SHUT = frozenset(
    {
        "token_revoked",
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "missing_scope",
        "token_expired",
        "org_login_required",
    }
)
# What only reads does not see arguments in JSON: Slack answers as if they had not been sent.
_FORM_ONLY = frozenset(
    {
        "users.info",
        "dnd.info",
        "usergroups.list",
        "usergroups.users.list",
        "files.getUploadURLExternal",
        "files.completeUploadExternal",
    }
)
_JSON, _FORM = "application/json; charset=utf-8", "application/x-www-form-urlencoded"
_BYTES = "application/octet-stream"
_NO_PREVIEWS = {"unfurl_links": False, "unfurl_media": False}
_UNSURE = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})


@dataclass(frozen=True)
class Introduction:
    """What Slack says about the token we come with."""

    identity: Mapping[str, Any]  # team_id, team, user_id, bot_id, url
    scopes: frozenset[str] | None  # what the token may do; None where Slack does not say
    date: datetime | None  # Slack's own time, to the second


@dataclass(frozen=True)
class Posted:
    """Where a message came to stand."""

    channel: str
    ts: str
    digest: str | None = None  # of a Home tab


@dataclass(frozen=True)
class QuietHours:
    """The time in which somebody wants no notifications, now or next (UTC instants)."""

    begins: datetime
    ends: datetime


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
        response = self._send(self._base_url + "auth.test", {}, self._authorization())
        identity, headers = self._read(response), response.headers
        return Introduction(identity, _scopes(headers), _date(headers.get("Date")))

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
        answer = self.call("dnd.info", {"user": user_id})
        try:
            begins, ends = (datetime.fromtimestamp(answer[f"next_dnd_{end}_ts"], UTC) for end in ("start", "end"))
        except (KeyError, TypeError, ValueError, OverflowError, OSError):
            return None
        return QuietHours(begins, ends) if answer.get("dnd_enabled") else None

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
        arguments: dict[str, Any] = {"channel": channel, **_message(rendered), **_NO_PREVIEWS}
        if thread_ts is not None:
            arguments["thread_ts"] = thread_ts
            if broadcast:
                arguments["reply_broadcast"] = True
        answer = self.call("chat.postMessage", arguments)
        return Posted(str(answer["channel"]), str(answer["ts"]))

    def update(self, channel: str, ts: str, rendered: Rendered) -> Posted:
        """Change a message of ours."""
        answer = self.call("chat.update", {"channel": channel, "ts": ts, **_message(rendered)})
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
        response = self._request(str(place["upload_url"]), content, {"Content-Type": _BYTES})
        if response.status != HTTPStatus.OK:
            raise SlackUnsure(f"http_{response.status}")
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
        body: dict[str, Any] = {**_message(rendered), **_NO_PREVIEWS, "replace_original": replace}
        if not replace:
            body["response_type"] = "ephemeral"
        if thread_ts is not None:
            body["thread_ts"] = thread_ts  # what only the person sees would else leave the thread
        response = self._send(response_url, body)
        if response.status == HTTPStatus.OK and response.data.strip() == b"ok":
            return
        self._read(response)

    def call(self, method: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Call a Web API method, with its arguments in the form that it reads, and return its answer."""
        form = {"Content-Type": _FORM} if method in _FORM_ONLY else {}
        return self._read(self._send(self._base_url + method, arguments, {**self._authorization(), **form}))

    def close(self) -> None:
        """Close the connections."""
        self._http.clear()

    def _authorization(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self._token}"}

    def _send(
        self, url: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> urllib3.BaseHTTPResponse:
        every = {"Content-Type": _JSON, **(headers or {})}
        encoded = urlencode(body) if every["Content-Type"] == _FORM else json.dumps(body)
        return self._request(url, encoded.encode(), every)

    def _request(self, url: str, body: bytes, headers: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
        self.answered = False
        try:
            response = self._http.request("POST", url, body=body, headers=headers)
        except (
            urllib3.exceptions.NewConnectionError,
            urllib3.exceptions.ConnectTimeoutError,
            urllib3.exceptions.SSLError,
        ) as error:
            raise SlackAway(type(error).__name__) from error
        except urllib3.exceptions.HTTPError as error:
            raise SlackUnsure(type(error).__name__) from error
        self.answered = response.status < HTTPStatus.INTERNAL_SERVER_ERROR
        self.scopes = _scopes(response.headers) or self.scopes
        self.date = _date(response.headers.get("Date"))
        return response

    def _read(self, response: urllib3.BaseHTTPResponse) -> dict[str, Any]:
        if response.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise SlackBusy("ratelimited", _wait(response.headers.get("Retry-After")))
        answer = _json(response.data)
        if answer is None and HTTPStatus.BAD_REQUEST <= response.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            raise SlackRefused(_word(response.data))  # how a response address says no
        if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR or not isinstance(answer, dict) or "ok" not in answer:
            raise SlackUnsure(f"http_{response.status}")
        if answer["ok"]:
            return answer
        code = str(answer.get("error", "unknown_error"))
        if code == "ratelimited":
            raise SlackBusy(code, _wait(response.headers.get("Retry-After")))
        if code in _SHUT:
            raise SlackShut(code)
        if code in _UNSURE:
            raise SlackUnsure(code)
        raise SlackRefused(code)


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


def _message(rendered: Rendered) -> dict[str, Any]:
    blocks: Sequence[Mapping[str, Any]] = rendered.blocks
    return {"text": rendered.text, "blocks": blocks, "link_names": False}


def _wait(header: str | None) -> float:
    try:
        seconds = float(header or "")
    except ValueError:
        return DEFAULT_WAIT
    return min(seconds, LONGEST_WAIT) if seconds > 0 else DEFAULT_WAIT


def _scopes(headers: Mapping[str, str]) -> frozenset[str] | None:
    scopes = headers.get("x-oauth-scopes")
    return None if scopes is None else frozenset(scope for scope in re.split(r"[,\s]+", scopes) if scope)


def _date(header: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(header or "").astimezone(UTC)
    except ValueError:
        return None


def _word(data: bytes) -> str:
    word = data.strip().decode("ascii", errors="replace")
    return word if re.fullmatch(r"[a-z_]{1,40}", word) else "refused"


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return None
