"""Can the database be opened and written, is it whole, and does it keep what it was told?"""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import text

from bot.doctor.finding import Finding, ok, problem, warning
from bot.doctor.patient import Patient
from bot.store import migrate
from bot.store.engine import BadUrl, Database, DatabaseBusy, DatabaseDamaged, DatabaseFull
from bot.store.files import BESIDE, beside, look_that_it_is_a_file, megabytes
from bot.store.refused import Refused

SCARCE, NEARLY_NONE = 1000 * 10**6, 200 * 10**6  # bytes of disk
OTHERS = 0o077
RESTORE = "Restore a backup: `careercheck restore FILE`."


def database(patient: Patient) -> Iterator[Finding]:
    """Open it, and look at it without changing anything."""
    found, file = patient.database, patient.file
    if isinstance(found, BadUrl):
        yield problem("database", str(found))
        return
    if file is not None:
        try:
            look_that_it_is_a_file(file)
        except Refused as error:
            yield problem("database", str(error))
            return
        yield from _place(file)
        if not file.is_file():
            return
    try:
        with found.writing():
            pass
        flaws = list(_sqlite(found) if found.is_sqlite else _postgresql(found))
    except DatabaseDamaged as error:
        yield problem("database", f"It is damaged ({error}). {RESTORE}")
    except DatabaseFull as error:
        yield problem("database", f"There is no room left where it is ({error}). Make room.")
    except DatabaseBusy as error:
        yield problem("database", f"It cannot be opened or written ({error}). Look at CAREERCHECK_DATABASE.")
    else:
        yield from flaws
        if not flaws:
            size = "" if file is None else f", {megabytes(file.stat().st_size)}"
            yield ok("database", f"{'SQLite' if found.is_sqlite else 'PostgreSQL'}{size}: writable, whole and durable.")


def migrations(patient: Patient) -> Iterator[Finding]:
    """Compare the schema with what this version knows."""
    found, file = patient.database, patient.file
    if isinstance(found, BadUrl) or (file is not None and not file.is_file()):
        return
    try:
        needed, standing, newest = migrate.needs_upgrade(found), migrate.current(found), migrate.head()
    except Refused as error:
        yield problem("migrations", str(error))
        return
    except DatabaseBusy:
        return  # said above
    if not needed:
        yield ok("migrations", f"The database is at schema {newest}, which this version needs.")
    elif standing is None:
        yield ok("migrations", "The database is empty; `careercheck run` makes its tables.")
    else:
        yield warning("migrations", f"The database is at schema {standing}; `careercheck run` brings it to {newest}.")


def _place(file: Path) -> Iterator[Finding]:
    folder = file.absolute().parent
    if not folder.is_dir():
        yield problem("database", f"There is no folder {folder}. Make it, or correct CAREERCHECK_DATABASE.")
        return
    if folder.stat().st_mode & stat.S_IWOTH:
        yield warning("database", f"Anybody on this machine may put files into {folder}: chmod o-w it.")
    free = shutil.disk_usage(folder).free
    if free < SCARCE:
        told = problem if free < NEARLY_NONE else warning
        yield told("disk", f"{megabytes(free)} are left where the database is. Make room.")
    else:
        yield ok("disk", f"{free / 1e9:,.0f} GB are free where the database is.")
    if not file.is_file():
        yield ok("database", f"There is no file {file} yet; the first `careercheck run` makes it.")
        return
    kept = [file, *(beside(file, ending) for ending in BESIDE)]
    seen = [one.name for one in kept if one.exists() and one.stat().st_mode & OTHERS]
    if seen:
        yield warning("database", f"Others on this machine may open {', '.join(seen)}: chmod 600 {file}*")


def _sqlite(database: Database) -> Iterator[Finding]:
    with database.reading() as connection:
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        sound = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if sound != "ok":
        yield problem("database", f"Its pages do not fit together. {RESTORE}")
    if journal != "wal":
        yield problem("database", "Its file system allows no write-ahead log. Keep it on a local disk, no network.")


def _postgresql(database: Database) -> Iterator[Finding]:
    for setting in ("fsync", "synchronous_commit"):
        with database.reading() as connection:
            value = connection.execute(text(f"SHOW {setting}")).scalar_one()
        if value == "off":
            yield problem("database", f"PostgreSQL runs with {setting} = {value}: it may forget what it has confirmed.")
