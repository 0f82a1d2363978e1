"""Line 10: what it costs to load and check ten times the content, against reading its files with the parser alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

import rtoml

from advice.catalog import builtin, load
from tests.bench.bench import Bench
from tests.bench.grown import grow
from tests.bench.table import Row

TIMES = 10


async def measure(bench: Bench) -> list[Row]:
    """Measure line 10."""
    grown = grow(bench.folder / "content", TIMES)
    work = {
        "once": lambda: load(builtin()),
        "ten times": lambda: load(grown),
        "ten times, the parser alone": lambda: _parse(grown),
    }
    rounds = [{what: _seconds(doing) for what, doing in work.items()} for _ in range(bench.size.rounds)]
    for what in work:
        bench.notes.append(f"content {what}: CPU {median(each[what] for each in rounds) * 1000:.0f} ms")
    parser, once = (
        median(each["ten times"] / each[other] for each in rounds) for other in ("ten times, the parser alone", "once")
    )
    return [
        Row(10, "CPU of loading ten times the content, of parsing its files", {"": parser}, 6),
        Row(10, "CPU of loading ten times the content, of loading it once", {"": once}, 12),
    ]


def _parse(folder: Path) -> None:
    for file in folder.rglob("*.toml"):
        rtoml.loads(file.read_text(encoding="utf-8"))


def _seconds(doing: Callable[[], object]) -> float:
    """Return the seconds of processor time that it takes; what comes of it is kept meanwhile, as a bot keeps it."""
    began = process_time()
    _kept = doing()
    return process_time() - began
