"""Waiting in front of a simulated Slack."""

from __future__ import annotations

import pytest

from bot.playground.simulated import SimulatedSlack


@pytest.mark.timeout(20)
def test_what_changes_elsewhere_is_seen_though_nothing_happens_in_slack(slack: SimulatedSlack) -> None:
    looks = iter(("", "", "there"))

    assert slack.wait_for(lambda: next(looks), timeout=60) == "there"


def test_what_does_not_come_is_said(slack: SimulatedSlack) -> None:
    with pytest.raises(TimeoutError, match="no bot came"):
        slack.wait_for(lambda: slack.connected, timeout=0.01, why="no bot came")
