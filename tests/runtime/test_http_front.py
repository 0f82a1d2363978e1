"""What a request must be before anything in it is read, and what everything else is answered."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus, urlencode

import pytest
from slack_bolt import BoltResponse

from bot.runtime import logs
from bot.runtime.clock import ManualClock
from bot.runtime.http.front import ALIVE, EVENTS, LONGEST_BODY, READY, Front
from bot.runtime.under_way import UnderWay
from tests.kit import MONDAY
from tests.kit_http import FORM, JSON, SECRET, Heard, knock, signed

CANARY = "zq7canary"
NOW = MONDAY.timestamp()
BODY = json.dumps({"type": "event_callback", "text": CANARY}).encode()


@dataclass
class Door:
    """A front, and what it let through."""

    taken: list[dict[str, Any]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    answer: BoltResponse = field(default_factory=lambda: BoltResponse(status=200))
    under_way: UnderWay = field(default_factory=UnderWay)
    clock: ManualClock = field(default_factory=lambda: ManualClock(MONDAY))

    def __post_init__(self) -> None:
        self.front = Front(self.clock, SECRET, self._take, lambda: self.reasons, self.under_way)

    def _take(self, payload: dict[str, Any]) -> BoltResponse:
        self.taken.append(payload)
        return self.answer

    def hears(self, body: bytes, kind: str = JSON, **environ: Any) -> Heard:
        """Hand in a signed body."""
        return knock(self.front, body, signed(body, NOW), kind=kind, **environ)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything that is logged, at the lowest level."""
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    logs.configure("DEBUG")
    yield stream
    monkeypatch.undo()
    logs.configure("WARNING")


RIGHT = signed(BODY, NOW)
STAMP, SIGNATURE = RIGHT["X-Slack-Request-Timestamp"], RIGHT["X-Slack-Signature"]


@pytest.mark.parametrize(
    ("stamp", "signature"),
    [
        (None, SIGNATURE),
        (STAMP, None),
        (None, None),
        ("", SIGNATURE),
        (STAMP, ""),
        (STAMP, "v0="),
        (STAMP, SIGNATURE[:-1]),
        (STAMP, SIGNATURE + "0"),
        (STAMP, SIGNATURE.replace("v0=", "v1=")),
        (STAMP, SIGNATURE.upper()),
        (STAMP, f"{SIGNATURE}, {SIGNATURE}"),
        (STAMP, "v0=" + "0" * 64),
        (STAMP, "v0=\xe9" + "0" * 63),
        (STAMP, "\u2019"),
        ("now", SIGNATURE),
        ("NaN", SIGNATURE),
        ("-1", SIGNATURE),
        ("1e9", SIGNATURE),
        (f" {STAMP}", SIGNATURE),
        (f"{STAMP}.0", SIGNATURE),
        ("9" * 5000, SIGNATURE),
        ("\u0661\u0662", SIGNATURE),
        ("\xb2", SIGNATURE),
        (str(int(STAMP) + 1), SIGNATURE),
    ],
)
def test_a_request_that_slack_did_not_sign_is_refused_unread(
    said: io.StringIO, stamp: str | None, signature: str | None
) -> None:
    door = Door()
    headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}

    heard = knock(door.front, BODY, {name: value for name, value in headers.items() if value is not None})

    assert (heard.status, heard.body) == (401, b"")
    assert door.taken == []
    assert said.getvalue().count("\n") == 1
    assert CANARY not in said.getvalue()


@pytest.mark.parametrize(
    ("apart", "status"), [(-301, 401), (-300, 200), (0, 200), (300, 200), (301, 401), (10**6, 401)]
)
def test_a_signature_is_good_for_five_minutes_either_way(apart: int, status: int) -> None:
    door = Door()

    assert knock(door.front, BODY, signed(BODY, NOW + apart)).status == status
    assert len(door.taken) == (status == 200)


def test_a_signature_by_another_secret_or_over_another_body_is_none() -> None:
    door = Door()

    assert knock(door.front, BODY, signed(BODY, NOW, "another secret")).status == 401
    assert knock(door.front, BODY + b" ", signed(BODY, NOW)).status == 401
    assert door.taken == []


def test_the_body_is_not_read_before_it_is_known_who_sent_it() -> None:
    door = Door()

    assert knock(door.front, b"\xff{not json", {}, kind="no/kind").status == 401


def nested(levels: int) -> bytes:
    return b'{"a":' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", JSON, 400),
        (b"{", JSON, 400),
        (b"null", JSON, 400),
        (b"[1]", JSON, 400),
        (b'"text"', JSON, 400),
        (b'{"a": NaN}', JSON, 400),
        (b'{"a": -Infinity}', JSON, 400),
        (b'{"a": ' + b"9" * 5000 + b"}", JSON, 400),
        (b'{"a": 1} {"b": 2}', JSON, 400),
        (b"\xef\xbb\xbf{}", JSON, 400),
        (b'{"a": "\xff"}', JSON, 400),
        ('{"a": "\u00e9"}'.encode("utf-16"), JSON, 400),
        (b'{"a": "\0"}', JSON, 400),
        (b'{"a": "\\u0000"}', JSON, 400),
        (b'{"a": "\\\\\\u0000"}', JSON, 400),
        (b"payload=%7B", FORM, 400),
        (b"payload=", FORM, 400),
        (b"payload=%FF", FORM, 400),
        (b"text=%00", FORM, 400),
        (b"a=1&" * 200, FORM, 400),
        (b"payload=" + quote_plus(b'{"a": "\\u0000"}').encode(), FORM, 400),
        (b"payload=" + quote_plus(nested(1000)).encode(), FORM, 400),
        (nested(101), JSON, 400),
        (nested(1_000), JSON, 400),
        (nested(100_000), JSON, 400),
        (b"{}", "", 415),
        (b"{}", "text/plain", 415),
        (b"{}", "application/jsonx", 415),
        (b"{}", "multipart/form-data; boundary=x", 415),
        (b"{}", "\xff", 415),
    ],
)
def test_a_signed_body_that_is_no_payload_is_refused_and_not_quoted(
    said: io.StringIO, body: bytes, kind: str, status: int
) -> None:
    door = Door()

    heard = door.hears(body, kind)

    assert (heard.status, heard.body) == (status, b"")
    assert door.taken == []
    assert said.getvalue().count("http.unreadable") == 1
    assert said.getvalue().count("\n") == 1


