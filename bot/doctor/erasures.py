"""Can the log of erasures be read? While it cannot, nobody is erased."""

from __future__ import annotations

from collections.abc import Iterator

from bot.doctor.finding import Finding, ok, problem, warning
from bot.doctor.patient import Patient
from bot.store import migrate
from bot.store.engine import BadUrl, Database, DatabaseBusy
from bot.store.erased import lost_log
from bot.store.erasure_lines import LogUnreadable, read
from bot.store.erasures import log_of


def erasures(patient: Patient) -> Iterator[Finding]:
    """Read it, as an erasure would."""
    database, file = patient.database, patient.file
    if isinstance(database, BadUrl) or (file is not None and not file.is_file()):
        return
    log = log_of(database)
    if log is None:
        yield ok(
            "erasures",
            "Who is erased is written down nowhere, by choice: after a pg_restore, erase again whoever was erased "
            "since the dump. CAREERCHECK_ERASURES can name a file.",
        )
        return
    try:
        remembered = len(list(read(log)))
    except LogUnreadable as error:
        yield problem("erasures", f"{error.why}: nobody can be erased. {error.mend}")
        return
    if _is_gone(database):
        yield warning(
            "erasures",
            f"There was a log of erasures {log}, and it is gone: whoever was erased comes back with a backup from "
            f"before. Bring it back, and start the bot anew. If nobody has it, remember that, and: touch {log}",
        )
    elif file is not None and log.exists() and log.stat().st_uid != file.stat().st_uid:
        yield warning("erasures", f"{log} belongs to somebody else than the database: chown --reference={file} {log}")
    else:
        yield ok("erasures", f"{log} can be read; it remembers {remembered}.")


def _is_gone(database: Database) -> bool:
    try:
        return migrate.current(database) == migrate.head() and lost_log(database) is not None
    except DatabaseBusy:
        return False  # said where the database itself is looked at
