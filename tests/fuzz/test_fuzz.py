"""Payloads that are signed and spoiled: each is answered, soon, without a stumble and without a word of it in a log.

`make fuzz` goes further.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from bot.runtime.http.front import LONGEST_BODY
from tests.fuzz.fuzz import MAY_BE_SAID, run, spoiled
from tests.fuzz.house import opened, pool

SEED, TOGETHER, PARTS, OVER_THE_WIRE = 20261121, 5_000, 5, 300


@pytest.mark.parametrize("part", range(PARTS))
def test_spoiled_payloads_are_answered(part: int) -> None:
    report = run(seed=SEED, start=part * TOGETHER // PARTS, count=TOGETHER // PARTS)

    assert report.faults == []
    assert report.sent == TOGETHER // PARTS
    assert report.heard["http 200"] > report.sent / 2, "most are read, or the ways behind the door see nothing"


def test_spoiled_payloads_over_the_wire(tmp_path: Path) -> None:
    with opened(tmp_path) as house, closing(house.connection()) as line:
        examples = pool(house)
        for index in range(OVER_THE_WIRE):
            made = spoiled(examples, SEED, index)
            if len(made.body) > LONGEST_BODY:
                continue  # refused before all of it is sent: see tests/runtime/test_http_server.py
            assert house.wire(line, made.body, made.kind) in MAY_BE_SAID, index
        assert house.bot.wait_idle(30)
        assert house.complaints() == []
