"""Settings: all that is wrong is said at once, and no value is repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.runtime.config import ConfigError, load

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-secret", "SLACK_APP_TOKEN": "xapp-secret"}


def test_everything_missing_is_listed_at_once() -> None:
    with pytest.raises(ConfigError) as refusal:
        load({"CAREERCHECK_LOG_LEVEL": "loud", "CAREERCHECK_CONTENT": "nowhere", "CAREERCHECK_CRISIS_TEXT": "x" * 2001})

    said = str(refusal.value)
    names = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "LOG_LEVEL", "CAREERCHECK_CONTENT", "CRISIS_TEXT")
    assert all(name in said for name in names)
    assert "loud" not in said
    assert "nowhere" not in said


def test_defaults() -> None:
    config = load(TOKENS)

    assert config.api_url == "https://slack.com/api/"
    assert config.database_url == "sqlite:///careercheck.db"
    assert config.content is None
    assert config.crisis_text is None


def test_another_api_address_ends_in_a_slash(tmp_path: Path) -> None:
    own = {"SLACK_API_URL": "http://127.0.0.1:9/api", "CAREERCHECK_CONTENT": str(tmp_path)}

    config = load({**TOKENS, **own, "CAREERCHECK_CONTENT_REPLACE": "1"})

    assert config.api_url == "http://127.0.0.1:9/api/"
    assert config.content == tmp_path
    assert config.content_replace


@pytest.mark.parametrize("name", ["CAREERCHECK_DATBASE", "CAREERCHECK_", "CAREERCHECK_CRISIS"])
def test_a_misspelt_setting_is_refused_by_name(name: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        load({**TOKENS, name: "sqlite:///secret.db", "CAREERCHECK_LOG_LEVEL": "INFO", "OTHER_DATABASE": "x"})

    assert str(refusal.value) == f"{name} is no setting of careercheck"


@pytest.mark.parametrize("address", ["slack.com/api/", "ftp://slack.com/api/", "https://", "http:///api/", "wss://x/"])
def test_an_api_address_is_http(address: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        load({**TOKENS, "SLACK_API_URL": address})

    assert str(refusal.value) == "SLACK_API_URL must be an http or https address"


def test_an_empty_api_address_is_slack_itself() -> None:
    assert load({**TOKENS, "SLACK_API_URL": ""}).api_url == "https://slack.com/api/"
