"""Settings, read once from the environment. `NAME_FILE` names a file that holds the value of NAME."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from advice.cadence import Window
from bot.runtime import hours

SLACK_API = "https://slack.com/api/"
LONGEST_CRISIS_TEXT = 2000  # it must fit into one message, whole
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
OURS = "CAREERCHECK_"
SECRETS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "CAREERCHECK_DATABASE")
Transport = Literal["socket", "http"]
TRANSPORTS: tuple[Transport, ...] = ("socket", "http")
NEEDED: Mapping[Transport, tuple[str, ...]] = {
    "socket": ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"),
    "http": ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"),
}
SETTINGS = (
    *SECRETS,
    "SLACK_API_URL",
    "CAREERCHECK_TRANSPORT",
    "CAREERCHECK_LISTEN",
    "CAREERCHECK_METRICS",
    "CAREERCHECK_OPERATORS",
    "CAREERCHECK_HOURS",
    "CAREERCHECK_HOLIDAYS",
    "CAREERCHECK_ZONE",
    "CAREERCHECK_CONTENT",
    "CAREERCHECK_CONTENT_REPLACE",
    "CAREERCHECK_CRISIS_TEXT",
    "CAREERCHECK_LOG_LEVEL",
)
_USER = re.compile(r"[UW][A-Z0-9]{1,31}")


class ConfigError(Exception):
    """Settings are missing or make no sense; the message names all of them and never a value."""


@dataclass(frozen=True)
class Address:
    """Where to listen."""

    host: str
    port: int


@dataclass(frozen=True)
class Config:
    """What an operator sets."""

    bot_token: str
    app_token: str = ""  # Socket Mode only
    api_url: str = SLACK_API
    database_url: str = "sqlite:///careercheck.db"
    transport: Transport = "socket"
    signing_secret: str = ""  # HTTP only
    listen: Address = Address("127.0.0.1", 3000)  # HTTP only
    metrics: Address | None = None
    operators: tuple[str, ...] = ()  # user ids who are told of the bot's own trouble
    window: Window = field(default_factory=Window)  # when the bot may speak of itself, by each person's clock
    zone: str = "UTC"  # of people for whom neither they nor Slack name one
    content: Path | None = None  # a company's own content, laid over the built-in
    content_replace: bool = False  # that content takes the place of the built-in altogether
    crisis_text: str | None = None  # what a person in danger is answered, in place of the built-in words
    log_level: str = "INFO"


def load(environ: Mapping[str, str]) -> Config:
    """Read the settings from `environ`.

    Raises:
        ConfigError: with one line for each setting that is missing or wrong.
    """
    config, problems = read(environ)
    if problems:
        raise ConfigError("\n".join(problems))
    return config


def read(environ: Mapping[str, str]) -> tuple[Config, list[str]]:
    """Return the settings as far as they make sense, and a line for each that is missing or wrong.

    In place of what is missing or wrong stands the default, or nothing: good enough to look at the rest.
    """
    problems: list[str] = []
    given = _values(environ, problems)
    transport = _transport(given, problems)
    problems += [f"{name} is not set" for name in NEEDED[transport] if not given.get(name)]
    level = given.get("CAREERCHECK_LOG_LEVEL", Config.log_level).upper()
    if level not in LEVELS:
        problems.append(f"CAREERCHECK_LOG_LEVEL must be one of {', '.join(LEVELS)}")
        level = Config.log_level
    content = given.get("CAREERCHECK_CONTENT")
    if content and not Path(content).is_dir():
        problems.append("CAREERCHECK_CONTENT is not a folder")
        content = None
    if len(given.get("CAREERCHECK_CRISIS_TEXT", "")) > LONGEST_CRISIS_TEXT:
        problems.append(f"CAREERCHECK_CRISIS_TEXT is longer than {LONGEST_CRISIS_TEXT} characters")
    operators = tuple(given.get("CAREERCHECK_OPERATORS", "").replace(",", " ").split())
    if not all(_USER.fullmatch(user) for user in operators):
        operators = ()
        problems.append("CAREERCHECK_OPERATORS must be user ids of Slack, like U012AB3CD, with commas between them")
    window = hours.window(given, problems)
    zone = hours.zone(given, problems)
    api_url = given.get("SLACK_API_URL") or SLACK_API
    if not _is_http(api_url):
        problems.append("SLACK_API_URL must be an http or https address")
        api_url = SLACK_API
    listen = _address("CAREERCHECK_LISTEN", given, problems)
    metrics = _address("CAREERCHECK_METRICS", given, problems)
    problems += [f"{name} is no setting of careercheck" for name in sorted(environ) if _misspelt(name)]
    config = Config(
        bot_token=given.get("SLACK_BOT_TOKEN", ""),
        app_token=given.get("SLACK_APP_TOKEN", ""),
        api_url=api_url if api_url.endswith("/") else f"{api_url}/",
        database_url=given.get("CAREERCHECK_DATABASE", Config.database_url),
        transport=transport,
        signing_secret=given.get("SLACK_SIGNING_SECRET", ""),
        listen=listen or Config.listen,
        metrics=metrics,
        operators=operators,
        window=window,
        zone=zone,
        content=Path(content) if content else None,
        content_replace=given.get("CAREERCHECK_CONTENT_REPLACE", "") not in ("", "0"),
        crisis_text=given.get("CAREERCHECK_CRISIS_TEXT", "").strip() or None,
        log_level=level,
    )
    return config, problems


def database_url(environ: Mapping[str, str]) -> str:
    """Return where the database is, for commands that need no other setting.

    Raises:
        ConfigError: it is set twice, or its file cannot be read.
    """
    problems: list[str] = []
    name = "CAREERCHECK_DATABASE"
    given = _values({key: environ[key] for key in (name, f"{name}_FILE") if key in environ}, problems)
    if problems:
        raise ConfigError("\n".join(problems))
    return given.get(name, Config.database_url)


def _values(environ: Mapping[str, str], problems: list[str]) -> dict[str, str]:
    """Collect what is set, from the environment or from the file it names."""
    given = {name: environ[name] for name in SETTINGS if environ.get(name)}
    for name in SETTINGS:
        file = environ.get(f"{name}_FILE")
        if not file:
            continue
        if name in given:
            problems.append(f"{name} and {name}_FILE are both set; keep one")
            continue
        try:
            value = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeError) as error:
            problems.append(f"{name}_FILE names a file that cannot be read ({type(error).__name__})")
            continue
        if value:
            given[name] = value
        else:
            problems.append(f"{name}_FILE names an empty file")
    return given


def _transport(given: Mapping[str, str], problems: list[str]) -> Transport:
    """Return what is set; where nothing is, HTTP for whoever has only what HTTP needs."""
    named = given.get("CAREERCHECK_TRANSPORT")
    for known in TRANSPORTS:
        if named == known:
            return known
    if named is not None:
        problems.append(f"CAREERCHECK_TRANSPORT must be one of {', '.join(TRANSPORTS)}")
    return "http" if "SLACK_SIGNING_SECRET" in given and "SLACK_APP_TOKEN" not in given else "socket"


def _address(name: str, given: Mapping[str, str], problems: list[str]) -> Address | None:
    """Read HOST:PORT, or a port alone for this machine only."""
    written = given.get(name)
    if written is None:
        return None
    host, _, port = written.rpartition(":")
    if port.isascii() and port.isdigit() and 0 <= int(port[:6]) < 2**16:
        return Address(host.strip("[]") or "127.0.0.1", int(port))
    problems.append(f"{name} must be HOST:PORT, like 127.0.0.1:3000")
    return None


def _misspelt(name: str) -> bool:
    """Tell whether somebody meant to set something: a slip must not leave, say, the crisis text as it was unseen."""
    return name.startswith(OURS) and name.removesuffix("_FILE") not in SETTINGS


def _is_http(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
