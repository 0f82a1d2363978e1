"""Erasing somebody: their rows at once, their bytes soon after, and again from whatever backup brings them back.

The database knows the last line of the log of erasures that it has done too, so at every start, and in every restore,
those after it are done again: whatever way a backup came in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, select

from bot.store import deletions, people, workspaces
from bot.store.engine import Database
from bot.store.erasure_lines import Erasure, read
from bot.store.erasures import log_of, note
from bot.store.person import erase, named, purge_file
from bot.store.tables import people as those

_CLOCKS = timedelta(days=1)  # by as much one may have been set back


def forget(database: Database, workspace: str, user_id: str, now: datetime) -> dict[str, int]:
    """Erase a person, and note it where the next restore looks. Returns how many rows went, by table.

    The note comes first: what a kill between the two leaves undone the next start does, and there never is a backup
    that brings back who was erased. Where the transaction comes to nothing the note goes too.

    Raises:
        DatabaseBusy: nobody was erased; or, from the purge, the rows are gone and their bytes not yet.
        LogUnreadable: the log of erasures cannot be read.
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
        LogUnreadable: the log of erasures cannot be read. so too.
    """
    known = people.hold(connection, workspace, user_id) is not None
    log = log_of(database)
    erasure = Erasure.of(workspace, user_id, now)
    if log is not None:
        note(database, connection, log, erasure)
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


def replay(database: Database, log: Path | None, now: datetime) -> int:
    """Erase whoever in this database was erased after it was written. Returns how many people that were.

    Who was erased and came back later is a new person, whose rows are younger than the erasure; and whoever was here
    after it was not erased by it, for it came to nothing. What of them may stand in Slack still vanishes once more: an
    erasure of a moment ago had not come to an end there.

    Raises:
        DatabaseBusy: nobody was erased.
        LogUnreadable: the log cannot be read.
    """
    erasures = list(read(log)) if log is not None else []
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


def lost_log(database: Database) -> Path | None:
    """Return where a log of erasures was and is not: the database knows an erasure that was noted there."""
    log = log_of(database)
    if log is None or log.exists():
        return None
    with database.reading() as connection:
        return log if any(workspaces.knows(connection).values()) else None


def _here_since(connection: Connection) -> Mapping[tuple[str, str], datetime]:
    """Return of everybody we know since when an erasure cannot have meant them. Some are only named by others."""
    columns = (those.c.workspace, those.c.user_id, those.c.created_at, those.c.last_contact_at)
    return {(row[0], row[1]): max(row[2], row[3] - _CLOCKS) for row in connection.execute(select(*columns))}


def _after(erasures: list[Erasure], salt: str | None) -> list[Erasure]:
    """Return those after the one of this salt; all of them where it is not among them any more, or there was none."""
    known = [at for at, erasure in enumerate(erasures, 1) if erasure.salt == salt]
    return erasures[known[-1] :] if known else erasures
