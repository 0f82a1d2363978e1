"""Files that hold secrets, and who may read them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.runtime.given import SECRETS

MANAGED = Path("/run/secrets")  # what puts secrets there sees to it that nobody else gets in
OTHERS = 0o007


def open_to_others(environ: Mapping[str, str]) -> list[str]:
    """Return the settings whose file anybody on this machine may read.

    A folder that is mounted for its secrets, as containers have it, is left to whoever mounts it.
    """
    return [f"{name}_FILE" for name in SECRETS if (file := environ.get(f"{name}_FILE")) and _is_open(Path(file))]


def _is_open(file: Path) -> bool:
    try:
        if file.is_relative_to(MANAGED) or file.parent.is_mount():
            return False
        return bool(file.stat().st_mode & OTHERS)
    except OSError:
        return False  # that it cannot be read is said elsewhere
