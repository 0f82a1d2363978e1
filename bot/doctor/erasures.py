"""Can the log of erasures be read? While it cannot, nobody is erased."""

from __future__ import annotations

from collections.abc import Iterator

from bot.doctor.finding import Finding, ok, problem, warning
from bot.doctor.patient import Patient
from bot.store.engine import BadUrl
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
    if file is not None and log.exists() and log.stat().st_uid != file.stat().st_uid:
        yield warning("erasures", f"{log} belongs to somebody else than the database: chown --reference={file} {log}")
    else:
        yield ok("erasures", f"{log} can be read; it remembers {remembered}.")
