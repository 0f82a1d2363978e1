"""The line to Slack breaks, is replaced, and brings things twice: the conversation goes on, and effects happen once."""

from __future__ import annotations

import pytest

from tests.process.served import Served, Watcher

pytestmark = pytest.mark.process


@pytest.mark.parametrize("abruptly", [False, True])
def test_a_dropped_socket_is_opened_again(house: Served, ana: Watcher, abruptly: bool) -> None:
    ana.begins()
    house.slack.faults.drop_socket(abruptly)
    house.awaits(lambda: not house.slack.connected, "the line is cut")
    ana.writes("yes")  # said while nobody listens

    house.awaits(lambda: house.slack.connected, "the bot is back")
    ana.expects("2 of 21")
    ana.clicks("Yes")
    ana.expects("3 of 21")
    assert house.rows("SELECT choice FROM answers") == [("yes",), ("yes",)]
    assert [line for line in house.run.err.splitlines() if not line.startswith('{"')] == []  # a line each, no traceback


def test_a_socket_that_slack_wants_replaced_is_replaced(house: Served, ana: Watcher) -> None:
    ana.begins()
    opened = house.called("apps.connections.open")

    house.slack.faults.refresh_socket()

    house.awaits(lambda: house.called("apps.connections.open") > opened and house.slack.connected, "a new line")
    ana.clicks("Yes")
    ana.expects("2 of 21")


def test_events_that_come_several_times_count_once(house: Served, ana: Watcher) -> None:
    ana.begins()
    house.slack.faults.duplicate_events(4)

    ana.writes("yes")
    ana.expects("2 of 21")
    ana.writes("partly")
    ana.expects("3 of 21")
    ana.writes("something I did last year")
    ana.expects("Kept as a private note")
    house.settles()

    assert house.rows("SELECT choice FROM answers ORDER BY id") == [("yes",), ("partly",)]
    assert len(house.rows("SELECT * FROM notes")) == 1
    asked = [call.args["text"] for call in house.slack.calls if call.method == "chat.postMessage"]
    assert len(asked) == len(set(asked))


def test_an_event_that_was_never_acknowledged_comes_again_after_a_kill(house: Served, ana: Watcher) -> None:
    ana.begins()
    house.run.process.kill()
    house.run.ends()
    house.awaits(lambda: not house.slack.connected, "it is gone")
    ana.writes("not yet")

    house.starts()

    ana.expects("2 of 21")
    assert house.rows("SELECT choice FROM answers") == [("not_yet",)]
