"""What the checks look at: the settings as far as they make sense, and what can be reached with them."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.runtime.clock import Clock
from bot.runtime.config import Config
from bot.store.engine import BadUrl, Database


@dataclass(frozen=True)
class Patient:
    """A set-up to be examined."""

    environ: Mapping[str, str]
    config: Config
    problems: tuple[str, ...]  # of the settings
    clock: Clock
    database: Database | BadUrl
    host: str = field(default_factory=socket.gethostname)

    @property
    def file(self) -> Path | None:
        """The database file, where it is one."""
        if isinstance(self.database, BadUrl) or not self.database.is_sqlite:
            return None
        return Path(str(self.database.url.database))

    def set_well(self, name: str) -> bool:
        """Tell whether nothing is wrong with a setting."""
        return not any(name in problem for problem in self.problems)


def at_least(age: timedelta, minutes: float) -> bool:
    """Tell whether something is as old as `minutes`."""
    return age >= timedelta(minutes=minutes)
