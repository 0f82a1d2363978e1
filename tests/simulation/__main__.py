"""`make simulate YEARS=1000`: many companies' years, several at once; `--seed N` lives one life again."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import count

from tests.simulation.faults import IMPOSSIBLE, KINDS, STATES
from tests.simulation.run import Failure, Lived, live

LAST = 60  # lines of a trace that end in a failure


def main() -> int:
    """Live, and print what was seen. Returns 1 where a promise was broken, or a fault never met a state."""
    wanted = argparse.ArgumentParser(prog="make simulate", description="Live companies' years with the real bot.")
    wanted.add_argument("--seed", type=int, help="live this one life, and show its trace")
    wanted.add_argument("--first", type=int, default=1, help="the seed to begin with")
    wanted.add_argument("--years", type=float, default=30.0, help="company-years to live")
    wanted.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="lives at once")
    wanted.add_argument("--coverage", action="store_true", help="fail where a kind of fault never met a state")
    wanted.add_argument("--database", default="", help="with --seed: the URL of an empty database of the newest schema")
    given = wanted.parse_args()
    return _one(given.seed, given.database) if given.seed is not None else _many(given)


def _one(seed: int, database: str) -> int:
    try:
        lived = live(seed, database=database, last=LAST)
    except Failure as failure:
        _says(str(failure))
        return 1
    _says(*lived.trace, f"{lived.years:.1f} years, {lived.told} told, {lived.ticks} ticks, trace {lived.digest}")
    return 0


def _many(given: argparse.Namespace) -> int:
    began, years, told, failed = time.monotonic(), 0.0, 0, 0
    met: Counter[tuple[str, str]] = Counter()
    seeds, running = count(given.first), set[Future[Lived]]()
    with ProcessPoolExecutor(given.jobs) as pool:
        while years < given.years:
            running |= {pool.submit(live, next(seeds)) for _ in range(2 * given.jobs - len(running))}
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                try:
                    lived = future.result()
                except Failure as failure:
                    failed, years = failed + 1, years + 1
                    _says(str(failure), "")
                    continue
                years, told, met = years + lived.years, told + lived.told, met + lived.met
        for future in running:
            future.cancel()
    took = time.monotonic() - began
    never = [f"{kind} / {state}" for kind in KINDS for state in STATES if not met[kind, state]]
    missing = [pair for pair in never if tuple(pair.split(" / ")) not in IMPOSSIBLE]
    _says(
        f"{years:.0f} company-years, {told} nudges and reminders told, {failed} failures; "
        f"{took:.0f} s, {years / took * 60:.0f} years a minute",
        f"Faults met states {sum(met.values())} times; never, though possible: {', '.join(missing) or 'none'}",
    )
    return 1 if failed or (given.coverage and missing) else 0


def _says(*lines: str) -> None:
    sys.stdout.write("\n".join([*lines, ""]))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
