"""HTTP: payloads delivered to an address of the app, each in a signed request of its own."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from urllib.parse import urlencode

import urllib3
from slack_sdk.signature import Clock as Stamp
from slack_sdk.signature import SignatureVerifier

from bot.playground.core import Core
from bot.playground.state import Json
from bot.runtime.clock import Clock

AT_ONCE = 8
"""Requests under way at the same time."""
PATIENCE = 10.0
"""Real seconds for an answer. How long Slack waits is told by the simulated clock."""


class Hook:
    """The address takes what otherwise goes over a socket; to the deliveries it is one that never breaks.

    Args:
        core: the simulated Slack.
        url: where the app listens.
        secret: the app's signing secret.
        clock: what the requests say about the time: the app compares it with its own.
    """

    def __init__(self, core: Core, url: str, secret: str, clock: Clock) -> None:
        self.leaving = False
        self._core = core
        self._url = url
        self._signer = SignatureVerifier(secret, _Stamp(clock))
        self._http = urllib3.PoolManager(maxsize=AT_ONCE, retries=False, timeout=PATIENCE)
        self._posting = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="hook")
        with core.workspace.lock:
            core.deliveries.opened(self)

    def send(self, frame: Json) -> None:
        """Post one envelope's payload; what else a socket is told (hello) HTTP knows nothing of."""
        if "envelope_id" in frame:
            self._posting.submit(self._post, frame)

    def drop(self, abruptly: bool) -> None:
        """Nothing is held open that could be dropped."""

    def close(self) -> None:
        """Deliver no more; what is not answered yet is lost, or delivered again to whoever comes."""
        self.leaving = True
        self._posting.shutdown()
        self._http.clear()
        with self._core.workspace.lock:
            self._core.deliveries.closed(self)

    def _post(self, frame: Json) -> None:
        kind, body = _written(frame["type"], frame["payload"])
        headers = self._signed(body) | {"Content-Type": kind}
        if "retry_attempt" in frame:
            headers |= {"X-Slack-Retry-Num": str(frame["retry_attempt"]), "X-Slack-Retry-Reason": frame["retry_reason"]}
        try:
            response = self._http.request("POST", self._url, body=body.encode(), headers=headers)
        except urllib3.exceptions.HTTPError:
            self._heard(frame["envelope_id"], "connection_failed")
            return
        error = None if response.status == HTTPStatus.OK else "http_error"
        self._heard(frame["envelope_id"], error, _read(response))

    def _signed(self, body: str) -> dict[str, str]:
        stamp = str(int(self._signer.clock.now()))
        signature = self._signer.generate_signature(timestamp=stamp, body=body)
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": str(signature)}

    def _heard(self, envelope_id: str, error: str | None, answer: Json | None = None) -> None:
        with self._core.workspace.lock:
            if error is None:
                self._core.deliveries.acknowledge(envelope_id, answer or {})
            else:
                self._core.deliveries.refused(envelope_id, error)


class _Stamp(Stamp):
    """The product's clock as the SDK wants it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock.now().timestamp()


def _written(kind: str, payload: Json) -> tuple[str, str]:
    """Return content type and body: events are JSON, commands a form, interactions JSON in a field of one."""
    if kind == "events_api":
        return "application/json", json.dumps(payload)
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return "application/x-www-form-urlencoded", urlencode(fields)


def _read(response: urllib3.BaseHTTPResponse) -> Json:
    if not response.data:
        return {}
    if response.headers.get("Content-Type", "").startswith("application/json"):
        answer: Json = json.loads(response.data)
        return answer
    return {"text": response.data.decode()}
