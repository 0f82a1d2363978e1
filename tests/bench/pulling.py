"""Line 12: what it takes to ask for a summary: of a large team against a small one, and refused for several reasons.

Up to the commit: one handler, one transaction on a SQLite file. The people of all teams have been through the check,
and their quarter is closed; one team is too small. How long a summary takes that is given is told beside it.
"""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter

from structlog.testing import capture_logs

from bot.features.team import pulling
from bot.runtime.request import Request
from bot.store.engine import Database
from bot.store.migrate import upgrade
from tests.bench.bench import Bench
from tests.bench.table import Row
from tests.kit_teams import WORKSPACE, Office, Rows, several

NOW = datetime(2026, 8, 3, 12, tzinfo=UTC)
LATER = datetime(2026, 10, 1, 12, tzinfo=UTC)
SIZES = {"small": 5, "large": 500, "few": 4}
LEADS = {name: f"U0LEAD{name.upper()}" for name in SIZES}
STRANGER = "U0NOBODY001"
EACH = 50  # in a round


async def measure(bench: Bench) -> list[Row]:
    """Measure line 12."""
    with closing(Database(f"sqlite:///{bench.file('pulled')}")) as database, capture_logs():
        upgrade(database)
        office = Office.opens(database, NOW)
        teams = _settle(office)
        asked = {name: (LEADS[name], teams[name]) for name in SIZES} | {"stranger": (STRANGER, teams["small"])}
        took: dict[str, list[float]] = {name: [] for name in asked}
        for turn in range(-1, bench.size.rounds):
            for name, (user, team) in asked.items():
                seconds = _pulls(office, user, team)
                if turn >= 0:
                    took[name].append(seconds)
    for name, those in took.items():
        bench.notes.append(f"asking for a summary, {name}: {median(those) / EACH * 1000:.2f} ms")
    return [
        Row(12, "a pull of a team of 500 against one of 5", {"": _ratio(took["large"], took["small"])}, 1.1),
        Row(
            12,
            "a refusal of too few people against one of a stranger",
            {"": _ratio(took["few"], took["stranger"])},
            1.1,
        ),
    ]


def _ratio(mine: list[float], others: list[float]) -> float:
    return median(a / b for a, b in zip(mine, others, strict=True))


def _settle(office: Office) -> dict[str, str]:
    """Let there be teams whose quarter is closed; returns their ids."""

    def settle(rows: Rows) -> dict[str, str]:
        rows.knows(STRANGER, *LEADS.values())
        made: dict[str, str] = {}
        first = 0
        for name, size in SIZES.items():
            people, team = several(range(first, first + size)), rows.team(name, lead=LEADS[name])
            rows.knows(*people).joins(team, *people).takes_the_check(*people)
            made[name], first = team.id, first + size
        return made

    teams = office.writes(settle)
    office.goes_to(LATER)
    office.closes()
    return teams


def _pulls(office: Office, user: str, team: str) -> float:
    """Ask for a summary so many times, as somebody; returns how many seconds that takes."""
    began = perf_counter()
    for _ in range(EACH):
        office.clock.advance(timedelta(seconds=1))
        click = Request("click", "summary.pull", WORKSPACE, user, value=team, channel=user.replace("U", "D", 1))
        reply = pulling.pull(office.services, click)
        if (reply.shown is None) != (user in (LEADS["small"], LEADS["large"])):
            raise RuntimeError(f"{user} got {reply}")
    return perf_counter() - began
