"""The HTTP transport over real sockets: who is slow, long-winded, broken or late keeps nobody else out."""

from __future__ import annotations

import json
import logging
import socket
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from waitress.channel import HTTPChannel

from bot.runtime.clock import SystemClock
from bot.runtime.config import Address
from bot.runtime.errors import CannotListen
from bot.runtime.http import listening
from bot.runtime.http.front import EVENTS, LONGEST_BODY
from bot.runtime.http.web import LINGER, Web
from tests.kit import LOST as SOON
from tests.kit_http import ANYWHERE, JSON, SECRET, signed

CANARY = "zq7canary"
BODY = json.dumps({"type": "event_callback", "event": {"type": "message", "text": CANARY}}).encode()


class Slow:
    """An app that keeps a payload until it is let go."""

    def __init__(self) -> None:
        self.app = App(
            token_verification_enabled=False,
            request_verification_enabled=False,
            process_before_response=True,
            authorize=lambda **_: AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-"),
        )
        self.app.event("message")(self.on_message)
        self.begun, self.go_on, self.done = threading.Event(), threading.Event(), threading.Event()
        self.go_on.set()

    def on_message(self) -> None:
        self.begun.set()
        try:
            assert self.go_on.wait(SOON)
        finally:
            self.done.set()


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def web(slow: Slow) -> Iterator[Web]:
    made = Web(slow.app, SystemClock(), SECRET, ANYWHERE, lambda: [])
    made.open()
    yield made
    slow.go_on.set()
    made.finish(1)


class Line:
    """One connection to the bot."""

    def __init__(self, web: Web) -> None:
        self._socket = socket.create_connection(("127.0.0.1", web.port), timeout=SOON)
        self._reader = self._socket.makefile("rb")

    def sends(self, written: bytes) -> None:
        self._socket.sendall(written)

    def hears(self) -> tuple[int, bytes]:
        """Read one answer; status 0 where the other side hung up instead."""
        try:
            first = self._reader.readline().split()
            if not first:
                return 0, b""
            headers = {}
            while name := self._reader.readline().strip():
                key, _, value = name.partition(b":")
                headers[key.lower()] = value.strip()
            return int(first[1]), self._reader.read(int(headers.get(b"content-length", b"0")))
        except ConnectionError:
            return 0, b""

    def close(self) -> None:
        self._reader.close()
        self._socket.close()


def request(body: bytes = BODY, *lines: str, head: str = f"POST {EVENTS} HTTP/1.1", length: bool = True) -> bytes:
    """A signed request, byte for byte."""
    named = [f"{name}: {value}" for name, value in signed(body, SystemClock().now().timestamp()).items()]
    sized = [f"Content-Length: {len(body)}"] if length else []
    return "\r\n".join([head, "Host: bot", f"Content-Type: {JSON}", *named, *sized, *lines, "", ""]).encode() + body


def asks(web: Web, written: bytes) -> int:
    with closing(Line(web)) as line:
        line.sends(written)
        return line.hears()[0]


def chunked(*chunks: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in (*chunks, b""))


def in_chunks(body: bytes) -> bytes:
    head = request(body, "Transfer-Encoding: chunked", length=False).removesuffix(body)
    return head + chunked(body[:10], body[10:])


