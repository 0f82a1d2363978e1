"""The folder of a playground that is kept: one run at a time, and nothing in it that is not ours."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.playground.kept import KeepError

DATABASE, SLACK, CLOCK, LOCK = "playground.db", "slack.json", "clock.json", "playground.lock"


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Hold a folder for as long as the playground runs; it is made where there is none.

    Raises:
        KeepError: it is no folder, holds other things, cannot be written, or another playground runs in it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _look(folder)
        opened = (folder / LOCK).open("a")
    except FileExistsError as error:
        raise KeepError(f"{folder} is a file. Name a folder to keep the playground in.") from error
    except OSError as error:
        raise KeepError(f"{folder} cannot be used ({error.strerror}). Name a folder that you can write to.") from error
    with opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise KeepError(f"Another playground runs in {folder}. Stop it first, or name another folder.") from error
        yield


def _look(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()} - {LOCK}
    if not names or SLACK in names:
        return
    if DATABASE in names:
        raise KeepError(f"{folder / SLACK} is missing, so half of this playground is gone. Name another folder.")
    raise KeepError(f"{folder} holds other things, such as {min(names)}. Name an empty folder or a new one.")
