"""What Slack's refusal means for a row."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.runtime.errors import SlackAway, SlackBusy, SlackError, SlackRefused, SlackShut, SlackUnsure
from bot.runtime.outbox.outcome import GIVE_UP_AFTER, Outcome, outcome
from bot.store.claims import Letter

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
AWAY, UNSURE = SlackAway("not_reached"), SlackUnsure("no_answer")
REFUSED, SHUT = SlackRefused("is_archived"), SlackShut("token_revoked")


def ends(error: SlackError, promise: str, attempt: int = 1, jitter: float = 0.0) -> Outcome:
    letter = Letter("T1", "1", "U1", "post", promise, "help.hello", {}, attempt, "token", "D1")
    return outcome(letter, error, NOW, lambda: jitter)


def waits(error: SlackError, promise: str, attempt: int, jitter: float = 0.0) -> float:
    due_at = ends(error, promise, attempt, jitter).due_at
    assert due_at is not None
    return (due_at - NOW).total_seconds()


@pytest.mark.parametrize("promise", ["reply", "unasked", "tidy"])
@pytest.mark.parametrize("attempt", [1, GIVE_UP_AFTER, 1000])
def test_whatever_the_promise(promise: str, attempt: int) -> None:
    assert ends(REFUSED, promise, attempt) == Outcome("refused", "is_archived")
    assert ends(SHUT, promise, attempt) == Outcome("due", "token_revoked")
    busy = SlackBusy("ratelimited", retry_after=30)
    assert ends(busy, promise, attempt) == Outcome("due", "ratelimited", NOW + timedelta(seconds=30))


def test_what_slack_may_have_taken_is_sent_again_only_where_twice_does_no_harm() -> None:
    assert [ends(UNSURE, promise).state for promise in ("reply", "unasked", "tidy")] == ["due", "unknown", "due"]
    assert [ends(AWAY, promise).state for promise in ("reply", "unasked", "tidy")] == ["due", "due", "due"]


def test_only_what_nobody_waits_for_and_must_not_be_lost_is_tried_for_ever() -> None:
    assert [ends(AWAY, promise, GIVE_UP_AFTER - 1).state for promise in ("reply", "tidy")] == ["due", "due"]
    assert [ends(AWAY, promise, GIVE_UP_AFTER).state for promise in ("reply", "tidy")] == ["refused", "refused"]
    assert ends(AWAY, "unasked", 1000).state == "due"


def test_it_waits_longer_each_time_up_to_an_hour() -> None:
    assert [waits(AWAY, "reply", attempt) for attempt in (1, 2, 3, 12, 13, 19)] == [1, 2, 4, 2048, 3600, 3600]
    assert [waits(AWAY, "unasked", attempt) for attempt in (1, 2, 6, 7)] == [60, 120, 1920, 3600]
    assert waits(AWAY, "reply", 1, jitter=1.0) == 1.5
