"""`make simulate-kill`: kill the bot at 200 random moments while it tells people what fell due; see what they got."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.kills.company import BREAKS, ENDS
from tests.kills.moments import KINDS
from tests.kills.run import Counted, rounds

AT_MOST = 10  # rounds of one company
WIDE = 2 + max(map(len, ENDS))


def main() -> int:
    """Live through the rounds and print what was seen. Returns 1 where a promise was broken."""
    wanted = argparse.ArgumentParser(prog="make simulate-kill", description="Kill the bot at random moments.")
    wanted.add_argument("--seed", type=int, default=1, help="the seed to begin with; each round has the next one")
    wanted.add_argument("--count", type=int, default=200, help="rounds; in each the bot is killed once or more")
    wanted.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="companies at once")
    given = wanted.parse_args()
    began, counted = time.monotonic(), Counted()
    with ProcessPoolExecutor(given.jobs, mp_context=get_context("spawn")) as pool:
        for some in pool.map(rounds, _companies(given.seed, given.seed + given.count)):
            counted.add(some)
            _say(*some.failures)
    _say(*_table(counted), f"{time.monotonic() - began:.0f} s")
    return 1 if counted.failures else 0


def _companies(first: int, end: int) -> Iterator[range]:
    for seed in range(first, end, AT_MOST):
        yield range(seed, min(end, seed + AT_MOST))


def _table(counted: Counted) -> Iterator[str]:
    yield _row("first killed", "rounds", *ENDS)
    for kind in KINDS:
        yield _row(kind, counted.rounds[kind], *(counted.ended[kind, end] for end in ENDS))
    people = (sum(counted.ended[kind, end] for kind in KINDS) for end in ENDS)
    yield _row("together", counted.rounds.total(), *people)
    broken = ", ".join(f"{counted.broken[kind]} {kind}" for kind in BREAKS)
    yield f"{counted.kills} kills, {counted.ended.total()} people: {broken}"


def _row(first: str, *cells: object) -> str:
    return f"{first:<16}" + "".join(f"{cell:>{WIDE}}" for cell in cells)


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
