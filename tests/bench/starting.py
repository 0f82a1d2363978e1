"""Line 5: from the start of the process to the first acknowledgement, and what it holds in memory then."""

from __future__ import annotations

from itertools import islice
from statistics import median
from time import perf_counter

from tests.bench import payloads
from tests.bench.bench import Bench
from tests.bench.servers import PLAIN, PRODUCT, ready
from tests.bench.table import Row


async def measure(bench: Bench) -> list[Row]:
    """Measure line 5."""
    standin = bench.standin()
    walkers = range(20 + 2 * bench.size.rounds)
    bench.settle("starting", walkers)
    requests = payloads.clicks(walkers, standin.url)
    took: dict[str, list[tuple[float, float]]] = {"plain": [], "ours": []}
    for turn in range(-1, bench.size.rounds):  # the first warms the file cache
        for which, command in (("plain", PLAIN), ("ours", PRODUCT)):
            began = perf_counter()
            server = bench.start(command, "socket", f"{which}-{turn}", standin, bench.file("starting"))
            await ready(server, bench.links)
            await server.take(list(islice(requests, 1)), 1)
            if turn >= 0:
                took[which].append((perf_counter() - began, server.memory()))
            bench.stop(server)
    bench.stop(standin)
    for which, those in took.items():
        seconds, memory = (median(one[figure] for one in those) for figure in (0, 1))
        bench.notes.append(f"start, {which}: {seconds:.2f} s, {memory:.0f} MiB")
    times, sizes = (
        median(ours[figure] / plain[figure] for ours, plain in zip(took["ours"], took["plain"], strict=True))
        for figure in (0, 1)
    )
    return [
        Row(5, "start to the first ack, current schema, of plain", {"": times}, 3.5),
        Row(5, "resident memory at the first ack, of plain", {"": sizes}, 2.5),
    ]
