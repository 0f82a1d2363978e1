"""`careercheck audit`."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opened import DEFAULT_DATABASE, DatabaseOption, kept

if TYPE_CHECKING:
    from bot.store.audit import Entry

MOST_DAYS = 366


def audit(
    database: DatabaseOption = DEFAULT_DATABASE,
    days: Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="How far to look back.")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """Print who read, handed over or was refused what, newest first: ids and times, neither content nor names.

    The same refusal of the same person is written once a minute. What is older than a year is forgotten.
    """
    from bot.runtime.clock import SystemClock  # noqa: PLC0415
    from bot.store.audit import every  # noqa: PLC0415

    since = SystemClock().now() - timedelta(days=days)
    with kept(database) as found, found.reading() as connection:
        entries = every(connection, since)
    if as_json:
        typer.echo(json.dumps([_plain(entry) for entry in entries], indent=2))
    elif not entries:
        typer.echo(f"Nothing was done with teams, and nothing refused, in the last {days} days.")
    for entry in entries if not as_json else ():
        typer.echo(_line(entry))


def _line(entry: Entry) -> str:
    who = entry.user_id or "(erased)"
    about = f"  team {entry.about}" if entry.about else ""
    return f"{entry.at:%Y-%m-%d %H:%M:%S}Z  {entry.workspace}  {who}  {entry.action}  {entry.outcome}{about}"


def _plain(entry: Entry) -> dict[str, str | None]:
    return {
        "at": entry.at.isoformat(),
        "workspace": entry.workspace,
        "user_id": entry.user_id,
        "action": entry.action,
        "team_id": entry.about,
        "outcome": entry.outcome,
    }
