"""What all lines share: a folder, Slack's side of Socket Mode, servers that are ended whatever happens, and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bot.store.engine import Database
from tests.bench import crowd
from tests.bench.load import Links
from tests.bench.measure import Sample, Size
from tests.bench.payloads import Payload
from tests.bench.servers import Server, StandIn, ready, start
from tests.bench.table import Row


@dataclass
class Bench:
    """One run."""

    folder: Path
    size: Size
    links: Links = field(default_factory=Links)
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # figures behind the ratios, for who wants to know
    _open: list[Server | StandIn] = field(default_factory=list)

    def standin(self, *, certificate: tuple[Path, Path] | None = None) -> StandIn:
        """Start a stand-in for the Web API."""
        made = StandIn(self.links.url, certificate=certificate)
        self._open.append(made)
        return made

    def settle(self, name: str, walking: Iterable[int], idle: Iterable[int] = ()) -> None:
        """Make the database of a server, and people in it (see crowd.py)."""
        with closing(Database(f"sqlite:///{self.file(name)}")) as database:
            crowd.settle(database, walking, idle)

    def start(
        self, command: Sequence[str], transport: str, name: str, standin: StandIn, file: Path | None = None
    ) -> Server:
        """Start a server, on the database of its name where no other is named."""
        made = start(command, transport, name, standin, file or self.file(name))
        self._open.append(made)
        return made

    async def server(self, command: Sequence[str], transport: str, name: str, standin: StandIn) -> Server:
        """Start a server and wait until it listens."""
        return await ready(self.start(command, transport, name, standin), self.links)

    def file(self, name: str) -> Path:
        """Return the database of a server."""
        return self.folder / f"{name}.db"

    async def warm(self, server: Server, requests: Sequence[Payload]) -> None:
        """Let a server deal with requests that do not count."""
        await server.take(requests, min(4, len(requests)))

    def note(self, what: str, samples: Sequence[Sample]) -> None:
        """Keep the figures of a server."""
        wait, cpu, rate = (sorted(getattr(sample, name) for sample in samples) for name in ("wait", "cpu", "rate"))
        middle = len(samples) // 2
        self.notes.append(
            f"{what}: p50 {wait[middle] * 1000:.2f} ms, CPU {cpu[middle] * 1000:.2f} ms, {rate[middle]:.0f} a second"
        )

    def stop(self, *those: Server | StandIn) -> None:
        """End servers; all that still run, where none is named."""
        for one in those or tuple(self._open):
            one.stop()
            self._open.remove(one)
