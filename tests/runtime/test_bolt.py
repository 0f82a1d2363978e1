"""What else stands in the environment is none of Bolt's business."""

from __future__ import annotations

import pytest

from bot.runtime.bolt import bolt_app

IDENTITY = {"team_id": "T1", "user_id": "U0BOT", "bot_id": "B0BOT"}


def test_our_own_token_in_the_environment_is_nothing_to_warn_of(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")

    bolt_app("xoxb-1", IDENTITY)

    assert caplog.messages == []
