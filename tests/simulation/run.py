"""One company's years from a seed, and how a broken promise is reported."""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Iterator, MutableMapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any

import structlog

from bot.store.engine import DatabaseBusy
from tests.simulation.books import Broken
from tests.simulation.company import Company
from tests.simulation.databases import KINDS, a_database
from tests.simulation.life import Life
from tests.simulation.trouble import Trouble

BEGINS = datetime(2026, 3, 2, 8, tzinfo=UTC)
A_YEAR = timedelta(days=365)
PEACE = timedelta(days=120)  # at the end nothing goes wrong any more, and everything owed is paid
EXPECTED = (DatabaseBusy,)
FOR_OPERATORS = frozenset({"lifecycle.shut_out"})  # nothing is wrong with the bot


@dataclass(frozen=True)
class Lived:
    """What came of a life: its years, its trace, which faults met which states, and how everything owed ended."""

    seed: int
    years: float
    trace: tuple[str, ...]
    met: Counter[tuple[str, str]]
    figures: Counter[str]

    @property
    def digest(self) -> str:
        """The trace as one word."""
        return sha256("\n".join(self.trace).encode()).hexdigest()[:16]


class Failure(AssertionError):
    """A life in which a promise was broken, with the command that lives it again."""


def live(seed: int, *, database: str = KINDS[0], last: int = 15) -> Lived:
    """Live the years that `seed` gives; `last` lines of the trace are shown where something breaks.

    Raises:
        Failure: a promise was broken.
    """
    chance = Random(f"life of {seed}")
    start = BEGINS + timedelta(days=chance.randrange(1400), minutes=chance.randrange(1440))
    years = chance.randrange(2, 8)
    with _founded(seed, database, start) as company:
        try:
            _live(company, start + A_YEAR * years)
        except Exception as error:
            shown = "\n".join(company.trace[-last:])
            raise Failure(f"{shown}\n\n{type(error).__name__}: {error}\n{_again(seed, database)}") from error
        figures = company.books.figures() + Counter(people=company.hired, beats=company.ticks)
        return Lived(seed, (company.now - start) / A_YEAR, tuple(company.trace), company.faults.met, figures)


def _live(company: Company, until: datetime) -> None:
    Life(company).begins()
    Trouble(company).begins()
    company.lives(until)
    company.faults.quiet = True
    company.operates()
    company.lives(company.now + PEACE)


def _again(seed: int, database: str) -> str:
    where = "" if database == KINDS[0] else f" --database {database if database in KINDS else 'URL'}"
    return f'Live it again: make simulate ARGS="--seed {seed}{where}"'


@contextmanager
def _founded(seed: int, kind: str, start: datetime) -> Iterator[Company]:
    with a_database(kind) as database, _errors_end_it():
        company = Company(seed, database, start)
        with closing(company.looks):
            yield company


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
    error = sys.exc_info()[1] if error is True else error
    if isinstance(error, EXPECTED) or line.get("event") in FOR_OPERATORS:
        raise structlog.DropEvent
    raise Broken(f"the bot logged {line.get('event')}: {line}") from (error if isinstance(error, Exception) else None)
