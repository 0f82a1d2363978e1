"""`make bench`: how fast the bot answers, as ratios against stated baselines, in one table.

`python -m tests.bench [--quick] [LINE ...]`: `--quick` only shows that everything works; LINE is the name of a file.
"""

from __future__ import annotations

import asyncio
import os
import platform
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import (
    answering,
    asking,
    calling,
    closing,
    declaring,
    growing,
    homing,
    lagging,
    loading,
    planning,
    pulling,
    sending,
    starting,
)
from tests.bench.bench import Bench
from tests.bench.measure import FULL, QUICK, Size
from tests.bench.table import table

LINES = {
    "answering": answering.measure,
    "declaring": declaring.measure,
    "lagging": lagging.measure,
    "growing": growing.measure,
    "starting": starting.measure,
    "calling": calling.measure,
    "planning": planning.measure,
    "sending": sending.measure,
    "asking": asking.measure,
    "loading": loading.measure,
    "closing": closing.measure,
    "pulling": pulling.measure,
    "homing": homing.measure,
}


async def run(size: Size, folder: Path, lines: tuple[str, ...] = tuple(LINES)) -> Bench:
    """Measure lines and return the bench, with its rows and notes."""
    bench = Bench(folder, size)
    await bench.links.listen()
    try:
        for line in lines:
            bench.rows += await LINES[line](bench)
    finally:
        bench.stop()
        await bench.links.close()
    return bench


def main(*arguments: str) -> None:
    """Measure and print."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # however it is stopped, it ends what it started
    quick = "--quick" in arguments
    unknown = set(arguments) - {"--quick", *LINES}
    if unknown:
        sys.exit(f"There is no line called {', '.join(sorted(unknown))}; there are {', '.join(LINES)}.")
    lines = tuple(line for line in LINES if line in arguments) or tuple(LINES)
    with TemporaryDirectory(prefix="careercheck-bench-") as folder:
        done = asyncio.run(run(QUICK if quick else FULL, Path(folder), lines))
    print("\n".join(done.notes), table(done.rows), sep="\n\n")  # noqa: T201
    print(f"\nPython {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
