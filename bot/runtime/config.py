"""Settings, read once from the environment. `NAME_FILE` names a file that holds the value of NAME."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from advice.cadence import Window
from advice.terms import Terms
from bot.runtime import hours, retained, teams_set
from bot.runtime.given import TOKENS, is_plain, misspelt, user_ids, values

SLACK_API = "https://slack.com/api/"
LONGEST_CRISIS_TEXT = 2000  # it must fit into one message, whole
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
Transport = Literal["socket", "http"]
TRANSPORTS: tuple[Transport, ...] = ("socket", "http")
NEEDED: Mapping[Transport, tuple[str, ...]] = {
    "socket": ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"),
    "http": ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"),
}
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - not bound to here


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
    terms: Terms = field(default_factory=Terms)  # of summaries of teams
    team_makers: frozenset[str] | None = None  # who may create teams; None: everybody
    retention_years: int = retained.LONGEST_YEARS  # how long people are kept after their last contact
    erasures: Path | None = None  # where who was erased is written down; None: beside a SQLite database
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
    reading = _Reading(values(environ, problems), problems)
    transport = reading.transport()
    reading.look_at_tokens(transport)
    operators = reading.operators()
    config = Config(
        bot_token=reading.text("SLACK_BOT_TOKEN"),
        app_token=reading.text("SLACK_APP_TOKEN"),
        api_url=reading.api_url(),
        database_url=reading.text("CAREERCHECK_DATABASE") or Config.database_url,
        transport=transport,
        signing_secret=reading.text("SLACK_SIGNING_SECRET"),
        listen=reading.address("CAREERCHECK_LISTEN") or Config.listen,
        metrics=reading.address("CAREERCHECK_METRICS"),
        operators=operators,
        window=hours.window(reading.given, problems),
        zone=hours.zone(reading.given, problems),
        content=reading.content(),
        content_replace=reading.text("CAREERCHECK_CONTENT_REPLACE") not in ("", "0"),
        crisis_text=reading.crisis_text(),
        terms=teams_set.terms(reading.given, problems),
        team_makers=teams_set.makers(reading.given, operators, problems),
        retention_years=retained.years(reading.given, problems),
        erasures=reading.erasures(),
        log_level=reading.log_level(),
    )
    if transport == "http" and _same_place(config.listen, config.metrics):
        problems.append("CAREERCHECK_LISTEN and CAREERCHECK_METRICS are one and the same; give each a port of its own")
    problems += [f"{name} is no setting of careercheck" for name in misspelt(environ)]
    return config, problems


def database_url(environ: Mapping[str, str]) -> str:
    """Return where the database is, for commands that need no other setting.

    Raises:
        ConfigError: it is set twice, or its file cannot be read.
    """
    problems: list[str] = []
    name = "CAREERCHECK_DATABASE"
    given = values({key: environ[key] for key in (name, f"{name}_FILE") if key in environ}, problems)
    if problems:
        raise ConfigError("\n".join(problems))
    return given.get(name, Config.database_url)


def erasures(environ: Mapping[str, str]) -> Path | None:
    """Return where who was erased is written down, for commands that need no other setting.

    Raises:
        ConfigError: it is set twice, or is no file in a folder that is there.
    """
    problems: list[str] = []
    name = "CAREERCHECK_ERASURES"
    given = values({key: environ[key] for key in (name, f"{name}_FILE") if key in environ}, problems)
    found = _Reading(given, problems).erasures()
    if problems:
        raise ConfigError("\n".join(problems))
    return found


@dataclass(frozen=True)
class _Reading:
    """Reads one setting after the other; what is wrong with one is added to `problems`, and nothing stands for it."""

    given: dict[str, str]
    problems: list[str]

    def text(self, name: str) -> str:
        """Return what is set, or nothing."""
        return self.given.get(name, "")

    def transport(self) -> Transport:
        """Return what is set; where nothing is, HTTP for whoever has only what HTTP needs."""
        named = self.given.get("CAREERCHECK_TRANSPORT")
        for known in TRANSPORTS:
            if named == known:
                return known
        if named is not None:
            self.problems.append(f"CAREERCHECK_TRANSPORT must be one of {', '.join(TRANSPORTS)}")
        return "http" if "SLACK_SIGNING_SECRET" in self.given and "SLACK_APP_TOKEN" not in self.given else "socket"

    def look_at_tokens(self, transport: Transport) -> None:
        """Miss what this transport needs, and drop what cannot be sent: a library would quote it as it fails."""
        self.problems.extend(f"{name} is not set" for name in NEEDED[transport] if not self.given.get(name))
        for name in TOKENS:
            if not is_plain(self.text(name)):
                self.problems.append(f"{name} has a character that no token has; copy it again")
                del self.given[name]

    def log_level(self) -> str:
        """Return how much is logged."""
        level = self.given.get("CAREERCHECK_LOG_LEVEL", Config.log_level).upper()
        if level in LEVELS:
            return level
        self.problems.append(f"CAREERCHECK_LOG_LEVEL must be one of {', '.join(LEVELS)}")
        return Config.log_level

    def content(self) -> Path | None:
        """Return the folder of a company's own content."""
        content = self.text("CAREERCHECK_CONTENT")
        if not content:
            return None
        if Path(content).is_dir():
            return Path(content)
        self.problems.append("CAREERCHECK_CONTENT is not a folder")
        return None

    def erasures(self) -> Path | None:
        """Return the file of erasures."""
        file = self.text("CAREERCHECK_ERASURES")
        if not file:
            return None
        if Path(file).parent.is_dir() and not Path(file).is_dir():
            return Path(file)
        self.problems.append("CAREERCHECK_ERASURES must be a file in a folder that is there")
        return None

    def crisis_text(self) -> str | None:
        """Return what a person in danger is answered."""
        words = self.text("CAREERCHECK_CRISIS_TEXT").strip()
        if len(words) > LONGEST_CRISIS_TEXT:
            self.problems.append(f"CAREERCHECK_CRISIS_TEXT is longer than {LONGEST_CRISIS_TEXT} characters")
        return words or None

    def operators(self) -> tuple[str, ...]:
        """Return each operator once."""
        users = user_ids(self.text("CAREERCHECK_OPERATORS"))
        if users is not None:
            return users
        self.problems.append(
            "CAREERCHECK_OPERATORS must be user ids of Slack, like U012AB3CD, with commas between them"
        )
        return ()

    def api_url(self) -> str:
        """Return the address of the Web API, with a slash at its end."""
        address = self.text("SLACK_API_URL") or SLACK_API
        if not _is_http(address):
            self.problems.append("SLACK_API_URL must be an http or https address")
            return SLACK_API
        return address if address.endswith("/") else f"{address}/"

    def address(self, name: str) -> Address | None:
        """Read HOST:PORT, or a port alone for this machine only."""
        written = self.given.get(name)
        if written is None:
            return None
        host, _, port = written.rpartition(":")
        if port.isascii() and port.isdigit() and 0 <= int(port[:6]) < 2**16:
            return Address(host.strip("[]") or "127.0.0.1", int(port))
        self.problems.append(f"{name} must be HOST:PORT, like 127.0.0.1:3000")
        return None


def _same_place(one: Address, other: Address | None) -> bool:
    """Tell whether two cannot both listen; port 0 is any that is free."""
    if other is None or one.port != other.port or one.port == 0:
        return False
    return one.host == other.host or one.host in EVERYWHERE or other.host in EVERYWHERE


def _is_http(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return is_plain(address) and parts.scheme in ("http", "https") and bool(parts.hostname)