@pytest.mark.parametrize(
    ("body", "kind", "payload"),
    [
        (nested(100), JSON, json.loads(nested(100))),
        (b'{"a": "\\\\u0000 typed by hand"}', JSON, {"a": "\\u0000 typed by hand"}),
        (b'{"a": 1}', "Application/JSON; charset=utf-8", {"a": 1}),
        (urlencode({"text": "a+b & \u00e9 %", "empty": ""}).encode(), FORM, {"text": "a+b & \u00e9 %", "empty": ""}),
        (urlencode({"payload": '{"a": "\u20ac &="}'}).encode(), FORM, {"a": "\u20ac &="}),
    ],
)
def test_a_signed_payload_is_read(body: bytes, kind: str, payload: dict[str, Any]) -> None:
    door = Door()

    assert door.hears(body, kind).status == 200
    assert door.taken == [payload]


@pytest.mark.parametrize("length", [None, "", "-1", "abc", "1e3", "\xb2"])
def test_a_body_without_a_length_is_refused(length: str | None) -> None:
    door = Door()
    headers = signed(BODY, NOW)

    assert knock(door.front, BODY, headers, CONTENT_LENGTH=length).status == 411
    assert door.taken == []


def test_a_body_that_is_too_long_is_refused_unread() -> None:
    door = Door()

    class Untouched(io.BytesIO):
        def read(self, *_: Any) -> bytes:
            raise AssertionError("it was read")

    refused = knock(door.front, b"", CONTENT_LENGTH=str(LONGEST_BODY + 1), **{"wsgi.input": Untouched()})

    assert refused.status == 413


def test_a_payload_as_long_as_slack_sends_them_is_read() -> None:
    door = Door()
    longest = json.dumps({"view": "\u00e9" * 41_000})  # 250 kB of JSON: Slack takes no longer view

    assert door.hears(urlencode({"payload": longest}).encode(), FORM).status == 200


def test_what_is_said_to_slack_goes_back_as_it_is() -> None:
    door = Door(answer=BoltResponse(status=200, body={"text": "caf\u00e9"}))

    heard = door.hears(BODY)

    assert json.loads(heard.body) == {"text": "caf\u00e9"}
    assert heard.headers["Content-Type"].startswith("application/json")
    assert int(heard.headers["Content-Length"]) == len(heard.body)


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("GET", EVENTS, 405, "POST"),
        ("PUT", EVENTS, 405, "POST"),
        ("HEAD", EVENTS, 405, "POST"),
        ("POST", READY, 405, "GET, HEAD"),
        ("POST", ALIVE, 405, "GET, HEAD"),
        ("POST", "/", 404, None),
        ("GET", "/slack/events/", 404, None),
        ("GET", "/slack/install", 404, None),
        ("GET", "/../etc/passwd", 404, None),
        ("GET", "", 404, None),
        ("\xff", "/\xff", 404, None),
    ],
)
def test_nothing_else_is_served(method: str, path: str, status: int, allow: str | None) -> None:
    heard = knock(Door().front, method=method, path=path)

    assert (heard.status, heard.headers.get("Allow")) == (status, allow)


def test_it_says_that_it_lives_and_whether_it_can_serve() -> None:
    door = Door()

    assert knock(door.front, method="GET", path=ALIVE).status == 200
    assert knock(door.front, method="GET", path=READY).status == 200
    door.reasons = ["database", "token"]
    assert knock(door.front, method="GET", path=ALIVE).status == 200
    unready = knock(door.front, method="GET", path=READY)
    assert (unready.status, unready.body) == (503, b"database\ntoken\n")


def test_it_says_so_without_a_body_where_none_is_wanted() -> None:
    door = Door()

    for path in (ALIVE, READY):
        asked, shown = knock(door.front, method="HEAD", path=path), knock(door.front, method="GET", path=path)
        assert (asked.status, asked.headers, asked.body) == (200, shown.headers, b"")
    door.reasons = ["database"]
    assert knock(door.front, method="HEAD", path=READY).status == 503


def test_once_it_is_to_stop_nothing_new_is_begun() -> None:
    door = Door()
    door.under_way.close()

    refused = door.hears(BODY)

    assert refused.status == 503
    assert door.taken == []
    assert knock(door.front, method="GET", path=READY).body == b"stopping\n"
    assert knock(door.front, method="GET", path=ALIVE).status == 200


def test_what_an_operator_should_know_stands_below_that_it_serves() -> None:
    front = Front(
        ManualClock(MONDAY), SECRET, lambda _: BoltResponse(status=200), list, UnderWay(), beside=lambda: ["paused"]
    )

    heard = knock(front, method="GET", path=READY)

    assert (heard.status, heard.body) == (200, b"ready\npaused\n")
