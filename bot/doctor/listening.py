"""Can the bot listen where it is to listen?"""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator

from bot.doctor.finding import Finding, ok, problem
from bot.doctor.patient import Patient
from bot.health import YOUNG
from bot.runtime.config import Address
from bot.runtime.errors import plainly
from bot.store import processes
from bot.store.engine import BadUrl, DatabaseBusy


def listening(patient: Patient) -> Iterator[Finding]:
    """Try the addresses of HTTP and of the metrics."""
    config = patient.config
    if config.transport == "http" and patient.set_well("CAREERCHECK_LISTEN"):
        yield from _try(patient, "http", "CAREERCHECK_LISTEN", config.listen)
        yield ok("http", "The request URL of the app in Slack is https://YOUR-ADDRESS/slack/events, and leads there.")
    if config.metrics is not None:
        yield from _try(patient, "metrics", "CAREERCHECK_METRICS", config.metrics)


def _try(patient: Patient, check: str, setting: str, address: Address) -> Iterator[Finding]:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    where = f"{address.host}:{address.port}"
    try:
        socket.create_server((address.host, address.port), family=family).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE and _runs_here(patient):
            yield ok(check, f"{where} is in use, and a bot runs on this machine.")
        elif error.errno == errno.EADDRINUSE:
            yield problem(check, f"{where} is in use by something else. Stop that, or set another {setting}.")
        else:
            yield problem(
                check,
                f"Nobody can listen at {where} ({plainly(error)}). Set another {setting}.",
            )
    else:
        yield ok(check, f"{where} is free to listen at.")


def _runs_here(patient: Patient) -> bool:
    if isinstance(patient.database, BadUrl) or (patient.file is not None and not patient.file.is_file()):
        return False
    try:
        with patient.database.reading() as connection:
            known = processes.every(connection)
    except DatabaseBusy:
        return False
    now = patient.clock.now()
    here = [process for process in known if process.host == patient.host]
    return any(now - process.beat_at < YOUNG and not processes.is_gone(process, patient.host) for process in here)
