"""A pulse, and nothing else: what is due is found in the database, so a lost or late beat loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, timedelta

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from bot.store.engine import DatabaseBusy

log = structlog.get_logger(__name__)


class Ticker:
    """Calls functions again and again, each at most once at a time.

    One that breaks is told to the operator by its name, and has its next turn like all others.
    """

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

        def tick() -> None:
            try:
                run()
            except Exception:  # the boundary of a job: left to the scheduler, it would be told without the job's name
                log.exception("ticker.job_broken", job=name)

        self._jobs[name], self._succeeded[name] = run, 0
        self._scheduler.add_job(tick, "interval", seconds=interval.total_seconds(), id=name)

    def run(self, name: str) -> None:
        """Run a job now, in this thread, whether its time has come or not; what breaks in it comes to the caller."""
        self._jobs[name]()

    def run_all(self) -> None:
        """Run every job now, one after the other, in this thread; what breaks in one comes to the caller."""
        for job in self._jobs.values():
            job()

    def succeeded(self, name: str) -> int:
        """Return how often a job has come to its end so far."""
        return self._succeeded[name]

    def done(self) -> Mapping[str, int]:
        """Return of every job how often it has come to its end so far."""
        return dict(self._succeeded)

    def start(self) -> None:
        """Start."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop, and wait for what runs."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)
