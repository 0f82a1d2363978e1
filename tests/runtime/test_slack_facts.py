"""When something happened, as Slack says it: to the microsecond in an event, to the second in a user object."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.runtime.user_facts import changed_at, happened_at


def test_the_instants() -> None:
    assert happened_at({"event_ts": "1795165260.000300"}) == datetime(2026, 11, 20, 9, 1, 0, 300, tzinfo=UTC)
    assert changed_at({"updated": 1795165260}) == datetime(2026, 11, 20, 9, 1, tzinfo=UTC)


@pytest.mark.parametrize("odd", [None, True, [], "", "soon", "1e400", "nan", "-1", -5, 0, 10**20])
def test_what_is_no_instant_is_passed_over(odd: object) -> None:
    assert happened_at({"event_ts": odd}) is changed_at({"updated": odd}) is None