@pytest.mark.parametrize(
    ("write", "statuses"),  # written when the test runs: what is signed is good for five minutes
    [
        (request, {200}),
        (lambda: in_chunks(BODY), {200}),
        (lambda: request(BODY, "Expect: 100-continue"), {100, 200}),
        (lambda: request(length=False), {411}),
        (lambda: request(BODY, "Transfer-Encoding: chunked", length=False).removesuffix(BODY) + b"zz\r\n", {400}),
        (lambda: request(BODY, "Transfer-Encoding: gzip", length=False), {400}),
        (lambda: request(head=f"POST {EVENTS} HTTP/9.9"), {200, 400}),
        (lambda: request(head=f"post {EVENTS} HTTP/1.1"), {400}),
        (lambda: request(head="POST http://[:: HTTP/1.1"), {400}),
        (lambda: request(BODY, "Content-Length: 3"), {400}),
        (lambda: request(BODY, "Content-Length: -3", length=False), {400}),
        (lambda: request(BODY, f"X-Long: {'x' * 20_000}"), {431}),
        (lambda: request(BODY, "no colon"), {400}),
        (lambda: request(BODY, "X-Odd: \x00\x01"), {400}),
        (lambda: b"\0\0\0\0\r\n\r\n", {0, 400}),
        (lambda: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", {0, 400}),
        (f"GET /{CANARY}?q={CANARY} HTTP/1.1\r\nHost: {CANARY}\r\n\r\n".encode, {404}),
        (lambda: b"GET /healthz HTTP/1.0\r\n\r\n", {200}),
        (lambda: b"HEAD /readyz HTTP/1.1\r\nHost: bot\r\nConnection: close\r\n\r\n", {200}),
    ],
)
def test_odd_requests_are_answered_and_the_next_one_too(
    web: Web, write: Callable[[], bytes], statuses: set[int], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        assert asks(web, write()) in statuses

        assert asks(web, request()) == 200
    assert CANARY not in caplog.text


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_request_with_two_lengths_is_refused_and_nothing_behind_it_is_read(web: Web, version: str) -> None:
    both = "Transfer-Encoding: chunked", "Content-Length: 5"
    with closing(Line(web)) as line:
        line.sends(request(b"0\r\n\r\n", *both, head=f"POST {EVENTS} HTTP/{version}", length=False) + request())

        assert line.hears()[0] == 400
        assert line.hears() == (0, b"")


def test_a_body_of_ten_megabytes_is_refused_before_it_is_there(web: Web) -> None:
    with closing(Line(web)) as line:
        line.sends(request(b"x", f"Content-Length: {10 * LONGEST_BODY}", length=False))
        assert line.hears()[0] == 413
    with closing(Line(web)) as line:
        line.sends(request(b"x", "Transfer-Encoding: chunked", length=False).removesuffix(b"x"))
        with suppress(ConnectionError):  # it hangs up in the middle
            for _ in range(200):
                line.sends(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
        assert line.hears()[0] in (0, 413)
    assert asks(web, request()) == 200


def test_memory_stays_flat_whatever_is_sent(web: Web) -> None:
    asks(web, request())
    tracemalloc.start()
    try:
        for _ in range(20):
            with closing(Line(web)) as line, suppress(ConnectionError):
                line.sends(request(b"x", f"Content-Length: {100 * LONGEST_BODY}", length=False))
                line.sends(b"x" * LONGEST_BODY)
        assert asks(web, request()) == 200
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * LONGEST_BODY  # what this test itself sends is among it


def test_who_takes_for_ever_to_ask_is_hung_up_on(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "TO_ARRIVE", 0)
    with closing(Line(web)) as one, closing(Line(web)) as other:
        one.sends(b"POST /slack/events HTTP/1.1\r\nX-Slow:")
        other.sends(request(BODY, "Content-Length: 1000", length=False))

        assert one.hears() == other.hears() == (0, b"")
    assert asks(web, request()) == 200


def test_a_crowd_that_says_nothing_keeps_nobody_out(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "CROWDED", 3)
    crowd = [Line(web) for _ in range(10)]
    try:
        assert asks(web, request()) == 200
        monkeypatch.setattr(listening, "KEPT_IN_A_CROWD", 0)  # not before: who is slow to speak would be of the crowd
        assert [line.hears()[0] for line in crowd[:6]] == [0] * 6
    finally:
        for line in crowd:
            line.close()


def test_a_connection_is_kept_for_the_next_request(web: Web) -> None:
    with closing(Line(web)) as line:
        for _ in range(3):
            line.sends(request())
            assert line.hears()[0] == 200
        line.sends(request() + request())  # the second before the first is answered
        assert [line.hears()[0], line.hears()[0]] == [200, 200]


def test_what_has_begun_is_finished_and_answered_and_nothing_else_is_begun(web: Web, slow: Slow) -> None:
    slow.go_on.clear()
    with closing(Line(web)) as working, closing(Line(web)) as kept:
        kept.sends(b"GET /readyz HTTP/1.1\r\nHost: bot\r\n\r\n")
        assert kept.hears()[0] == 200
        working.sends(request())
        assert slow.begun.wait(SOON)

        finishing = threading.Thread(target=web.finish, args=(SOON,))
        finishing.start()
        refused = _until_refused(kept)

        assert refused == (503, b"stopping\n")
        with pytest.raises(ConnectionRefusedError):
            _until_nobody_listens(web)
        finishing.join(LINGER + 0.5)
        assert finishing.is_alive()
        slow.go_on.set()
        assert working.hears()[0] == 200
        finishing.join(SOON)
        assert not finishing.is_alive()
    assert not web.connected()


def _until_refused(kept: Line) -> tuple[int, bytes]:
    while True:
        kept.sends(b"GET /readyz HTTP/1.1\r\nHost: bot\r\n\r\n")
        status, body = kept.hears()
        if status != 200:
            return status, body


def _until_nobody_listens(web: Web) -> None:
    while True:
        with suppress(ConnectionResetError):  # taken in by the kernel in the moment in which it ends
            Line(web).close()


def test_an_answer_on_its_way_when_the_stop_comes_arrives_whole(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    write, flush = HTTPChannel.write_soon, HTTPChannel._flush_some
    begun = threading.Event()

    def write_late(channel: HTTPChannel, data: bytes) -> int:
        begun.set()
        assert web._ended.wait(SOON)
        return write(channel, data)

    monkeypatch.setattr(HTTPChannel, "write_soon", write_late)
    # As where the other side is slow to read: what is written leaves when the loop comes round, not before.
    monkeypatch.setattr(HTTPChannel, "_flush_some", lambda channel, do_close=True: do_close and flush(channel))
    with closing(Line(web)) as line:
        line.sends(request())
        assert begun.wait(SOON)

        web.finish(SOON)

        assert line.hears()[0] == 200


def test_what_wakes_the_loop_is_not_closed_while_it_is_woken(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another thread that wakes it first lets it end before our own waking is over."""
    wakes = web._server.trigger.pull_trigger

    def twice(thunk: Callable[[], None]) -> None:
        wakes(thunk)
        if thunk == web._ended.set:
            assert web._ended.wait(SOON)
            web._thread.join(0.2)  # in vain: it is not over before we are
            wakes()

    monkeypatch.setattr(web._server.trigger, "pull_trigger", twice)

    web.finish(SOON)

    assert not web._thread.is_alive()


def test_a_stop_waits_no_longer_than_it_may(web: Web, slow: Slow) -> None:
    slow.go_on.clear()
    with closing(Line(web)) as line:
        line.sends(request())
        assert slow.begun.wait(SOON)

        web.finish(0.1)

        assert not slow.done.is_set()


def test_more_at_once_than_there_are_threads_are_all_answered(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    lines = [Line(web) for _ in range(3 * listening.THREADS)]
    try:
        for line in lines:
            line.sends(request())
        assert {line.hears()[0] for line in lines} == {200}
    finally:
        for line in lines:
            line.close()
    assert caplog.messages == []  # that all threads are busy is no trouble


@pytest.mark.parametrize("address", ["taken", Address("203.0.113.1", 1), Address("nowhere.invalid", 1)])
def test_an_address_that_cannot_be_listened_at_is_named(web: Web, slow: Slow, address: Any) -> None:
    address = Address("127.0.0.1", web.port) if address == "taken" else address

    with pytest.raises(CannotListen, match=f"{address.host}:{address.port}"):
        Web(slow.app, SystemClock(), SECRET, address, lambda: []).open()


def test_a_stop_before_the_start_is_none(slow: Slow) -> None:
    web = Web(slow.app, SystemClock(), SECRET, ANYWHERE, lambda: [])

    web.finish(1)

    assert not web.connected()


def test_it_listens_where_it_was_told_and_nowhere_else(web: Web) -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", web.port), timeout=SOON)
