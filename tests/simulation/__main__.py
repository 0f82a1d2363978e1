"""`make simulate YEARS=1000`: many companies' years, several at once; `--seed N` lives one life again."""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import count

from tests.simulation.databases import KINDS
from tests.simulation.faults import never_met
from tests.simulation.run import Failure, Lived, live

LAST = 60  # lines of a trace that end in a failure
MOST_FAILURES = 3  # then the rest is not lived
LEAST = 5  # pairs to name
SUMS = (
    ("people", "{} people"),
    ("due", "{} nudges due"),
    ("milestone told", "{} told"),
    ("milestone unknown", "{} that may not have arrived"),
    ("seen", "{} of these seen on Home"),
    ("milestone refused", "{} refused by Slack for good"),
    ("again told", "{} reminders told"),
    ("again unknown", "{} that may not have arrived"),
)


@dataclass
class Sum:
    """What came of many lives."""

    began: float
    years: float = 0.0
    failed: int = 0
    figures: Counter[str] = field(default_factory=Counter)
    met: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, lived: Lived) -> None:
        """Add a life."""
        self.years += lived.years
        self.figures += lived.figures
        self.met += lived.met


def main() -> int:
    """Live, and print what was seen. Returns 1 where a promise was broken, or a fault never met a state."""
    wanted = argparse.ArgumentParser(prog="make simulate", description="Live companies' years with the real bot.")
    wanted.add_argument("--seed", type=int, help="live this one life, and show its trace")
    wanted.add_argument("--first", type=int, default=1, help="the seed to begin with")
    wanted.add_argument("--years", type=float, default=30.0, help="company-years to live")
    wanted.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="lives at once")
    kinds = ", ".join(KINDS)
    wanted.add_argument(
        "--database",
        default=KINDS[0],
        help=f"{kinds}; with --seed also the URL of an empty database of the newest schema",
    )
    given = wanted.parse_args()
    return _one(given.seed, given.database) if given.seed is not None else _many(given)


def _one(seed: int, database: str) -> int:
    try:
        lived = live(seed, database=database, last=LAST)
    except Failure as failure:
        _says(str(failure))
        return 1
    _says(*lived.trace, f"{lived.years:.1f} years; trace {lived.digest}")
    return 0


def _many(given: argparse.Namespace) -> int:
    lives, seeds, running = Sum(time.monotonic()), count(given.first), set[Future[Lived]]()
    with ProcessPoolExecutor(given.jobs) as pool:
        while lives.years < given.years and lives.failed < MOST_FAILURES:
            running |= {
                pool.submit(live, next(seeds), database=given.database) for _ in range(given.jobs - len(running))
            }
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                try:
                    lives.add(future.result())
                    _shows(lives, given.years)
                except Failure as failure:
                    lives.failed += 1
                    _says(str(failure), "")
        for future in running:
            future.cancel()
    return _sums_up(lives)


def _sums_up(lives: Sum) -> int:
    took, missing = time.monotonic() - lives.began, never_met(lives.met, lives.years)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime
    _says(
        f"{lives.years:.0f} company-years in {took:.0f} s ({cpu:.0f} s of CPU): {lives.failed} failures",
        ", ".join(words.format(lives.figures[name]) for name, words in SUMS),
        f"A fault met a nudge or reminder {sum(lives.met.values())} times; least often: {_least(lives.met)}",
    )
    if missing:
        pairs = ", ".join(f"{kind} / {state}" for kind, state in missing)
        _says(f"In so many years each kind of fault should have met each state, and these never did: {pairs}")
    return 1 if lives.failed or missing else 0


def _least(met: Counter[tuple[str, str]]) -> str:
    """Say which kinds of fault met which states least often."""
    return ", ".join(f"{kind} / {state} {times}" for (kind, state), times in met.most_common()[: -LEAST - 1 : -1])


def _shows(lives: Sum, wanted: float) -> None:
    """Show whoever waits how far it is."""
    if sys.stdout.isatty():
        sys.stdout.write(f"{lives.years:.0f} of {wanted:.0f} company-years\r")
        sys.stdout.flush()


def _says(*lines: str) -> None:
    sys.stdout.write("\n".join([*lines, ""]))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
