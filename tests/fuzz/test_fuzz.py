"""Payloads that are signed and spoiled: each is answered, soon, without a stumble and without a word of it in a log.

`make fuzz` goes further.
"""

from __future__ import annotations

import pytest

from tests.fuzz.fuzz import run

TOGETHER, PARTS = 5_000, 5


@pytest.mark.parametrize("part", range(PARTS))
def test_spoiled_payloads_are_answered(part: int) -> None:
    report = run(seed=20261121, start=part * TOGETHER // PARTS, count=TOGETHER // PARTS)

    assert report.faults == []
    assert report.sent == TOGETHER // PARTS
    assert report.heard["http 200"] > report.sent / 2, "most are read, or the ways behind the door see nothing"
