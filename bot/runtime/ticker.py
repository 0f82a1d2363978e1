"""A pulse, and nothing else: what is due is found in the database, so a lost or late beat loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, timedelta

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from bot.store.engine import DatabaseBusy

log = structlog.get_logger(__name__)


class Ticker:
    """Calls functions again and again, each at most once at a time."""

    def __init__(self) -> None:
        self._scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        )
        self._jobs: dict[str, Callable[[], None]] = {}
        self._succeeded: dict[str, int] = {}

    def every(self, interval: timedelta, name: str, job: Callable[[], object]) -> None:
        """Call `job` each `interval`."""

        def run() -> None:
            try:
                job()
                self._succeeded[name] += 1
            except DatabaseBusy as busy:
                log.warning("ticker.database_busy", job=name, error=str(busy))

        self._jobs[name], self._succeeded[name] = run, 0
        self._scheduler.add_job(run, "interval", seconds=interval.total_seconds(), id=name)

    def run(self, name: str) -> None:
        """Run a job now, in this thread, whether its time has come or not."""
        self._jobs[name]()

    def run_all(self) -> None:
        """Run every job now, one after the other, in this thread."""
        for job in self._jobs.values():
            job()

    def succeeded(self, name: str) -> int:
        """Return how often a job has come to its end so far."""
        return self._succeeded[name]

    def start(self) -> None:
        """Start."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop, and wait for what runs."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)
