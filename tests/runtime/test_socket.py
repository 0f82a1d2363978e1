"""The line to Slack under load."""

from __future__ import annotations

import logging

import pytest

from tests.kit import Somebody, World


def test_a_burst_of_events_is_taken_in_whole(world: World, ana: Somebody, caplog: pytest.LogCaptureFixture) -> None:

    with caplog.at_level(logging.ERROR):
        for number in range(600):
            world.slack.act.changes(ana.id, title=f"Engineer {number}" + " with a long title" * 20)
        world.settles()

    assert caplog.messages == []
