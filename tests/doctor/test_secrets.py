"""Doctor quotes no secret, and a check that breaks hides no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.runtime.slack import SlackDoor
from tests.doctor.house import House, bad


def test_a_secret_that_others_may_read(house: House, tmp_path: Path) -> None:
    kept = tmp_path / "token"
    kept.write_text(house.environ["SLACK_BOT_TOKEN"])
    kept.chmod(0o644)
    settings = {"SLACK_BOT_TOKEN": "", "SLACK_BOT_TOKEN_FILE": str(kept)}

    assert bad(house.told(**settings)) == {
        "settings": "Anybody on this machine can read the file that SLACK_BOT_TOKEN_FILE names: chmod 600 it."
    }
    kept.chmod(0o600)
    assert bad(house.told(**settings)) == {}


def test_a_check_that_breaks_hides_no_other(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: 1 / 0)
    report = house.told()

    assert bad(report) == {"database": "This could not be looked at (ZeroDivisionError). Please report it."}
    assert "token" in report


def test_a_token_that_cannot_be_sent_is_no_reason_to_quote_it(house: House) -> None:
    for odd in ("\n", "\u2026"):
        report = house.told(SLACK_BOT_TOKEN=f"xoxb-zq7{odd}canary")

        assert bad(report) == {"settings": "SLACK_BOT_TOKEN has a character that no token has; copy it again."}
        assert {"content", "socket"} <= set(report)


def test_a_door_that_breaks_hides_no_other_check(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SlackDoor, "introduction", lambda _: {}["xoxb-zq7canary"])
    report = house.told()

    assert bad(report) == {"token": "This could not be looked at (KeyError). Please report it."}
    assert {"socket", "running", "listening"} & set(report)
