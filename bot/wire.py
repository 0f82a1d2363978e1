"""The one place where the parts are put together: engine, clock, door, services, features and the Bolt app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slack_bolt import App

from bot import jobs
from bot.bot import Bot
from bot.content import as_released, configured
from bot.declared import FEATURES, all_views, help_lines, telling
from bot.features.alert.watch import Watch
from bot.features.alert.work import Operators
from bot.features.lifecycle.arrive import arrive
from bot.features.lifecycle.work import meet
from bot.parts import Parts, parts
from bot.runtime.acquainting import acquaint
from bot.runtime.bolt import bolt_app
from bot.runtime.clock import Clock
from bot.runtime.config import Config
from bot.runtime.feature import Feature
from bot.runtime.ids import Ids
from bot.runtime.instant import Instants
from bot.runtime.readiness import Readiness, paused, store
from bot.runtime.services import Services
from bot.runtime.slack import SlackDoor
from bot.runtime.ticker import Ticker
from bot.runtime.transport import Transport
from bot.store.engine import Database

if TYPE_CHECKING:
    from bot.runtime.metrics import Metrics


def build(
    config: Config,
    clock: Clock,
    database: Database,
    metrics: Metrics | None = None,
    features: tuple[Feature, ...] = FEATURES,
) -> Bot:
    """Put the bot together for the workspace that its token belongs to; it counts what it does where it has `metrics`.

    Raises:
        SlackError: Slack does not say who we are.
        ContentError: the content has problems.
        DatabaseBusy: the database cannot be written.
    """
    make = parts(clock, metrics)
    door = make.door(config.bot_token, config.api_url)
    identity = door.identity()
    workspace = arrive(database, identity, clock.now())
    services = _services(config, clock, database, door, make, features=features)
    router = make.router(services, features, meet)
    app = bolt_app(config.bot_token, identity)
    router.register(app)
    ticker = Ticker()

    def line() -> bool:
        return transport.connected()

    heartbeat = jobs.heartbeat(services, workspace, ticker, line)
    ready = Readiness(clock, store(database, workspace), heartbeat.ails, beside=paused(database, workspace))
    transport = _transport(config, clock, app, ready)
    operators = Operators(workspace, config.operators, lambda user: acquaint(services, door, workspace, user))
    jobs.arrange(ticker, services, heartbeat, Watch(database, door, heartbeat, line), operators, door=door)
    if metrics is not None:
        metrics.look_up(clock, database, heartbeat.age, ticker.done)
    return Bot(services, router, app, door, transport, ticker, heartbeat, alone=database.is_sqlite)


def _services(
    config: Config, clock: Clock, database: Database, door: SlackDoor, make: Parts, *, features: tuple[Feature, ...]
) -> Services:
    catalog = configured(config)
    lines = help_lines(catalog, features)
    told = telling(config.window, config.zone, features)
    outbox = make.outbox(
        clock=clock,
        database=database,
        door=door,
        catalog=catalog,
        views=all_views(features),
        help_lines=lines,
        telling=told,
    )
    return Services(
        clock=clock,
        ids=Ids(),
        database=database,
        catalog=catalog,
        builtin=as_released(config, catalog),
        outbox=outbox,
        instants=Instants(clock, door),
        help_lines=lines,
        telling=told,
        terms=config.terms,
        team_makers=config.team_makers,
        retention_years=config.retention_years,
    )


def _transport(config: Config, clock: Clock, app: App, ready: Readiness) -> Transport:
    """Make what the operator chose; the other, and the libraries it needs, are not even imported."""
    if config.transport == "http":
        from bot.runtime.http.web import Web  # noqa: PLC0415

        return Web(app, clock, config.signing_secret, config.listen, ready, beside=ready.beside)
    from bot.runtime.socket import Socket  # noqa: PLC0415

    return Socket(app, config.app_token, config.api_url)
