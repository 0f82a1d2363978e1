"""What is well with a set-up, what is not, and how to mend it. No check needs another to have gone well."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bot.doctor.database import database, migrations
from bot.doctor.erasures import erasures
from bot.doctor.finding import Finding, Level, problem
from bot.doctor.jobs import jobs
from bot.doctor.listening import listening
from bot.doctor.patient import Patient
from bot.doctor.retention import retention
from bot.doctor.running import running
from bot.doctor.settings import content, settings, teams
from bot.doctor.slack import line, token
from bot.runtime import config
from bot.runtime.clock import Clock
from bot.store.engine import BadUrl, Database

__all__ = ["Finding", "Level", "examine"]

CHECKS: Mapping[str, Callable[[Patient], Iterator[Finding]]] = {
    "settings": settings,
    "teams": teams,
    "content": content,
    "database": database,
    "migrations": migrations,
    "erasures": erasures,
    "token": token,
    "socket": line,
    "listening": listening,
    "running": running,
    "jobs": jobs,
    "retention": retention,
}


def examine(environ: Mapping[str, str], clock: Clock) -> Iterator[Finding]:
    """Look at everything, one thing after the other; nothing is changed, and nothing that was found is a secret."""
    settled, problems = config.read(environ)
    ill_set = " ".join(problems)
    unset = BadUrl("Which one it is cannot be read from the settings.")
    where = unset if "CAREERCHECK_DATABASE" in ill_set else _database(settled)
    patient = Patient(environ, settled, tuple(problems), clock, where)
    try:
        for name, check in CHECKS.items():
            yield from _looked(name, check, patient)
    finally:
        if isinstance(where, Database):
            where.close()


def _looked(name: str, check: Callable[[Patient], Iterator[Finding]], patient: Patient) -> list[Finding]:
    found: list[Finding] = []
    try:
        found.extend(check(patient))
    except Exception as error:  # noqa: BLE001 - the boundary of a check: one that breaks must not hide what others find
        found.append(problem(name, f"This could not be looked at ({type(error).__name__}). Please report it."))
    return found


def _database(settled: config.Config) -> Database | BadUrl:
    try:
        return Database(settled.database_url, erasures=settled.erasures)
    except BadUrl as error:
        return error
