"""The command as an operator runs it."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from bot.cli import app
from tests.doctor.house import House


def test_the_command_prints_lines_and_ends_with_1_where_something_must_be_mended(
    running: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in running.environ.items():
        monkeypatch.setenv(name, value)
    well = CliRunner().invoke(app, ["doctor"])
    assert (well.exit_code, well.exception) == (0, None), well.output
    assert "ok       token       Slack knows the bot in the workspace Birchworks.\n" in well.output

    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-zq7canary")
    ill = CliRunner().invoke(app, ["doctor", "--json"])
    assert ill.exit_code == 1
    lines = [json.loads(line) for line in ill.output.splitlines()]
    assert [line["check"] for line in lines if line["level"] == "problem"] == ["token"]
    assert "zq7canary" not in ill.output
