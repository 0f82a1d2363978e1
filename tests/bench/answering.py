"""Line 1: a click and a command, over HTTP and Socket Mode, against both baselines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tests.bench import crowd, payloads
from tests.bench.bench import Bench
from tests.bench.measure import AT_ONCE, Sample, ratio, take_turns
from tests.bench.payloads import Payload
from tests.bench.servers import BEST, LISTENING, PLAIN, Server
from tests.bench.table import Row

Samples = dict[str, list[Sample]]
COMMANDS = {"plain": PLAIN, "best": BEST, "ours": LISTENING}


async def measure(bench: Bench) -> list[Row]:
    """Measure line 1."""
    alone: dict[str, Samples] = {}
    together: dict[str, Samples] = {}
    for transport, shown in (("http", "HTTP"), ("socket", "Socket Mode")):
        people = bench.size.rounds * (bench.size.alone + bench.size.together) + bench.size.warm_up
        walkers, typers = range(people // 9 + AT_ONCE), range(500_000, 500_000 + people)
        names = {which: f"{which}-{transport}" for which in COMMANDS}
        bench.settle(names["ours"], walkers, typers)
        standin = bench.standin()
        servers = {
            which: await bench.server(command, transport, names[which], standin) for which, command in COMMANDS.items()
        }
        for what, make, them in (("click", payloads.clicks, walkers), ("command", payloads.commands, typers)):
            requests = {which: make(them, standin.url) for which in servers}
            name = f"{what} over {shown}"
            alone[name], together[name] = await _both(bench, servers, requests)
            for which, samples in alone[name].items():
                bench.note(f"{name}, {which}", samples)
            for which, samples in together[name].items():
                bench.note(f"{name}, {which}, {AT_ONCE} at once", samples)
        _look(bench, names["ours"], people, len(walkers))
        bench.stop(standin, *servers.values())
    return _rows(alone, together)


async def _both(
    bench: Bench, servers: dict[str, Server], requests: dict[str, Iterator[Payload]]
) -> tuple[Samples, Samples]:
    """Measure one request at a time, then sixteen."""
    for which, server in servers.items():
        await bench.warm(server, list(islice(requests[which], bench.size.warm_up)))
    rounds = bench.size.rounds
    alone = await take_turns(servers, requests, rounds, bench.size.alone, 1)
    busy = {which: servers[which] for which in ("best", "ours")}  # plain would only make it longer
    return alone, await take_turns(busy, requests, rounds, bench.size.together, AT_ONCE)


def _look(bench: Bench, name: str, requests: int, walkers: int) -> None:
    """Make sure that each click kept an answer and each command laid out a check: nothing else was measured."""
    answers, checks = crowd.count_answers(bench.file(name)), crowd.count_checks(bench.file(name)) - walkers
    if (answers, checks) != (requests, requests):
        raise RuntimeError(f"{requests} clicks kept {answers} answers, {requests} commands laid out {checks} checks")


def _rows(alone: dict[str, Samples], together: dict[str, Samples]) -> list[Row]:
    def against(samples: dict[str, Samples], other: str, figure: str) -> dict[str, float]:
        return {name: ratio(those["ours"], those[other], figure) for name, those in samples.items()}

    return [
        Row(1, "p50 of the ack, one connection, of plain", against(alone, "plain", "wait"), 0.2),
        Row(1, "p50 of the ack, one connection, of best", against(alone, "best", "wait"), 3),
        Row(1, "CPU a request, of best", against(alone, "best", "cpu"), 3),
        Row(1, f"requests a second at {AT_ONCE} connections, of best", against(together, "best", "rate"), 0.35, True),
    ]
