"""Do the bot's own jobs do their work? Nobody writes down when they ran: what waits for them in the database tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.doctor.finding import Finding, ok, warning
from bot.doctor.patient import Patient
from bot.doctor.reading import read
from bot.health import YOUNG, ago
from bot.store import awaiting, processes

SETTLED = timedelta(minutes=15)  # a bot that came back has so long to catch up


@dataclass(frozen=True)
class _Work:
    """What waits for a job: since when, for how long that is nothing, how to say it, and who else may be the reason."""

    job: str
    since: Callable[[Connection], datetime | None]
    patience: timedelta
    said: str
    or_slack: bool = False


_WORK = (
    _Work("plan", awaiting.last_plan, timedelta(minutes=15), "The planner last began to look"),
    _Work("plan", awaiting.look, timedelta(days=1), "What somebody is to be told was to be looked at", or_slack=True),
    _Work("purge", awaiting.purge, timedelta(hours=1), "Bytes may be left of somebody who was erased"),
    _Work("export", awaiting.export, timedelta(hours=1), "Somebody's export was asked for", or_slack=True),
    _Work("take back", awaiting.deletion, timedelta(days=1), "What still stands in Slack was erased", or_slack=True),
)


def jobs(patient: Patient) -> Iterator[Finding]:
    """Look what waits for a bot that runs; where none does, it waits for that."""
    yield from read(patient, _look)


def _look(patient: Patient, connection: Connection) -> Iterator[Finding]:
    now = patient.clock.now()
    if not any(_serves(process, patient.host, now) for process in processes.every(connection)):
        return
    late = [
        _told(work, now - since)
        for work in _WORK
        if (since := work.since(connection)) is not None and now - since >= work.patience
    ]
    yield from late
    if not late:
        yield ok("jobs", f"Nothing waits for long for what the bot does by itself ({', '.join(_names())}).")


def _serves(process: processes.Process, host: str, now: datetime) -> bool:
    alive = now - process.beat_at < YOUNG and not processes.is_gone(process, host)
    return alive and now - process.started_at >= SETTLED


def _told(work: _Work, age: timedelta) -> Finding:
    slack = "; or Slack puts it off" if work.or_slack else ""
    return warning(
        "jobs",
        f"{work.said} {ago(age)}, and the job `{work.job}` has not done it since. Look in the bot's log for "
        f"`ticker.job_broken` and `ticker.database_busy` with that job{slack}.",
    )


def _names() -> list[str]:
    return list(dict.fromkeys(work.job for work in _WORK))
