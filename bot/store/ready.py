"""Before anybody is served: is the database whole, and does it speak this version's schema?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import structlog

from bot.store.backup import KEPT, Backup, back_up
from bot.store.engine import Database, DatabaseBusy
from bot.store.erased import lost_log, replay
from bot.store.erasures import forget_old, log_of
from bot.store.files import PRIVATE, beside, look_that_it_is_a_file, make_room, stamp
from bot.store.migrate import current, needs_upgrade, upgrade
from bot.store.restore import remove_second_names
from bot.store.sound import check_at_start

log = structlog.get_logger(__name__)
AUTOMATIC = ".backup-of-schema-"  # and then which, and when
MOST = 3
_TIMES = 3  # the backup, the changed tables in the log, and in the database


def make_ready(database: Database, now: datetime, folder: Path | None = None) -> Backup | None:
    """Bring a database to this version's schema; hold the file's lock (`only_one`) meanwhile.

    A SQLite file with rows in it is backed up before, into a file beside it. `folder`: of revisions, ours if none.

    Raises:
        Refused: it is of a later version, not ours, there is no room for a backup, or its rows do not fit; nothing was
            changed.
        DatabaseDamaged: pages of it do not fit together, or commits are missing; nothing was changed.
        DatabaseBusy: it could not be read or written.
    """
    if database.is_sqlite:
        file = Path(str(database.url.database))
        _make_private(file)
        check_at_start(database)
        _tidy(file, now)
    backup = None
    if needs_upgrade(database, folder):
        backup = _back_up_before(database, now)
        upgrade(database, folder)
    if folder is None:  # the tables are those that this version knows
        forget_old(database, now)
        if again := replay(database, log_of(database), now):
            log.warning("database.erased_again", rows=again)
        if lost := lost_log(database):
            log.warning("database.erasures_gone", file=lost.name)
    return backup


def _make_private(file: Path) -> None:
    """What people tell the bot is for nobody else on this machine: SQLite gives its other files the same mode."""
    try:
        look_that_it_is_a_file(file)
        file.touch(mode=PRIVATE)
        if file.stat().st_mode & 0o077:
            file.chmod(PRIVATE)
    except OSError as error:
        raise DatabaseBusy(error.strerror or type(error).__name__) from error


def _tidy(file: Path, now: datetime) -> None:
    """Remove our own backups that are as old as backups may be."""
    remove_second_names(file)
    for backup in _automatic(file):
        if _made(backup) < stamp(now - KEPT):
            backup.unlink()


def _back_up_before(database: Database, now: datetime) -> Backup | None:
    standing = current(database)
    if standing is None or not database.is_sqlite:
        return None
    file = Path(str(database.url.database))
    make_room(file.parent, _TIMES * file.stat().st_size)
    backup = back_up(database, beside(file, f"{AUTOMATIC}{standing}-{stamp(now)}"), now, force=True)
    for earlier in _automatic(file)[:-MOST]:
        earlier.unlink()
    log.info("database.backed_up", file=backup.file.name, size=backup.size)
    return backup


def _automatic(file: Path) -> list[Path]:
    """Return our own backups beside the file, the oldest first."""
    return sorted(file.parent.glob(f"{file.name}{AUTOMATIC}*Z"), key=_made)


def _made(backup: Path) -> str:
    """Return when one of them was made; such stamps sort as instants do."""
    return backup.name.rpartition("-")[2]
