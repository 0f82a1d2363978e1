"""Line 7: what a tick of the planner takes in a company of a million people, against one of ten thousand.

A tick with a hundred people due, of whom as many are written to as may be at once; and one in which nobody is, as most
are. What a tick has done is taken back before the next, which is not counted.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from statistics import median
from time import clock_gettime, perf_counter, process_time

from structlog.testing import capture_logs

from bot import jobs, wire
from bot.runtime import config
from bot.runtime.clock import ManualClock
from bot.runtime.services import Services
from bot.store.engine import Database
from bot.store.migrate import upgrade
from tests.bench import company, crowd
from tests.bench.bench import Bench
from tests.bench.table import Row
from tests.kit_postgres import PostgreSQL, a_server, plain

GOAL = 1.5
QUIET = 5  # ticks with nobody due, of which the median counts: each is short
Took = tuple[float, float]  # seconds, and seconds of processor time
Backends = Callable[[], Sequence[int]]  # the processes of the database that work for us


@dataclass
class Company:
    """A company and its bot, which plans when it is told to and sends nothing; and what its ticks took."""

    size: int
    due: Sequence[str]
    services: Services
    backends: Backends
    busy: list[Took] = field(default_factory=list)
    quiet: list[Took] = field(default_factory=list)

    def take_turn(self) -> None:
        """Measure ticks with nobody due, and one with all of them."""
        database = self.services.database
        ticks = [self._tick() for _ in range(QUIET)]
        self.quiet.append((median(took for took, _ in ticks), median(cpu for _, cpu in ticks)))
        company.fall_due(database, self.due)
        self.busy.append(self._tick())
        found, queued = company.planned(database)
        if found != len(self.due) or not queued:
            raise RuntimeError(f"{len(self.due)} were due, {found} were found, {queued} of them are queued")
        company.forget(database, self.due)

    def _tick(self) -> Took:
        pids = self.backends()
        cpu, began = _cpu(pids), perf_counter()
        jobs.plan(self.services, crowd.WORKSPACE)
        return perf_counter() - began, _cpu(pids) - cpu


async def measure(bench: Bench) -> list[Row]:
    """Measure line 7."""
    standin = bench.standin()
    busy: dict[str, float] = {}
    quiet: dict[str, float] = {}
    with a_server(secrets.token_hex(4), "bench") as server, capture_logs():
        for name in ("SQLite", "PostgreSQL"):
            with ExitStack() as stack:
                companies = []
                for size in bench.size.people:
                    file = f"sqlite:///{bench.file(f'company-{size}')}"
                    url = file if name == "SQLite" else plain(stack.enter_context(server.database()))
                    database = stack.enter_context(closing(Database(url)))
                    companies.append(_company(database, size, bench.size.due, standin.api("planning"), server))
                _take_turns(companies, bench.size.rounds)
            busy |= _against(name, companies[-1].busy, companies[0].busy)
            quiet |= _against(name, companies[-1].quiet, companies[0].quiet)
            for one in companies:
                _note(bench, f"a tick, {len(one.due)} due of {one.size:,}, {name}", one.busy)
                _note(bench, f"a tick, nobody due of {one.size:,}, {name}", one.quiet)
    bench.stop(standin)
    against = f"{bench.size.people[-1]:,} people against {bench.size.people[0]:,}"
    return [
        Row(7, f"a tick of the planner, {bench.size.due} due, {against}", busy, GOAL),
        Row(7, f"a tick of the planner, nobody due, {against}", quiet, GOAL),
    ]


def _company(database: Database, size: int, due: int, api: str, server: PostgreSQL) -> Company:
    upgrade(database)
    company.settle(database, size)
    given = {"SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_APP_TOKEN": "xapp-bench", "SLACK_API_URL": api}
    settings = config.load({**given, "CAREERCHECK_DATABASE": plain(database.url)})
    services = wire.build(settings, ManualClock(company.NOW), database).services

    def backends() -> Sequence[int]:
        if database.is_sqlite:
            return []
        found = server.runs(f"SELECT pid FROM pg_stat_activity WHERE datname = '{database.url.database}'")
        return [row[0] for row in found]

    return Company(size, company.some(0, size // due, due), services, backends)


def _take_turns(companies: Sequence[Company], rounds: int) -> None:
    """Let each begin in its turn; a first round of all, which warms them, does not count."""
    for turn in range(-1, rounds):
        first = turn % len(companies)
        for one in (*companies[first:], *companies[:first]):
            one.take_turn()
        if turn < 0:
            for one in companies:
                one.busy.clear()
                one.quiet.clear()


def _against(name: str, many: Sequence[Took], few: Sequence[Took]) -> dict[str, float]:
    pairs = list(zip(many, few, strict=True))
    return {name: median(a[0] / b[0] for a, b in pairs), f"{name} CPU": median(a[1] / b[1] for a, b in pairs)}


def _note(bench: Bench, what: str, ticks: Sequence[Took]) -> None:
    took, cpu = (median(tick[number] for tick in ticks) * 1000 for number in (0, 1))
    bench.notes.append(f"{what}: {took:.1f} ms, CPU {cpu:.1f} ms")


def _cpu(pids: Sequence[int]) -> float:
    """Return the seconds of processor time of this process and others."""
    return process_time() + sum(clock_gettime((~pid << 3) | 2) for pid in pids)  # Linux: another process' clock
