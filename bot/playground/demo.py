"""The demo's data: two teams with their history, lived through once on this computer and taken up by each playground.

It is kept beside the installed program, so it goes with it. It is made anew once another quarter is over, and when the
tables or the cast's story have changed.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import structlog

from bot.not_started import ServeError
from bot.playground import history
from bot.playground.folder import SLACK
from bot.playground.kept import KeepError
from bot.playground.refusal import Refused
from bot.playground.trial import Trial
from bot.store.migrate import migrations_folder

SHELF = Path(sys.prefix) / "share" / "careercheck"
PLAYGROUND = Path(__file__).parent
STORY = (PLAYGROUND / "cast.py", PLAYGROUND / "history.py")

log = structlog.get_logger(__name__)


def demo(now: datetime, say: Callable[[str], object]) -> Path | None:
    """Return the folder of the demo's data, made now (UTC instant) where there is none yet; None: it cannot be made.

    `say` is told in words when it takes a while.
    """
    folder = SHELF / f"demo-{_key(now)}"
    if not folder.is_dir():
        say("Two teams live through three quarters first. It takes some seconds, and only this once.")
        try:
            _make(folder, now)
        except (KeepError, OSError, Refused, ServeError, TimeoutError) as error:
            log.warning("playground.no_demo", error=str(error))
            return None
    return folder


def _make(folder: Path, now: datetime) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="new-") as place:
        made = Path(place)
        trial = Trial(made, kept=False, at=history.begins(now))
        try:
            trial.start(0)
            history.live(trial.slack, trial.clock, now)
        finally:
            trial.stop()
        trial.slack.save(made / SLACK)
        for name in ("*.run", "*.lock"):
            for file in made.glob(name):
                file.unlink()
        for old in folder.parent.glob("demo-*"):
            shutil.rmtree(old, ignore_errors=True)
        with suppress(OSError):  # somebody else was faster
            made.rename(folder)


def _key(now: datetime) -> str:
    """Return what is another one where the data would be."""
    digest = hashlib.sha256(repr(history.begins(now)).encode())
    for file in (*STORY, *sorted(migrations_folder().rglob("*.py"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
