"""One company's years from a seed, and how a broken promise is reported."""

from __future__ import annotations

import logging
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import structlog

from bot.store import migrate
from bot.store.engine import Database, DatabaseBusy
from tests.simulation.books import Broken
from tests.simulation.company import Company
from tests.simulation.life import Life
from tests.simulation.machine import FaultyDatabase
from tests.simulation.trouble import Trouble

BEGINS = datetime(2026, 3, 2, 8, tzinfo=UTC)
A_YEAR = timedelta(days=365)
PEACE = timedelta(days=120)  # at the end nothing goes wrong any more, and everything owed is paid
IN_MEMORY = Path("/dev/shm")  # a file system in memory, where there is one
EXPECTED = (DatabaseBusy,)


@dataclass(frozen=True)
class Lived:
    """What came of a life: its years, its trace, and which faults met which states."""

    seed: int
    years: float
    trace: tuple[str, ...]
    met: Counter[tuple[str, str]]
    told: int
    ticks: int

    @property
    def digest(self) -> str:
        """The trace as one word."""
        return sha256("\n".join(self.trace).encode()).hexdigest()[:16]


class Failure(AssertionError):
    """A life in which a promise was broken, with the command that lives it again."""


def live(seed: int, *, database: str = "", last: int = 15, spoil: Callable[[Company], None] | None = None) -> Lived:
    """Live the years that `seed` gives; `last` lines of the trace are shown where something breaks.

    `spoil` breaks the bot, or what it stands on, to see that it is found out.

    Raises:
        Failure: a promise was broken.
    """
    chance = Random(f"life of {seed}")
    start = BEGINS + timedelta(days=chance.randrange(1400), minutes=chance.randrange(1440))
    years = chance.randrange(2, 8)
    with _a_database(database) as made, _errors_end_it():
        company = Company(seed, made, start)
        if spoil is not None:
            spoil(company)
        try:
            _live(company, start + A_YEAR * years)
        except Exception as error:
            shown = "\n".join(company.trace[-last:])
            told = f'{shown}\n\n{type(error).__name__}: {error}\nLive it again: make simulate ARGS="--seed {seed}"'
            raise Failure(told) from error
        lived = (company.now - start) / A_YEAR
        told_ = sum(map(len, company.books.sent.values()))
        return Lived(seed, lived, tuple(company.trace), company.faults.met, told_, company.ticks)


def _live(company: Company, until: datetime) -> None:
    Life(company).begins()
    Trouble(company).begins()
    company.lives(until)
    company.faults.quiet, company.door.shut = True, False
    company.resumes()
    company.lives(company.now + PEACE)


@contextmanager
def a_quiet_company(start: datetime) -> Iterator[Company]:
    """Found a company without people, where nothing goes wrong and no day is a holiday."""
    with _a_database("") as made, _errors_end_it():
        company = Company(0, made, start, holidays=frozenset())
        company.faults.quiet = True
        yield company


@contextmanager
def _a_database(url: str) -> Iterator[FaultyDatabase]:
    with TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as name:
        folder = Path(name)
        if not url:
            shutil.copy(_empty(), folder / "sim.db")
        made = FaultyDatabase(url or f"sqlite:///{folder / 'sim.db'}")
        try:
            yield made
        finally:
            made.close()


@cache
def _empty() -> Path:
    """Return a database with nothing in it but its tables."""
    path = Path(mkdtemp()) / "empty.db"
    database = Database(f"sqlite:///{path}")
    migrate.upgrade(database)
    database.close()
    return path


@contextmanager
def _errors_end_it() -> Iterator[None]:
    """Let whatever the bot only logs as an error be a failure here."""
    before = structlog.get_config()
    structlog.configure(
        processors=[_ends],
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        cache_logger_on_first_use=False,
    )
    try:
        yield
    finally:
        structlog.configure(**before)


def _ends(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> str:
    error = line.get("exc_info")
    if isinstance(error, EXPECTED):
        raise structlog.DropEvent
    raise Broken(f"the bot logged {line.get('event')}: {line}") from (error if isinstance(error, Exception) else None)
