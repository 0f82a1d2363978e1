"""The bench still runs, and its table says what it should. No test looks at a time: `make bench` does."""

from __future__ import annotations

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.bench.__main__ import LINES, run
from tests.bench.measure import QUICK
from tests.bench.table import Row, table

NEEDS = {"calling": "openssl", "sending": "openssl"}  # a certificate is made with it


@pytest.mark.process
@pytest.mark.parametrize("line", LINES)
def test_each_line_is_measured(line: str, tmp_path: Path) -> None:
    if line in NEEDS and shutil.which(NEEDS[line]) is None:
        pytest.skip(f"{NEEDS[line]} is not installed here")

    with ThreadPoolExecutor(1) as alone:  # a browser may have left a loop running in this thread
        done = alone.submit(asyncio.run, run(QUICK, tmp_path, (line,))).result()

    assert {row.line for row in done.rows} == {list(LINES).index(line) + 1}
    assert all(value >= 0 for row in done.rows for value in row.ratios.values())
    assert done.notes


def test_a_goal_is_met_only_by_every_ratio() -> None:
    at_most = Row(1, "CPU", {"click": 3.0, "command": 3.1}, 3)
    at_least = Row(1, "requests a second", {"click": 0.35, "command": 0.4}, 0.35, at_least=True)

    assert (at_most.met, at_least.met) == (False, True)
    assert table([at_most, at_least]).splitlines() == [
        "|   | what              | ratio                    | goal   | met |",
        "|---|-------------------|--------------------------|--------|-----|",
        "| 1 | CPU               | click 3.00, command 3.10 | ≤ 3    | no  |",
        "| 1 | requests a second | click 0.35, command 0.40 | ≥ 0.35 | yes |",
    ]
