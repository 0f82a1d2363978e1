"""How a check reads the rows of a database, where there are any that this version knows how to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import Connection

from bot.doctor.finding import Finding
from bot.doctor.patient import Patient
from bot.store import migrate
from bot.store.engine import BadUrl, DatabaseBusy


def read(patient: Patient, look: Callable[[Patient, Connection], Iterator[Finding]]) -> Iterator[Finding]:
    """Let `look` read; where that cannot be, nothing is found: the checks of the database itself say why."""
    database = patient.database
    if isinstance(database, BadUrl) or (patient.file is not None and not patient.file.is_file()):
        return
    try:
        if migrate.current(database) == migrate.head():
            with database.reading() as connection:
                yield from look(patient, connection)
    except DatabaseBusy:
        return
