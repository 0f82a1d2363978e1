"""Spoiled payloads, one after the other, on both ways in; each is made from the seed and its index alone."""

from __future__ import annotations

import json
import random
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.house import FORM, JSON, TOO_LONG, Heard, House, opened, pool, written
from tests.fuzz.mutate import spoil, spoil_bytes
from tests.fuzz.payloads import Json

MAY_BE_SAID = {200, 400, 413, 415}
KINDS = (JSON, FORM, f"{JSON}; charset=utf-8", "text/plain", "multipart/form-data; boundary=x", "", "\xff")


@dataclass(frozen=True)
class Spoiled:
    """One payload: as a body over HTTP, and as it is where only its bytes were not touched."""

    body: bytes
    kind: str
    payload: Json


@dataclass
class Report:
    """What a run has seen."""

    seed: int
    sent: int = 0
    heard: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)

    def note(self, way: str, index: int, heard: Heard) -> None:
        """Count an answer, and complain about one that should not be."""
        self.heard[f"{way} {heard.status}"] += 1
        self.slowest = max(self.slowest, heard.took)
        if heard.status not in MAY_BE_SAID or heard.took > TOO_LONG:
            self.complain(index, f"{way}: {heard.status} after {heard.took:.2f} s")

    def complain(self, index: int, what: str) -> None:
        """Write down a fault with what brings it back."""
        self.faults.append(f"{what}\n  make fuzz ARGS='--seed {self.seed} --start {index} --count 1'")


def spoiled(examples: list[Json], seed: int, index: int) -> Spoiled:
    """Make the payload of this index."""
    chance = random.Random(f"{seed}:{index}")
    payload, other = _copied(chance.choice(examples)), _copied(chance.choice(examples))
    if "event_id" in payload:
        payload["event_id"] = f"Ev{index:08d}"
    how = chance.random()
    if how > 0.1:
        spoil(payload, chance, other)
    body, kind = written(payload)
    if how > 0.8:
        body = spoil_bytes(body, chance)
    if chance.random() < 0.03:
        kind = chance.choice(KINDS)
    return Spoiled(body, kind, payload)


def one(house: House, examples: list[Json], report: Report, index: int) -> None:
    """Send the payload of this index both ways, and look at what was said about it."""
    made = spoiled(examples, report.seed, index)
    house.is_let_in()
    try:
        report.note("http", index, house.http(made.body, made.kind))
        payload = _copied(made.payload)
        if isinstance(payload.get("event_id"), str):
            payload["event_id"] = payload["event_id"].replace("Ev", "Es", 1)  # or it were only heard a second time
        report.note("socket", index, house.socket(payload))
    except Exception as error:  # noqa: BLE001 - what nobody caught is what we look for
        report.complain(index, f"{type(error).__name__}: {error}")
    report.sent += 1
    for line in house.complaints():
        report.complain(index, line)


def run(seed: int, start: int, count: int) -> Report:
    """Send payloads `start` to `start + count`."""
    report = Report(seed)
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as house:
        examples = pool(house)
        for index in range(start, start + count):
            one(house, examples, report, index)
            if index % 50 == 0:
                house.lets_time_pass()
        if not house.bot.wait_idle(60):
            report.complain(start + count, "the bot does not come to rest")
        for line in house.complaints():
            report.complain(start + count, line)
    return report


def _copied(payload: Json) -> Json:
    """Return a copy to spoil."""
    fresh: Json = json.loads(json.dumps(payload))
    return fresh
