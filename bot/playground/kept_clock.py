"""How far a kept playground's clock was moved: one small file, replaced whole before each move."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import structlog
from pydantic import BaseModel, Field, ValidationError

from bot.playground.kept import KeepError

log = structlog.get_logger(__name__)


class _Moved(BaseModel):
    """What is in the file."""

    ahead_seconds: float = Field(ge=0, allow_inf_nan=False, le=100 * 366 * 86400)


def load(file: Path) -> timedelta:
    """Return how far the clock was moved in earlier runs.

    Raises:
        KeepError: the file is not what we wrote, or cannot be read.
    """
    try:
        moved = _Moved.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return timedelta()
    except OSError as error:
        raise KeepError(f"{file} cannot be read ({error.strerror}). Name another folder.") from error
    except ValidationError as wrong:
        raise KeepError(f"{file} is damaged or not ours, and nothing was changed. Name another folder.") from wrong
    return timedelta(seconds=moved.ahead_seconds)


def save(file: Path, ahead: timedelta) -> None:
    """Write down how far the clock is moved. Where that fails it is logged: this run goes on all the same."""
    beside = file.with_suffix(".new")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
            opened.write(_Moved(ahead_seconds=ahead.total_seconds()).model_dump_json())
        beside.replace(file)
    except OSError as error:
        log.error("playground.not_kept", file=str(file), error=error.strerror)
