"""Does a bot run, and what does it have left to do?"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from bot.doctor.finding import Finding, ok, problem, warning
from bot.doctor.patient import Patient, at_least
from bot.doctor.reading import read
from bot.health import AILS, YOUNG, ago, why_nothing_is_sent
from bot.store import backlog, episodes, processes, ticks

LATE = 15  # minutes


def running(patient: Patient) -> Iterator[Finding]:
    """Look at heartbeats, at what waits to be sent, and whether sending has stopped."""
    yield from read(patient, _look)


def _look(patient: Patient, connection: Connection) -> Iterator[Finding]:
    yield from _processes(patient, connection)
    yield from _outbox(patient, connection)
    yield from _stopped(patient, connection)
    yield from _paused(patient, connection)


def _processes(patient: Patient, connection: Connection) -> Iterator[Finding]:
    now = patient.clock.now()
    known = processes.every(connection)
    gone = [process for process in known if processes.is_gone(process, patient.host)]
    alive = [process for process in known if now - process.beat_at < YOUNG and process not in gone]
    here = [process for process in alive if process.host == patient.host]
    if alive:
        where = ", ".join(f"process {process.pid}" for process in here)
        elsewhere = len(alive) - len(here)
        said = [f"on this machine ({where})"] if here else []
        said += [f"{elsewhere} on {'another machine' if elsewhere == 1 else 'other machines'}"] if elsewhere else []
        yield ok("running", f"Running and well: {len(alive)}, {' and '.join(said)}.")
    for process in known:
        if process.ails is not None and process not in alive and process not in gone:
            why = AILS.get(process.ails, "it is not well")
            yield problem("running", f"Process {process.pid} was last well {ago(now - process.beat_at)}: {why}.")
    if not known:
        yield ok("running", "No bot runs on this database now.")
    elif not alive and (gone or not any(process.ails for process in known)):
        yield warning(
            "running", f"No bot runs now. One ended by force; it was last well {ago(now - known[0].beat_at)}."
        )


def _outbox(patient: Patient, connection: Connection) -> Iterator[Finding]:
    now = patient.clock.now()
    waiting, oldest = backlog.due_now(connection, now)
    states = ", ".join(f"{state} {count}" for state, count in sorted(backlog.by_state(connection).items()))
    if oldest is not None and at_least(now - oldest, LATE):
        yield warning(
            "outbox", f"{waiting} messages wait to be sent, the oldest was due {ago(now - oldest)}. In all: {states}."
        )
    else:
        yield ok("outbox", f"Nothing waits for long. In all: {states or 'nothing yet'}.")


def _stopped(patient: Patient, connection: Connection) -> Iterator[Finding]:
    for episode in episodes.stopped(connection):
        yield problem("sending", why_nothing_is_sent(episode, patient.clock.now()))


def _paused(patient: Patient, connection: Connection) -> Iterator[Finding]:
    for noted in ticks.waiting(connection).values():
        since = ago(patient.clock.now() - noted.paused_at) if noted.paused_at else "some time ago"
        yield problem(
            "nudges",
            f"The clock jumped ahead {since}, by {noted.facts['days']} days, and something fell due by it for "
            f"{noted.facts['people']} people, so nudges and reminders wait. Look whether this machine's clock is "
            "right, then: careercheck resume",
        )
