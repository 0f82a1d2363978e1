"""`make simulate`: company-years, as many as wanted; `--seed` lives one life again."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from itertools import count

from tests.simulation.run import Failure, live

parser = argparse.ArgumentParser(prog="make simulate", description=__doc__)
parser.add_argument("--seed", type=int, help="live this one life, and show its trace")
parser.add_argument("--first", type=int, default=1, help="the seed to begin with")
parser.add_argument("--years", type=float, default=30.0, help="company-years to live")
parser.add_argument("--database", default="", help="the URL of an empty database; SQLite in memory without")
arguments = parser.parse_args()

if arguments.seed is not None:
    try:
        lived = live(arguments.seed, database=arguments.database, last=40)
    except Failure as failure:
        sys.exit(str(failure))
    print("\n".join(lived.trace))  # noqa: T201
    print(f"{lived.years:.1f} years, {lived.told} told, {lived.ticks} ticks")  # noqa: T201
    sys.exit()

began, years, told, failed = time.monotonic(), 0.0, 0, 0
met: Counter[tuple[str, str]] = Counter()
for seed in count(arguments.first):
    if years >= arguments.years:
        break
    try:
        lived = live(seed, database=arguments.database)
    except Failure as failure:
        failed, years = failed + 1, years + 1
        print(f"seed {seed}:\n{failure}\n")  # noqa: T201
        continue
    years, told, met = years + lived.years, told + lived.told, met + lived.met
took = time.monotonic() - began
print(f"{years:.0f} company-years, {told} nudges, {failed} failures, {took:.0f} s, {years / took * 60:.0f} a minute")  # noqa: T201
