"""What becomes of a job that breaks: an operator is told which, and it has its next turn like all others."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.runtime.logs import redact, where_it_broke
from bot.runtime.ticker import Ticker
from bot.store.engine import DatabaseBusy
from bot.store.refused import Refused
from tests.kit_ticks import ticking

SOON = timedelta(milliseconds=5)
CANARY = "zq7canary"


class Job:
    """Raises what it is given, one after the other, and then comes to its end."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.well = threading.Event()

    def __call__(self) -> None:
        if self.errors:
            raise self.errors.pop(0)
        self.well.set()


def lines_of(job: Job) -> list[dict[str, object]]:
    """Let a ticker run a job until it comes to its end; returns what it logged, as it is written."""
    ticker = Ticker()
    ticker.every(SOON, "retention", job)
    with capture_logs(processors=[where_it_broke, redact]) as lines, ticking(ticker):
        assert job.well.wait(20), "it has no next turn"
    return [dict(line) for line in lines if "job" in line]  # a slow machine leaves turns out, and the library says so


@pytest.mark.parametrize("kind", [Refused, ValueError])
def test_a_job_that_breaks_is_named_in_an_error_of_its_own_and_has_its_next_turn(
    kind: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    first, second = lines_of(Job(kind(CANARY), kind(CANARY)))

    assert first == second
    assert (first["event"], first["log_level"], first["job"]) == ("ticker.job_broken", "error", "retention")
    assert first["error"] == kind.__name__
    assert "test_ticker.py" in str(first["at"])
    assert CANARY not in str(first)
    assert [record.name for record in caplog.records if "executors" in record.name] == [], "it is said twice"


def test_a_database_that_is_busy_is_no_job_that_breaks() -> None:
    (line,) = lines_of(Job(DatabaseBusy("SQLITE_BUSY")))

    assert (line["event"], line["log_level"], line["job"]) == ("ticker.database_busy", "warning", "retention")


@pytest.mark.parametrize("run", [lambda ticker: ticker.run("retention"), Ticker.run_all])
def test_whoever_runs_it_by_hand_meets_what_broke(run: Callable[[Ticker], None]) -> None:
    """Else no test that lets a job run would find out."""
    ticker = Ticker()
    ticker.every(SOON, "retention", Job(Refused("no")))
    with pytest.raises(Refused):
        run(ticker)
    assert ticker.succeeded("retention") == 0
    run(ticker)
    assert ticker.succeeded("retention") == 1
