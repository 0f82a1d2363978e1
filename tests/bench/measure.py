"""Rounds that take turns, and what is made of them: the machine's moods hit everybody who is measured alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median

from tests.bench.payloads import Payload
from tests.bench.servers import Server


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    rounds: int
    alone: int  # requests of a round, one at a time
    together: int  # requests of a round, sixteen at a time
    warm_up: int  # requests before the first round
    stored: tuple[int, int] = (1_000, 1_000_000)  # answers
    people: tuple[int, ...] = (10_000, 100_000, 1_000_000)  # of a company
    due: int = 100  # of them
    teams: int = 10_000  # of twelve
    closed: int = 100  # of them, in a round


FULL = Size(rounds=15, alone=40, together=160, warm_up=160)
QUICK = Size(
    rounds=1, alone=4, together=16, warm_up=2, stored=(100, 1_000), people=(100, 300), due=5, teams=12, closed=3
)
AT_ONCE = 16


@dataclass(frozen=True)
class Sample:
    """One round of one server."""

    wait: float  # seconds to the acknowledgement, median
    cpu: float  # seconds of processor time a request
    rate: float  # requests a second


async def one_round(server: Server, requests: Sequence[Payload], at_once: int) -> Sample:
    """Measure one round."""
    before = server.cpu()
    done = await server.take(requests, at_once)
    return Sample(median(done.waits), (server.cpu() - before) / len(requests), len(requests) / done.seconds)


async def take_turns(
    servers: Mapping[str, Server], requests: Mapping[str, Iterator[Payload]], rounds: int, each: int, at_once: int
) -> dict[str, list[Sample]]:
    """Measure servers in turns. Who begins changes from round to round.

    Args:
        servers: name -> server, warm.
        requests: name -> what to send; each is sent once.
        rounds: how many rounds each has.
        each: how many requests a round has.
        at_once: how many of them are on their way at a time.
    """
    names = list(servers)
    samples: dict[str, list[Sample]] = {name: [] for name in names}
    for turn in range(rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            taken = list(islice(requests[name], each))
            samples[name].append(await one_round(servers[name], taken, at_once))
    return samples


def ratio(ours: Sequence[Sample], theirs: Sequence[Sample], what: str) -> float:
    """Return the median over the rounds of our figure against theirs."""
    return median(getattr(mine, what) / getattr(other, what) for mine, other in zip(ours, theirs, strict=True))
