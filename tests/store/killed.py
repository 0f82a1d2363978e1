"""Something done to files, killed at one step after another.

`python -m tests.store.killed FOLDER ready|COMMAND...` copies FOLDER/seed to FOLDER/1, FOLDER/2, ... and does it in
each, killed at the first, the second, ... time that it opens, renames or removes a file there; until once it comes to
its end. `ready` is what a start does to the database with the revisions in FOLDER/update, anything else a command line.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from bot.cli import app
from bot.store import ready, restore  # noqa: F401 - what the commands import when they run: once, not in each child
from bot.store.engine import Database
from tests.kit_storage import NOON

ROOT = Path(__file__).parents[2]
OURS = ("bot.db", "saved.db")  # how the names of its files begin
STEPS = ("sqlite3.connect", "open", "os.rename", "os.link", "os.chmod", "os.remove")
FEWEST = 5  # steps that anything here takes


def killed_at_every_step(folder: Path, *what: str) -> list[Path]:
    """Run this module, and return the folders in which it was killed."""
    program = [sys.executable, "-m", "tests.store.killed", str(folder), *what]
    ran = subprocess.run(program, cwd=ROOT, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    *killed, done = sorted((child for child in folder.iterdir() if child.name.isdigit()), key=lambda c: int(c.name))
    shutil.rmtree(done)
    assert len(killed) >= FEWEST
    return killed


def _every_step(folder: Path, what: list[str]) -> int:
    step = 0
    while True:
        step += 1
        place = folder / str(step)
        shutil.copytree(folder / "seed", place)
        child = os.fork()
        if not child:
            _one(folder, place, step, what)
        status = os.waitpid(child, 0)[1]
        if not os.WIFSIGNALED(status):
            return os.waitstatus_to_exitcode(status)


def _one(folder: Path, place: Path, step: int, what: list[str]) -> None:
    os.chdir(place)
    left = step

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event in STEPS and _counts(place, event, str(arguments[0])):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)
    if what == ["ready"]:
        ready.make_ready(Database("sqlite:///bot.db"), NOON, folder / "update")
        os._exit(0)
    app(what)


def _counts(place: Path, event: str, name: str) -> bool:
    path = Path(name).absolute()
    ours = path == place or (path.parent == place and path.name.startswith(OURS))
    return event == "sqlite3.connect" or (ours and (event != "os.remove" or path.exists()))


if __name__ == "__main__":
    sys.exit(_every_step(Path(sys.argv[1]), sys.argv[2:]))
