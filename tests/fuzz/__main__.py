"""`python -m tests.fuzz --count 100000 --seed 7`: a long run; `--start INDEX --count 1` brings one payload back."""

from __future__ import annotations

import argparse
import sys

from tests.fuzz.fuzz import run

STRETCH = 5_000  # payloads a house: then everybody forgets everything, and what is old is fresh again


def main() -> int:
    """Run, and print what was seen. Returns 1 where something should not have been."""
    wanted = argparse.ArgumentParser(description="Send spoiled payloads to the bot, over HTTP and Socket Mode.")
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--start", type=int, default=0)
    wanted.add_argument("--count", type=int, default=100_000)
    given = wanted.parse_args()
    faults = 0
    for start in range(given.start, given.start + given.count, STRETCH):
        report = run(given.seed, start, min(STRETCH, given.start + given.count - start))
        said = f"{start + report.sent} {dict(report.heard)} slowest {report.slowest:.3f} s"
        sys.stdout.write("\n".join([said, *report.faults, ""]))
        sys.stdout.flush()
        faults += len(report.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
