"""What some of the cast have told the bot before anybody comes: their paths, in its own forms, by their own hands.

So there is something to wait for: one manager is days from two years away from hands-on work, one from five.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import structlog

from advice.months import add_months
from bot.playground.hand import SOON, Hand
from bot.playground.refusal import Refused
from bot.store import paths

if TYPE_CHECKING:
    from bot.bot import Bot
    from bot.playground.simulated import SimulatedSlack

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Past:
    """A manager who was an engineer before: `years` of management are full in `days`."""

    years: int
    days: int
    title: str


PASTS: Mapping[str, Past] = {
    "U0BEN0001": Past(2, 6, "Engineering manager"),
    "U0CHI0001": Past(5, 16, "Engineering manager"),
}


def tell(slack: SimulatedSlack, bot: Bot) -> list[str]:
    """Let those of the cast tell their paths who have not, and have not talked to the bot yet; returns who has.

    Where something goes wrong it is logged: the playground is as good without.
    """
    known = {person.id: person for person in slack.cast.people}
    for user, past in PASTS.items():
        hand = Hand(slack, user)
        if user not in known or _told(slack, bot, user) or hand.heard():
            continue
        today = bot.services.clock.now().astimezone(ZoneInfo(known[user].tz)).date()
        try:
            slack.wait_for(lambda: slack.connected, SOON, "the bot did not connect")
            _tells(hand, past, today)
        except (Refused, TimeoutError) as error:
            log.warning("playground.path_not_told", error=str(error))
    return [user for user in PASTS if _told(slack, bot, user)]


def _told(slack: SimulatedSlack, bot: Bot, user: str) -> bool:
    with bot.services.database.reading() as connection:
        return paths.load(connection, slack.cast.team_id, user).revision > 0


def _tells(hand: Hand, past: Past, today: date) -> None:
    began = add_months(today + timedelta(days=past.days), -12 * past.years)
    hand.types("/careercheck path")
    hand.fills_in("Add an earlier one", role="Engineer", start=str(began.year - 7), end=began.isoformat())
    hand.fills_in("Add another role", role="Manager", title=past.title, start=began.isoformat())
    hand.reads()
