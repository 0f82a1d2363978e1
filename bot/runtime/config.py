"""Settings, read once from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.runtime.slack import SLACK_API

LONGEST_CRISIS_TEXT = 2000  # it must fit into one message, whole
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
OURS = "CAREERCHECK_"
KNOWN = frozenset(f"{OURS}{name}" for name in ("DATABASE", "CONTENT", "CONTENT_REPLACE", "CRISIS_TEXT", "LOG_LEVEL"))


class ConfigError(Exception):
    """Settings are missing or make no sense; the message names all of them and never a value."""


@dataclass(frozen=True)
class Config:
    """What an operator sets."""

    bot_token: str
    app_token: str
    api_url: str = SLACK_API
    database_url: str = "sqlite:///careercheck.db"
    content: Path | None = None  # a company's own content, laid over the built-in
    content_replace: bool = False  # that content takes the place of the built-in altogether
    crisis_text: str | None = None  # what a person in danger is answered, in place of the built-in words
    log_level: str = "INFO"


def load(environ: Mapping[str, str]) -> Config:
    """Read the settings from `environ`.

    Raises:
        ConfigError: with one line for each setting that is missing or wrong.
    """
    problems = [f"{name} is not set" for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN") if not environ.get(name)]
    level = environ.get("CAREERCHECK_LOG_LEVEL", Config.log_level).upper()
    if level not in LEVELS:
        problems.append(f"CAREERCHECK_LOG_LEVEL must be one of {', '.join(LEVELS)}")
    content = environ.get("CAREERCHECK_CONTENT")
    if content and not Path(content).is_dir():
        problems.append("CAREERCHECK_CONTENT is not a folder")
    if len(environ.get("CAREERCHECK_CRISIS_TEXT", "")) > LONGEST_CRISIS_TEXT:
        problems.append(f"CAREERCHECK_CRISIS_TEXT is longer than {LONGEST_CRISIS_TEXT} characters")
    problems += [f"{name} is no setting of careercheck" for name in sorted(environ) if _misspelt(name)]
    api_url = environ.get("SLACK_API_URL") or SLACK_API
    if not _is_http(api_url):
        problems.append("SLACK_API_URL must be an http or https address")
    if problems:
        raise ConfigError("\n".join(problems))
    return Config(
        bot_token=environ["SLACK_BOT_TOKEN"],
        app_token=environ["SLACK_APP_TOKEN"],
        api_url=api_url if api_url.endswith("/") else f"{api_url}/",
        database_url=environ.get("CAREERCHECK_DATABASE", Config.database_url),
        content=Path(content) if content else None,
        content_replace=environ.get("CAREERCHECK_CONTENT_REPLACE", "") not in ("", "0"),
        crisis_text=environ.get("CAREERCHECK_CRISIS_TEXT", "").strip() or None,
        log_level=level,
    )


def _misspelt(name: str) -> bool:
    """Tell whether somebody meant to set something: a slip must not leave, say, the crisis text as it was unseen."""
    return name.startswith(OURS) and name not in KNOWN


def _is_http(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
