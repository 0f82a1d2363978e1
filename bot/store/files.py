"""Files that hold what people told the bot: for their owner alone, and there whole or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.store.refused import Refused

BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a database
PRIVATE = 0o600
_SPARE = 16 * 2**20  # bytes that a disk is left with, whatever we write


@contextmanager
def whole_or_not_at_all(target: Path, *, owned_like: Path | None = None) -> Iterator[Path]:
    """Yield an empty file in the target's folder; once it is filled and on the disk, it takes the target's place.

    Whatever ends us before that leaves the target as it was. What is left over then goes with the next try.
    `owned_like`: what the superuser writes belongs to the owner of this; else to whoever writes it.

    Raises:
        Refused: somebody else is writing this file.
        OSError: the folder or the file cannot be written.
    """
    part = beside(target, ".part")
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, PRIVATE)
    try:
        _alone(descriptor, part)
        os.fchmod(descriptor, PRIVATE)
        os.ftruncate(descriptor, 0)
        _remove_companions(part)
        if owned_like is not None:
            give(descriptor, owned_like)
        try:
            yield part
            os.fsync(descriptor)
            part.replace(target)
            sync_folder(target.parent)
        finally:
            _remove_companions(part)
            if part.exists():
                part.unlink()
    finally:
        os.close(descriptor)


def give(descriptor: int, like: Path) -> None:
    """Give a file that the superuser made to whoever owns another, as SQLite does with what it writes beside one.

    Raises:
        OSError: there is no other, or the system does not let us.
    """
    if os.geteuid() == 0:
        found = like.stat()
        os.fchown(descriptor, found.st_uid, found.st_gid)


def look_that_it_is_a_file(file: Path) -> None:
    """Make sure that what stands where a database is to be, if anything does, is a file: nothing else is touched.

    Raises:
        Refused: it is a folder, a device or the like.
    """
    if file.exists() and not file.is_file():
        raise Refused(f"{file} is no file. Nothing was changed; name a file for the database.")


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows which files are in the folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_room(folder: Path, size: int) -> None:
    """Make sure that `size` bytes fit into the folder's disk.

    Raises:
        Refused: they do not.
    """
    free = shutil.disk_usage(folder).free
    if free < size + _SPARE:
        raise Refused(
            f"There is not enough room in {folder}: {megabytes(size + _SPARE)} are needed, {megabytes(free)} are free. "
            "Nothing was changed; make room and try again."
        )


def megabytes(size: int) -> str:
    """Return a number of bytes as people read it."""
    return f"{size / 1e6:.1f} MB"


def beside(file: Path, ending: str) -> Path:
    """Return the file whose name is this one's and then `ending`."""
    return file.with_name(f"{file.name}{ending}")


def stamp(now: datetime) -> str:
    """Return an instant (UTC) as part of a file's name; names sort as instants do."""
    return now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _alone(descriptor: int, part: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Whoever held it may have put it into its place since we opened it: then it is no longer ours to empty.
        mine = part.exists() and os.path.samestat(os.fstat(descriptor), part.stat())
    except BlockingIOError:
        mine = False
    if not mine:
        raise Refused(f"Somebody else is writing {part} just now. Try again when they are done.")


def _remove_companions(file: Path) -> None:
    for ending in BESIDE:
        beside(file, ending).unlink(missing_ok=True)
