"""Line 3: how soon a click is acknowledged while Slack takes 100 ms to answer each call that follows from it.

The whole bot runs, senders too. Clicks come at a steady pace: more than Bolt could deal with that calls in listeners.
"""

from __future__ import annotations

import asyncio
from itertools import islice
from statistics import median

from tests.bench import crowd, payloads
from tests.bench.bench import Bench
from tests.bench.servers import PRODUCT
from tests.bench.table import Row

SLOW = 0.1  # seconds
EVERY = 0.02  # seconds between two clicks
QUIET = 0.25  # seconds between looks whether everything is sent


async def measure(bench: Bench) -> list[Row]:
    """Measure line 3."""
    standin = bench.standin()
    each = bench.size.alone // 2
    # Each clicks once: where the next card comes to stand, only the bot knows.
    walkers = range(2 * bench.size.rounds * each + bench.size.warm_up)
    bench.settle("lagging", walkers)
    server = await bench.server(PRODUCT, "socket", "lagging", standin)
    requests = payloads.clicks(walkers, standin.url)
    await bench.warm(server, list(islice(requests, bench.size.warm_up)))
    ratios: list[float] = []
    for turn in range(bench.size.rounds):
        waits = {}
        for delay in (0.0, SLOW) if turn % 2 else (SLOW, 0.0):
            await _all_said(bench)
            standin.delay(delay)
            waits[delay] = median((await server.pace(list(islice(requests, each)), EVERY)).waits)
            bench.notes.append(f"Slack answers after {delay} s: p50 {waits[delay] * 1000:.2f} ms")
        standin.delay(0.0)
        ratios.append(waits[SLOW] / waits[0.0])
    bench.stop(server, standin)
    return [
        Row(3, f"p50 of the ack, Slack answering in {SLOW * 1000:.0f} ms against at once", {"": median(ratios)}, 1.2)
    ]


async def _all_said(bench: Bench) -> None:
    while crowd.count_waiting(bench.file("lagging")):
        await asyncio.sleep(QUIET)
