"""What two teams of the cast have lived through before anybody comes: three quarters, by their own hands.

They are invited and join, go through the check, and their quarters close; their leads read each summary. All of it
happens through commands and clicks, on days that the time machine goes through, so nothing here knows how it is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from advice.quarters import A_QUARTER, SETTLING, period_of
from bot.playground.clock import MovableClock
from bot.playground.hand import Hand

if TYPE_CHECKING:
    from bot.playground.simulated import SimulatedSlack

QUARTERS = 3
A_LOOK = timedelta(seconds=2)  # at a question
A_WEEK = timedelta(weeks=1)
AFTER = A_WEEK  # by then everybody has heard of a close
MORNING = time(9, tzinfo=UTC)
PILLARS = (("Yes", 9), ("I have it", 7), ("Yes", 5))
"""The strong answer, and how many questions, of each part of the check."""


@dataclass(frozen=True)
class Group:
    """A team of the cast, by first names: `members` went through the check, `silent` joined and did not."""

    name: str
    lead: str
    members: Sequence[str]
    silent: Sequence[str] = ()
    viewers: Sequence[str] = ()


GROUPS = (
    Group("Payments", "dev", ("hana", "ivo", "jun", "kofi", "lea", "mina"), silent=("pia",)),
    Group(
        "Platform guild",
        "chiara",
        ("quinn", "rosa", "sami", "tara", "uma", "vera", "wale", "xenia", "yusuf", "zoe"),
        silent=("femi",),
        viewers=("ben",),
    ),
)


def begins(now: datetime) -> datetime:
    """Return when it begins, for it to come to an end at a UTC instant: the teams' first close is a quarter's."""
    return datetime.combine(ends(now)[0].replace(day=1) - SETTLING, MORNING)


def live(slack: SimulatedSlack, clock: MovableClock, now: datetime) -> None:
    """Live through it. The clock stands where it begins, and comes to stand at `now` (UTC instant).

    Raises:
        Refused: Slack refuses something of it.
        TimeoutError: the bot does not answer.
    """
    machine = slack.machine
    if machine is None:
        raise ValueError("this clock cannot be moved")
    who = {person.name: Hand(slack, person.id) for person in slack.cast.people}
    for group in GROUPS:
        _made(group, who)
    machine.to(clock.now() + A_WEEK)
    for number, name in enumerate(name for group in GROUPS for name in (*group.members, *group.silent)):
        who[name].presses("Join")
        if not any(name in group.silent for group in GROUPS):
            _goes_through_the_check(who[name], clock, number)
    for end in ends(now):
        machine.to(datetime.combine(end, MORNING) + AFTER)
        for group in GROUPS:
            for reader in (group.lead, *group.viewers):
                who[reader].types("/careercheck summary")
    machine.to(now)
    for hand in who.values():
        hand.reads()


def ends(now: datetime) -> list[date]:
    """Return the last days of the quarters that are over, the last ones of them."""
    first = period_of(now.date(), A_QUARTER).first
    ends: list[date] = []
    for _ in range(QUARTERS):
        ends.append(first - timedelta(days=1))
        first = period_of(ends[-1], A_QUARTER).first
    return ends[::-1]


def _made(group: Group, who: Mapping[str, Hand]) -> None:
    invited = [who[name].user for name in (*group.members, *group.silent)]
    lead = who[group.lead]
    lead.types("/careercheck team")
    lead.fills_in("Create a team", name=group.name, people=invited, viewers=[who[name].user for name in group.viewers])


def _goes_through_the_check(hand: Hand, clock: MovableClock, number: int) -> None:
    """Answer all its questions, each person in their own way; it takes its time."""
    hand.types("/careercheck")
    hand.presses("Start")
    asked = 0
    for part, (strong, questions) in enumerate(PILLARS):
        if part:
            hand.presses("Go on")
        for _ in range(questions):
            clock.advance(A_LOOK)
            hand.presses(strong if (number + asked * 3) % 5 < 2 + part else "Not yet")
            asked += 1
