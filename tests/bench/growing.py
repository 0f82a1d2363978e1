"""Line 4: what a click costs once many people have answered: a thousand answers stored against a million.

With each answer come the two rows of the outbox that it led to, as in a database that has been in use for years.
"""

from __future__ import annotations

from itertools import islice

from tests.bench import crowd, payloads
from tests.bench.bench import Bench
from tests.bench.measure import ratio, take_turns
from tests.bench.past import fill
from tests.bench.servers import LISTENING
from tests.bench.table import Row


async def measure(bench: Bench) -> list[Row]:
    """Measure line 4."""
    standin = bench.standin()
    each = 2 * bench.size.alone
    walkers = range((bench.size.rounds * each + bench.size.warm_up) // 9 + 1)
    few, many = bench.size.stored
    names = {stored: f"stored-{stored}" for stored in (few, many)}
    for stored, name in names.items():  # all of them first: meanwhile nobody would answer a server's pings
        bench.settle(name, walkers)
        fill(bench.file(name), stored)
    servers, requests = {}, {}
    for name in names.values():
        servers[name] = await bench.server(LISTENING, "socket", name, standin)
        requests[name] = payloads.clicks(walkers, standin.url)
        await bench.warm(servers[name], list(islice(requests[name], bench.size.warm_up)))
    samples = await take_turns(servers, requests, bench.size.rounds, each, 1)
    for name, those in samples.items():
        bench.note(f"{name} ({crowd.count_answers(bench.file(name)):,} answers in the end)", those)
    bench.stop(standin, *servers.values())
    figures = {
        "CPU": ratio(samples[names[many]], samples[names[few]], "cpu"),
        "p50": ratio(samples[names[many]], samples[names[few]], "wait"),
    }
    return [Row(4, f"a click's cost, {many:,} answers stored against {few:,}", figures, 1.2)]
