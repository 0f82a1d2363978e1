"""The doors the bot knocks on: the Web API and the response_urls."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import format_datetime
from http import HTTPStatus

from bot.playground.core import Core
from bot.playground.methods import methods
from bot.playground.methods.args import parse
from bot.playground.methods.files import bring
from bot.playground.plans import OPENERS, Plan
from bot.playground.refusal import Refused
from bot.playground.responses import respond
from bot.playground.state import Json

FORM_ONLY = {
    "files.getUploadURLExternal",
    "users.info",
    "users.list",
    "dnd.info",
    "chat.getPermalink",
    "usergroups.list",
    "usergroups.users.list",
}
"""They do not see arguments in JSON."""
USED_UP = {"used_url", "expired_url", "not_found", "message_not_found"}


@dataclass
class Answer:
    """What goes back over HTTP; `dropped` closes the connection instead."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "application/json; charset=utf-8"})
    dropped: bool = False


@dataclass
class Knock:
    """One HTTP request of the bot."""

    headers: Mapping[str, str]
    body: bytes
    query: str = ""
    began: float = 0.0
    """When it came, on the clock's monotonic seconds."""


class Api:
    """Answers the bot's HTTP requests; safe from any thread."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._methods = methods()

    def call(self, name: str, knock: Knock) -> Answer:
        """Answer one call of the Web API."""
        with self._core.workspace.lock:
            try:
                kind = knock.headers.get("content-type", "")
                unread = name in FORM_ONLY and kind.startswith("application/json")
                args = parse(kind, b"" if unread else knock.body, knock.query)
            except Refused as refused:
                return _said(refused.body())
            token = _token(knock, args)
            return self._tried(name, args, lambda: self._perform(name, args, token), knock.began)

    def respond(self, path: str, knock: Knock) -> Answer:
        """Take what was posted to a response_url; a refused message gets a bare code, as Slack gives it."""
        with self._core.workspace.lock:
            try:
                body = parse(knock.headers.get("content-type", "application/json"), knock.body, "")
            except Refused as refused:
                return Answer(refused.code.encode(), 400, {"content-type": "text/plain"})
            answer = self._tried("respond", body, lambda: self._respond(path, body), knock.began)
        if answer.status != HTTPStatus.OK or answer.dropped:
            return answer
        error = json.loads(answer.body).get("error")
        if error is None:
            return answer
        if error in USED_UP:
            return Answer(answer.body, 404)
        return Answer(str(error).encode(), 400, {"content-type": "text/plain"})

    def bring(self, path: str, knock: Knock) -> Answer:
        """Take the bytes of a file that was announced."""
        with self._core.workspace.lock:
            try:
                bring(self._core, path.rpartition("/")[2], knock.body)
            except Refused as refused:
                return Answer(refused.code.encode(), 400, {"content-type": "text/plain"})
            return Answer(b"OK", 200, {"content-type": "text/plain"})

    def _tried(self, name: str, args: Json, perform: Callable[[], Json], began: float) -> Answer:
        """Perform a call, with whatever trouble is planned for it."""
        plan = self._core.plans.take(name)
        if plan is None:
            return self._logged(name, args, perform(), began)
        if plan.kind == "drop_after":
            answer = self._logged(name, args, perform(), began)
            answer.dropped = True
            return answer
        return self._logged_trouble(name, args, plan, began)

    def _logged_trouble(self, name: str, args: Json, plan: Plan, began: float) -> Answer:
        self._core.log(name, args, {"ok": False, "error": plan.error or plan.kind}, began)
        if plan.kind == "drop_before":
            return Answer(b"", dropped=True)
        if plan.kind == "html":
            return Answer(
                b"<!DOCTYPE html><html><body>Server Error</body></html>", plan.status, {"content-type": "text/html"}
            )
        answer = _said({"ok": False, "error": plan.error}, plan.status)
        if plan.retry_after is not None:
            answer.headers["retry-after"] = plan.retry_after
        return answer

    def _logged(self, name: str, args: Json, body: Json, began: float) -> Answer:
        self._core.log(name, args, body, began)
        if body.get("error") != "ratelimited":
            answer = _said(body)
            answer.headers["x-oauth-scopes"] = ",".join(self._core.scopes)
            answer.headers["date"] = format_datetime(self._core.workspace.clock.now(), usegmt=True)
            return answer
        answer = _said({"ok": False, "error": "ratelimited"}, 429)
        answer.headers["retry-after"] = str(body["retry_after"])
        return answer

    def _perform(self, name: str, args: Json, token: str) -> Json:
        try:
            self._check_token(name, token)
            if name not in self._methods:
                raise Refused("unknown_method", req_method=name)
            wait = self._core.buckets.take(name, args)
            if wait is not None:
                raise Refused("ratelimited", retry_after=wait)
            return {"ok": True} | self._methods[name](self._core, args)
        except Refused as refused:
            return refused.body()

    def _respond(self, path: str, body: Json) -> Json:
        try:
            return {"ok": True} | respond(self._core, path, body)
        except Refused as refused:
            return refused.body()

    def _check_token(self, name: str, token: str) -> None:
        core = self._core
        wanted, other = core.bot_token, core.app_token
        if name in OPENERS:
            wanted, other = other, wanted
        if not token:
            raise Refused("not_authed")
        if token == other:
            raise Refused("not_allowed_token_type")
        if token != wanted:
            raise Refused("invalid_auth")
        if core.token_error and name not in OPENERS:
            raise Refused(core.token_error)


def _token(knock: Knock, args: Json) -> str:
    given = str(args.pop("token", ""))
    scheme, _, bearer = knock.headers.get("authorization", "").partition(" ")
    return bearer if scheme.lower() == "bearer" else given


def _said(body: Json, status: int = 200) -> Answer:
    return Answer(json.dumps(body).encode(), status)
