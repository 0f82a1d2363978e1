"""Who was erased, so that a backup taken before does not bring them back.

One line an erasure, in a file beside the database, or where the operator wants it (on PostgreSQL there is none
otherwise): it outlives a damaged database, and a restore does not take it back. The database knows the last line that
it has done too, so at every start, and in every restore, those after it are done again: whatever way a backup came in.

An id is personal, so there is only a salted hash of it: enough to know somebody again who is in a backup, and nothing
to read for anybody else. A line goes after as long as a backup may be kept.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

import structlog
from sqlalchemy import Connection, select, text

from bot.store import deletions, people, workspaces
from bot.store.backup import KEPT
from bot.store.engine import Database, DatabaseBusy
from bot.store.files import beside, whole_or_not_at_all
from bot.store.person import erase, named, purge_file
from bot.store.refused import Refused
from bot.store.tables import people as those

warn = structlog.get_logger(__name__)

_LONGER = timedelta(days=1)  # than any backup
_CLOCKS = timedelta(days=1)  # by as much one may have been set back
_LOCK = 4_217_093_001  # of PostgreSQL's, for whoever writes the log


@dataclass(frozen=True)
class Erasure:
    """That somebody was erased, and when (UTC)."""

    at: datetime
    salt: str
    digest: str

    @classmethod
    def of(cls, workspace: str, user_id: str, at: datetime) -> Erasure:
        """Return the erasure of a person."""
        salt = secrets.token_hex(16)
        return cls(at, salt, _digest(salt, workspace, user_id))

    def means(self, workspace: str, user_id: str) -> bool:
        """Tell whether it was this person."""
        return self.digest == _digest(self.salt, workspace, user_id)


def forget(database: Database, workspace: str, user_id: str, now: datetime) -> dict[str, int]:
    """Erase a person, and note it where the next restore looks. Returns how many rows went, by table.

    The note comes first: what a kill between the two leaves undone the next start does, and there never is a backup
    that brings back who was erased. Where the transaction comes to nothing the note goes too.

    Raises:
        DatabaseBusy: nobody was erased; or, from the purge, the rows are gone and their bytes not yet.
        Refused: the log of erasures cannot be read.
    """
    with database.writing() as connection:
        gone = forget_within(connection, database, workspace, user_id, now)
    purge_when_due(database, workspace)
    return gone


def forget_within(
    connection: Connection, database: Database, workspace: str, user_id: str, now: datetime
) -> dict[str, int]:
    """Do the same in a transaction of the caller's; the bytes, and what is in Slack, go soon after it.

    Raises:
        DatabaseBusy: the note could not be written; let it end the transaction.
        Refused: the log of erasures cannot be read; so too.
    """
    known = people.hold(connection, workspace, user_id) is not None
    log = log_of(database)
    erasure = Erasure.of(workspace, user_id, now)
    if log is not None:
        with _alone(connection):
            _note(log, erasure)
        database.otherwise(connection, partial(_came_to_nothing, database, log, erasure))
    if known:
        deletions.plan(connection, workspace, user_id, now)
    gone = erase(connection, workspace, user_id)
    # Last: whoever claims a message takes that row after the message's.
    workspaces.erased(connection, workspace, now, erasure.salt if log else None)
    return gone


def purge_when_due(database: Database, workspace: str) -> bool:
    """Take the bytes of whoever was erased out of the files, if some may be left there; tell whether that was so.

    Raises:
        DatabaseBusy: somebody reads or writes; the next try finds them still due.
    """
    with database.reading() as connection:
        since = workspaces.erased_at(connection, workspace)
    if since is None:
        return False
    purge_file(database)
    with database.writing() as connection:
        workspaces.purged(connection, workspace, since)
    return True


def log_of(database: Database) -> Path | None:
    """Return the file of erasures of a database, there or not; None: a PostgreSQL of which none is set."""
    if database.erasures is None and database.is_sqlite:
        return beside(Path(str(database.url.database)), ".erased")
    return database.erasures


def replay(database: Database, log: Path | None, now: datetime) -> int:
    """Erase whoever in this database was erased after it was written. Returns how many people that were.

    Who was erased and came back later is a new person, whose rows are younger than the erasure; and whoever was here
    after it was not erased by it, for it came to nothing. What of them may
    stand in Slack still vanishes once more: an erasure of a moment ago had not come to an end there.

    Raises:
        DatabaseBusy: nobody was erased.
        Refused: the log cannot be read.
    """
    erasures = list(_read(log)) if log is not None else []
    if not erasures:
        return 0
    with database.writing() as connection:
        knows = workspaces.knows(connection)
        missed = {workspace: _after(erasures, salt) for workspace, salt in knows.items()}
        if not any(missed.values()):
            return 0
        here = _here_since(connection)
        again = [
            (workspace, user_id)
            for workspace, user_id in sorted(named(connection))
            if any(
                erasure.at >= here.get((workspace, user_id), erasure.at) and erasure.means(workspace, user_id)
                for erasure in missed[workspace]
            )
        ]
        for workspace, user_id in again:
            deletions.plan(connection, workspace, user_id, now)
            erase(connection, workspace, user_id)
        for workspace in knows:
            workspaces.erased(connection, workspace, now, erasures[-1].salt)
    return len(again)


def _here_since(connection: Connection) -> Mapping[tuple[str, str], datetime]:
    """Return of everybody we know since when an erasure cannot have meant them. Some are only named by others."""
    columns = (those.c.workspace, those.c.user_id, those.c.created_at, those.c.last_contact_at)
    return {(row[0], row[1]): max(row[2], row[3] - _CLOCKS) for row in connection.execute(select(*columns))}


def _after(erasures: list[Erasure], salt: str | None) -> list[Erasure]:
    """Return those after the one of this salt; all of them where it is not among them any more, or there was none."""
    known = [at for at, erasure in enumerate(erasures, 1) if erasure.salt == salt]
    return erasures[known[-1] :] if known else erasures


def forget_old(database: Database, now: datetime) -> None:
    """Drop the lines that no backup needs any more.

    Raises:
        DatabaseBusy: the database or the log could not be written.
        Refused: the log cannot be read.
    """
    log = log_of(database)
    if log is not None and log.exists():
        with database.writing() as connection, _alone(connection):
            erasures = list(_read(log))
            needed = _needed(erasures, now)
            if needed != erasures:
                _write(log, needed)


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """Let nobody else write the log meanwhile. On SQLite a writing transaction is alone, whatever process asks."""
    if connection.dialect.name == "sqlite":
        yield
        return
    connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
    try:
        yield
    finally:
        connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _LOCK})


def _note(log: Path, erasure: Erasure) -> None:
    """Add a line. Only while nobody else does."""
    _write(log, [*_needed(_read(log), erasure.at), erasure])


def _came_to_nothing(database: Database, log: Path, erasure: Erasure) -> None:
    """Take a line out again: who was told that nothing was changed is not erased by it at some later start."""
    try:
        if database.is_sqlite:
            _take_out(log, erasure)
        else:
            with database.writing() as another, _alone(another):
                _take_out(log, erasure)
    except (DatabaseBusy, Refused) as error:
        warn.error("erasure.stays_noted", error=str(error))


def _take_out(log: Path, erasure: Erasure) -> None:
    """Mostly it is the last, and on a full disk a file can still be made shorter."""
    try:
        whole, line = log.read_bytes(), _line(erasure).encode()
        if whole.endswith(line):
            os.truncate(log, len(whole) - len(line))
            return
    except OSError as error:
        raise DatabaseBusy(f"{log.name}: {error.strerror}") from error
    _write(log, [each for each in _read(log) if each != erasure])


def _line(erasure: Erasure) -> str:
    return f"{erasure.at.isoformat()} {erasure.salt} {erasure.digest}\n"


def _needed(erasures: Iterator[Erasure] | list[Erasure], now: datetime) -> list[Erasure]:
    return [erasure for erasure in erasures if erasure.at > now - KEPT - _LONGER]


def _read(log: Path) -> Iterator[Erasure]:
    try:
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        for line in lines:
            at, salt, digest = line.split()
            yield Erasure(datetime.fromisoformat(at), salt, digest)
    except (OSError, ValueError) as error:
        raise Refused(
            f"The log of erasures {log} cannot be read, and nothing was changed. Move it away to go on without it; "
            "then erase again whoever was erased since the backup: careercheck person erase"
        ) from error


def _write(log: Path, erasures: list[Erasure]) -> None:
    try:
        with whole_or_not_at_all(log) as part:
            part.write_text("".join(map(_line, erasures)))
    except OSError as error:
        raise DatabaseBusy(f"{log.name}: {error.strerror}") from error


def _digest(salt: str, workspace: str, user_id: str) -> str:
    return sha256(f"{salt}/{workspace}/{user_id}".encode()).hexdigest()
