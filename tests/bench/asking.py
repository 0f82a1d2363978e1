"""Line 9: what a question in the direct message costs, against a click on an answer.

Once up to the acknowledgement, with the search and the commit; once with all that is sent for it, drawn and posted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import islice
from statistics import median

from bot.store.engine import Database
from tests.bench import crowd, payloads
from tests.bench.bench import Bench
from tests.bench.measure import ratio, take_turns
from tests.bench.payloads import Payload
from tests.bench.servers import LISTENING, PRODUCT, Server
from tests.bench.table import Row

QUIET = 0.1  # seconds between looks whether everything is sent


async def measure(bench: Bench) -> list[Row]:
    """Measure line 9."""
    taken_in = await _taken_in(bench)
    sent = await _sent(bench)
    return [
        Row(9, "a question in the direct message against a click, to the acknowledgement", taken_in, 1.5),
        Row(9, "CPU of the same, until the last message for it is sent", {"": sent}, 1.5),
    ]


async def _taken_in(bench: Bench) -> dict[str, float]:
    """Measure what is saved before the acknowledgement."""
    each = bench.size.alone
    people = _people(bench, each)
    server, requests = await _server(bench, LISTENING, "asked", people)
    samples = await take_turns(dict.fromkeys(requests, server), requests, bench.size.rounds, each, 1)
    for what, those in samples.items():
        bench.note(what, those)
    _look(bench, server, len(people))
    bench.stop()
    return {
        figure: ratio(samples["question"], samples["click"], name) for figure, name in (("p50", "wait"), ("CPU", "cpu"))
    }


async def _sent(bench: Bench) -> float:
    """Measure all of it: the whole bot runs, senders too."""
    each = bench.size.alone // 2
    people = _people(bench, each)
    server, requests = await _server(bench, PRODUCT, "answered", people)
    await _all_said(bench, "answered")
    ratios: list[float] = []
    for turn in range(bench.size.rounds):
        costs = {what: await _whole(bench, server, requests[what], each) for what in sorted(requests, reverse=turn % 2)}
        bench.notes.append(
            ", ".join(f"{what}: CPU {cost * 1000:.2f} ms with its messages" for what, cost in costs.items())
        )
        ratios.append(costs["question"] / costs["click"])
    _look(bench, server, len(people))
    bench.stop()
    return median(ratios)


async def _whole(bench: Bench, server: Server, requests: Iterator[Payload], each: int) -> float:
    """Return the seconds of processor time that each request takes until all is said."""
    before = server.cpu()
    await server.take(list(islice(requests, each)), 1)
    await _all_said(bench, "answered")
    return (server.cpu() - before) / each


def _people(bench: Bench, each: int) -> range:
    """Return as many people as there are requests of a kind: a second message to somebody would wait for a second."""
    return range(bench.size.rounds * each + bench.size.warm_up)


async def _server(
    bench: Bench, command: tuple[str, ...], name: str, people: range
) -> tuple[Server, Mapping[str, Iterator[Payload]]]:
    """Return a server, warm, and what half of the people click and the other half asks."""
    standin = bench.standin()
    askers = range(500_000, 500_000 + len(people))
    bench.settle(name, people, askers)
    server = await bench.server(command, "socket", name, standin)
    requests = {"click": payloads.clicks(people, standin.url), "question": payloads.questions(askers)}
    for those in requests.values():
        await bench.warm(server, list(islice(those, bench.size.warm_up)))
    return server, requests


async def _all_said(bench: Bench, name: str) -> None:
    while crowd.count_waiting(bench.file(name)):
        await asyncio.sleep(QUIET)


def _look(bench: Bench, server: Server, requests: int) -> None:
    """Make sure that each click kept an answer and each question was answered: nothing else was measured."""
    with closing(Database(f"sqlite:///{bench.file(server.name)}")) as database, database.reading() as connection:
        query = "SELECT count(*) FROM outbox WHERE view LIKE 'advise.%'"
        cards = int(connection.exec_driver_sql(query).scalar_one())
    answers = crowd.count_answers(bench.file(server.name))
    if (answers, cards) != (requests, requests):
        told = f"{requests} clicks kept {answers} answers, {requests} questions had {cards} answers"
        raise RuntimeError(f"{told}:\n{server.said.read_text()}")
