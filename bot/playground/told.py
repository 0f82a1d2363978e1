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
from bot.playground.refusal import Refused
from bot.playground.state import Json
from bot.store import paths

if TYPE_CHECKING:
    from bot.bot import Bot
    from bot.playground.simulated import SimulatedSlack

log = structlog.get_logger(__name__)

SOON = 10.0
"""Real seconds for the bot to answer; whoever starts a playground waits meanwhile."""


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
        if user not in known or _told(slack, bot, user) or _messages(slack, user):
            continue
        today = bot.services.clock.now().astimezone(ZoneInfo(known[user].tz)).date()
        try:
            slack.wait_for(lambda: slack.connected, SOON, "the bot did not connect")
            _tells(slack, user, past, today)
        except (Refused, TimeoutError) as error:
            log.warning("playground.path_not_told", error=str(error))
    return [user for user in PASTS if _told(slack, bot, user)]


def _told(slack: SimulatedSlack, bot: Bot, user: str) -> bool:
    with bot.services.database.reading() as connection:
        return paths.load(connection, slack.cast.team_id, user).revision > 0


def _tells(slack: SimulatedSlack, user: str, past: Past, today: date) -> None:
    began = add_months(today + timedelta(days=past.days), -12 * past.years)
    _done(slack.act.command(user, "/careercheck path"))
    _submit(slack, user, "Add an earlier one", role="Engineer", start=str(began.year - 7), end=began.isoformat())
    _submit(slack, user, "Add another role", role="Manager", title=past.title, start=began.isoformat())
    _done(slack.act.read(user))


def _submit(slack: SimulatedSlack, user: str, button: str, **fields: str) -> None:
    """Press the newest button of this name, fill in the form that opens, and wait for the answer."""
    card = slack.wait_for(lambda: _with(slack, user, button), SOON, f"no button {button!r} came")
    _done(slack.act.click(user, channel=card["channel"], ts=card["ts"], label=button))
    form: Json = slack.wait_for(lambda: slack.screen(user)["modal"], SOON, f"no form came after {button!r}")
    before = len(_messages(slack, user))
    _done(slack.act.submit(user, form["id"], fields))
    slack.wait_for(lambda: len(_messages(slack, user)) > before, SOON, "no answer to the form came")


def _done(answer: Json) -> None:
    if not answer["ok"] or answer.get("response_action") == "errors":
        raise Refused(str(answer.get("error") or answer.get("errors")))


def _messages(slack: SimulatedSlack, user: str) -> list[Json]:
    return [
        {**message, "channel": room["id"]}
        for room in slack.screen(user)["conversations"]
        if room["kind"] == "im"
        for message in room["messages"]
    ]


def _with(slack: SimulatedSlack, user: str, label: str) -> Json | None:
    """Return the newest message with a button of this name."""
    for message in reversed(_messages(slack, user)):
        for block in message["blocks"]:
            if any(
                (one.get("text") or {}).get("text") == label for one in block.get("elements", []) if "action_id" in one
            ):
                return message
    return None
