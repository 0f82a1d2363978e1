"""What the bot does by itself, again and again. Each job finds in the database what there is to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.features.alert import work as alert
from bot.features.alert.watch import Watch
from bot.features.alert.work import Operators
from bot.features.lifecycle import work as lifecycle
from bot.features.mydata import exporting, retaining, taking_back
from bot.features.nudge import jump
from bot.features.nudge.plan import Planner
from bot.features.team.asking import ask as ask_invited
from bot.features.team.closing import Closer
from bot.runtime.heartbeat import BEAT_EVERY, Heartbeat, signs
from bot.runtime.services import Services
from bot.runtime.slack import SlackDoor
from bot.runtime.ticker import Ticker
from bot.store import audit, people
from bot.store.erased import purge_when_due

PLAN_EVERY = timedelta(minutes=1)
RECOVER_EVERY = timedelta(seconds=20)
ASK_EVERY = timedelta(minutes=1)
PURGE_EVERY = timedelta(minutes=1)
FORGET_EVERY = timedelta(hours=1)
RECEIPTS_KEPT = timedelta(days=1)  # Slack's last redelivery comes after minutes
AUDIT_KEPT = timedelta(days=366)


def heartbeat(services: Services, workspace: str, ticker: Ticker, line: Callable[[], bool]) -> Heartbeat:
    """Return the heartbeat of a process that serves `workspace`; `line` tells whether what people do reaches us."""
    return Heartbeat(services.clock, services.database, workspace, signs(ticker, "recover", services.outbox, line))


def arrange(
    ticker: Ticker, services: Services, beating: Heartbeat, watch: Watch, operators: Operators, *, door: SlackDoor
) -> None:
    """Give the ticker everything that is to be done again and again."""
    workspace = operators.workspace
    ticker.every(RECOVER_EVERY, "recover", services.outbox.recover)
    ticker.every(PLAN_EVERY, "plan", lambda: plan(services, operators.workspace))
    ticker.every(FORGET_EVERY, "forget receipts", lambda: forget_receipts(services))
    ticker.every(FORGET_EVERY, "forget audit", lambda: forget_audit(services, operators.workspace))
    ticker.every(ASK_EVERY, "ask the invited", lambda: ask_invited(services, operators.workspace, operators.acquaint))
    ticker.every(BEAT_EVERY, "beat", beating.beat)
    ticker.every(alert.LOOK_EVERY, "alerts", lambda: alert.look(services, operators, watch))
    ticker.every(ASK_EVERY, "ask again", lambda: lifecycle.ask_again(services, operators.workspace))
    ticker.every(taking_back.EVERY, "take back", lambda: taking_back.take_back(services, door, workspace))
    ticker.every(exporting.EVERY, "export", lambda: exporting.send(services, door, workspace))
    ticker.every(FORGET_EVERY, "forget exports", lambda: exporting.forget(services, workspace))
    ticker.every(retaining.EVERY, "retention", lambda: retaining.look(services, door, workspace))
    ticker.every(PURGE_EVERY, "purge", lambda: purge_when_due(services.database, workspace))


def forget_receipts(services: Services) -> int:
    """Forget the events that no redelivery will ask about any more. Returns how many."""
    with services.database.writing() as connection:
        return people.forget_receipts(connection, services.clock.now() - RECEIPTS_KEPT)


def forget_audit(services: Services, workspace: str) -> int:
    """Forget what was done with teams, and refused, more than a year ago. Returns how much."""
    with services.database.writing() as connection:
        return audit.forget(connection, workspace, services.clock.now() - AUDIT_KEPT)


def plan(services: Services, workspace: str) -> None:
    """Close the teams whose day is over, and look what there is to say that nobody waits for, unless that is paused."""
    if jump.may_plan(services.database, services.clock, workspace):
        Closer(services, workspace).close_due()
        Planner(services, workspace).plan()
        services.outbox.wake()  # a clock that was set right may have made something due that a sender sleeps for
