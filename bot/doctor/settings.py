"""Are the settings complete, and are the secrets kept?"""

from __future__ import annotations

from collections.abc import Iterator

from advice.catalog import ContentError
from bot.doctor.finding import Finding, ok, problem, warning
from bot.doctor.patient import Patient
from bot.runtime.config import Config
from bot.runtime.secret_files import open_to_others

NAMES = {"socket": "Socket Mode", "http": "HTTP"}


def settings(patient: Patient) -> Iterator[Finding]:
    """Look at what is set."""
    for said in patient.problems:
        yield problem("settings", f"{said}.")
    for name in open_to_others(patient.environ):
        yield warning("settings", f"Anybody on this machine can read the file that {name} names: chmod 600 it.")
    if not patient.problems:
        yield ok("settings", f"All that {NAMES[patient.config.transport]} needs is set.")


def teams(patient: Patient) -> Iterator[Finding]:
    """Say what was chosen about teams, as far as it is not what everybody has."""
    chosen, usual = patient.config, Config("")
    if chosen.team_makers is not None:
        many = len(chosen.team_makers)
        yield ok("teams", f"{many} {'person' if many == 1 else 'people'} may make teams.")
    if chosen.terms != usual.terms:
        terms = chosen.terms
        every = f"one every {terms.months} months at most, epsilon {terms.epsilon}"
        yield ok("teams", f"Summaries are stricter than they must be: {terms.people} people or more, {every}.")


def content(patient: Patient) -> Iterator[Finding]:
    """Load what the bot asks and says."""
    from bot.content import configured  # noqa: PLC0415 - dear to import

    try:
        catalog = configured(patient.config)
    except ContentError as error:
        many = len(error.problems)
        some = f"{many} problem{'s' if many > 1 else ''}"
        folder = patient.config.content
        how = f" --dir {folder}" if folder else ""
        yield problem("content", f"{some}; `careercheck content check{how}` names each.")
        return
    yield ok("content", f"In order: {', '.join(catalog.checks)}.")
