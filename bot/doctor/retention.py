"""How many people the bot is about to erase because their time is over: seen beforehand, for nothing brings them back.

Also what whoever shortens the time wants to know first: with the new setting given, this command says it beside a bot
that still runs with the old one.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from bot.doctor.finding import Finding, ok, warning
from bot.doctor.patient import Patient
from bot.doctor.reading import read
from bot.features.mydata.retaining import Due
from bot.runtime.retained import YEARS
from bot.store.retention import AT_ONCE


def retention(patient: Patient) -> Iterator[Finding]:
    """Count whose time is over by the settings as they are given."""
    if patient.set_well(YEARS):
        yield from read(patient, _count)


def _count(patient: Patient, connection: Connection) -> Iterator[Finding]:
    years = patient.config.retention_years
    many = Due.at(patient.clock.now(), years).how_many(connection)
    if many == 0:
        kept = f"People are kept for {years} year{'' if years == 1 else 's'} after they were last here"
        yield ok("retention", f"{kept}, and nobody's time is over.")
        return
    yield warning(
        "retention",
        f"The time of {many:,} {'person' if many == 1 else 'people'} is over with {YEARS} at {years}: the bot erases "
        f"them, {AT_ONCE} an hour, and no backup brings them back. If you do not mean that, lengthen it before the bot "
        "starts with it. If they do not get fewer while it runs, look in its log for the job `retention` and for "
        "`mydata`.",
    )
