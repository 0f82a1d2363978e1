"""The one place where the parts are put together: engine, clock, door, services, features and the Bolt app."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from slack_bolt import App

from advice import catalog as content
from advice.cadence import Window
from advice.catalog import Catalog
from bot import jobs
from bot.content import folders
from bot.features import (
    alert,
    care,
    check,
    help,  # noqa: A004 - a feature's name
    home,
    lifecycle,
    nudge,
    path,
    remind,
    settings,
    steps,
)
from bot.features.alert.watch import Watch
from bot.features.alert.work import Operators
from bot.features.lifecycle.work import acquaint, meet
from bot.features.nudge.carried import carry
from bot.parts import Parts, parts
from bot.runtime.bolt import bolt_app
from bot.runtime.clock import Clock
from bot.runtime.config import Config
from bot.runtime.drawing import View
from bot.runtime.feature import Feature
from bot.runtime.heartbeat import Heartbeat
from bot.runtime.ids import Ids
from bot.runtime.instant import Instants
from bot.runtime.readiness import Readiness, paused, store
from bot.runtime.router import Router
from bot.runtime.services import Services
from bot.runtime.shut_out import let_in
from bot.runtime.slack import SlackDoor
from bot.runtime.telling import Telling
from bot.runtime.ticker import Ticker
from bot.runtime.transport import Transport
from bot.store import people
from bot.store.engine import Database

if TYPE_CHECKING:
    from bot.runtime.metrics import Metrics

# In this order they are asked about a message; the first that knows what to do with it answers.
FEATURES: tuple[Feature, ...] = (
    care.FEATURE,
    check.FEATURE,
    steps.FEATURE,
    path.FEATURE,
    nudge.FEATURE,
    remind.FEATURE,
    settings.FEATURE,
    home.FEATURE,
    help.FEATURE,
    lifecycle.FEATURE,
    alert.FEATURE,
)
DRAIN_SECONDS = 5.0


@dataclass
class Bot:
    """Everything that runs. `start` connects to Slack, `stop` finishes what is under way."""

    services: Services
    router: Router
    app: App
    door: SlackDoor
    transport: Transport
    ticker: Ticker
    heartbeat: Heartbeat
    alone: bool

    def start(self) -> None:
        """Send what is due, then take in what people do."""
        self.services.instants.start()
        self.services.outbox.start(alone=self.alone)
        self.ticker.start()
        self.transport.open()
        self.heartbeat.start()

    def stop(self) -> None:
        """Take nothing new in, finish and acknowledge what has begun, send what is on its way, close."""
        self.transport.finish(DRAIN_SECONDS)
        self.ticker.stop()
        self.services.instants.stop()
        self.services.outbox.stop()
        self.heartbeat.stop()
        self.door.close()
        self.services.database.close()

    def idle(self) -> bool:
        """Tell whether nothing runs, waits or is due."""
        return self.transport.idle() and self.services.instants.idle() and self.services.outbox.idle()

    def wait_idle(self, seconds: float) -> bool:
        """Wait until `idle`; False when one of the parts takes longer than `seconds`."""
        parts = (self.transport.wait_idle, self.services.instants.wait_idle, self.services.outbox.wait_idle)
        while all(wait(seconds) for wait in parts):
            if self.idle():
                return True
        return False


def load_catalog(config: Config) -> Catalog:
    """Load the content with a company's own folder over it, and the operator's words for a crisis.

    Raises:
        ContentError: with every problem in the files.
    """
    catalog = content.load(*folders(config.content, replace=config.content_replace))
    if config.crisis_text:
        catalog = replace(catalog, words=catalog.words.model_copy(update={"crisis_text": config.crisis_text}))
    return catalog


def all_views() -> dict[str, View]:
    """Return every view that a row of the outbox may name."""
    return {name: view for feature in FEATURES for name, view in feature.views.items()}


def help_lines() -> dict[str, str]:
    """Return each command's word and what it does."""
    return {word: command.help for feature in FEATURES for word, command in feature.commands.items()}


def telling(window: Window, zone: str = "UTC") -> Telling:
    """Return how each kind of occasion is told, in the hours of `window`; `zone` is for people without one."""
    tellers = {kind: teller for feature in FEATURES for kind, teller in feature.tellers.items()}
    return Telling(tellers, window, zone, carry)


def build(config: Config, clock: Clock, database: Database, metrics: Metrics | None = None) -> Bot:
    """Put the bot together for the workspace that its token belongs to; it counts what it does where it has `metrics`.

    Raises:
        SlackError: Slack does not say who we are.
        ContentError: the content has problems.
        DatabaseBusy: the database cannot be written.
    """
    make = parts(clock, metrics)
    door = make.door(config.bot_token, config.api_url)
    identity = door.identity()
    workspace = str(identity["team_id"])
    with database.writing() as connection:
        people.know_workspace(
            connection,
            workspace=workspace,
            bot_user_id=str(identity["user_id"]),
            bot_id=str(identity["bot_id"]),
            domain=(urlsplit(str(identity.get("url", ""))).hostname or "").partition(".")[0],
            now=clock.now(),
        )
    let_in(database, workspace, clock.now())
    services = _services(config, clock, database, door, make)
    router = make.router(services, FEATURES, meet)
    app = bolt_app(config.bot_token, identity)
    router.register(app)
    ticker = Ticker()

    def line() -> bool:
        return transport.connected()

    heartbeat = jobs.heartbeat(services, workspace, ticker, line)
    ready = Readiness(clock, store(database, workspace), heartbeat.ails, beside=paused(database, workspace))
    transport = _transport(config, clock, app, ready)
    operators = Operators(workspace, config.operators, lambda user: acquaint(services, door, workspace, user))
    if metrics is not None:
        metrics.look_up(clock, database, heartbeat.age)
    jobs.arrange(ticker, services, heartbeat, Watch(database, door, heartbeat, line), operators)
    return Bot(services, router, app, door, transport, ticker, heartbeat, alone=database.is_sqlite)


def _transport(config: Config, clock: Clock, app: App, ready: Readiness) -> Transport:
    """Make what the operator chose; the other, and the libraries it needs, are not even imported."""
    if config.transport == "http":
        from bot.runtime.http.web import Web  # noqa: PLC0415

        return Web(app, clock, config.signing_secret, config.listen, ready, beside=ready.beside)
    from bot.runtime.socket import Socket  # noqa: PLC0415

    return Socket(app, config.app_token, config.api_url)


def _services(config: Config, clock: Clock, database: Database, door: SlackDoor, make: Parts) -> Services:
    catalog = load_catalog(config)
    instants = Instants(clock, door)
    lines = help_lines()
    told = telling(config.window, config.zone)
    outbox = make.outbox(
        clock=clock,
        database=database,
        door=door,
        catalog=catalog,
        views=all_views(),
        help_lines=lines,
        telling=told,
    )
    return Services(clock, Ids(), database, catalog, outbox, instants, lines, told)
