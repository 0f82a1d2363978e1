"""A line of the log of erasures: who was erased, and when. An id is personal, so there is only a salted hash of it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from bot.store.refused import Refused

_HEX = re.compile(r"[0-9a-f]+")
_LOST = (
    "Do not throw the whole log away: whoever stood in it comes back with a backup from before, and has to be erased "
    "again."
)


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


class LogUnreadable(Refused):
    """The log of erasures cannot be read: why, and how to mend it, in words for the operator.

    `flaw`: a word for why; `line`: which one is none, the first being 1.
    """

    def __init__(self, why: str, mend: str, *, flaw: str, line: int | None = None) -> None:
        super().__init__(f"{why}, and nothing was changed. {mend}")
        self.why = why
        self.mend = mend
        self.flaw = flaw
        self.line = line


def read(log: Path) -> Iterator[Erasure]:
    """Return every line, the oldest first.

    Raises:
        LogUnreadable: it cannot be read.
    """
    for number, line in enumerate(_lines(log), start=1):
        if not line.strip():
            continue  # whoever took a line out left its end
        try:
            yield _erasure(line.decode())
        except ValueError as error:
            raise LogUnreadable(
                f"Line {number} of the log of erasures {log} is none that careercheck wrote",
                f"Correct that line, or take it out and leave the others. {_LOST}",
                flaw="line",
                line=number,
            ) from error


def written(erasure: Erasure) -> str:
    """Return an erasure as its line."""
    return f"{erasure.at.isoformat()} {erasure.salt} {erasure.digest}\n"


def _lines(log: Path) -> list[bytes]:
    try:
        return log.read_bytes().splitlines()
    except FileNotFoundError:
        return []
    except PermissionError as error:
        raise LogUnreadable(
            f"The log of erasures {log} may not be read by the user that careercheck runs as",
            f"Give it to that user: chown USER {log}",
            flaw="permission",
        ) from error
    except OSError as error:
        raise LogUnreadable(
            f"The log of erasures {log} cannot be read ({error.strerror})",
            f"Mend that. {_LOST}",
            flaw="file",
        ) from error


def _erasure(line: str) -> Erasure:
    """Return what a line says. Raises ValueError: it is none."""
    at, salt, digest = line.split()
    erasure = Erasure(datetime.fromisoformat(at), salt, digest)
    if erasure.at.tzinfo is None or not (_HEX.fullmatch(salt) and _HEX.fullmatch(digest)):
        raise ValueError("no erasure")
    return erasure


def _digest(salt: str, workspace: str, user_id: str) -> str:
    return sha256(f"{salt}/{workspace}/{user_id}".encode()).hexdigest()
