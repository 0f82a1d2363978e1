"""Line 2: what it costs a click that fifty features declare commands, buttons, forms and views instead of one."""

from __future__ import annotations

from itertools import islice

from tests.bench import payloads
from tests.bench.bench import Bench
from tests.bench.measure import ratio, take_turns
from tests.bench.servers import LISTENING
from tests.bench.table import Row

MANY = 50


async def measure(bench: Bench) -> list[Row]:
    """Measure line 2."""
    standin = bench.standin()
    each = 2 * bench.size.alone
    needed = bench.size.rounds * each + bench.size.warm_up
    walkers = range(needed // 9 + 1)
    servers, requests = {}, {}
    for features in (1, MANY):
        name = f"features-{features}"
        bench.settle(name, walkers)
        servers[name] = await bench.server((*LISTENING, str(features)), "socket", name, standin)
        requests[name] = payloads.clicks(walkers, standin.url)
        await bench.warm(servers[name], list(islice(requests[name], bench.size.warm_up)))
    samples = await take_turns(servers, requests, bench.size.rounds, each, 1)
    for name, those in samples.items():
        bench.note(name, those)
    bench.stop(standin, *servers.values())
    many = ratio(samples[f"features-{MANY}"], samples["features-1"], "cpu")
    return [Row(2, f"CPU a click, actions of {MANY} features against one", {"": many}, 1.05)]
