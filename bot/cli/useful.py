"""`careercheck useful`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.cli.opened import DEFAULT_DATABASE, DatabaseOption, kept


def useful(
    database: DatabaseOption = DEFAULT_DATABASE,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """Print how often people found each check useful, and how often not. Counts alone are kept."""
    from bot.store.useful import every  # noqa: PLC0415

    with kept(database) as found, found.reading() as connection:
        counts = every(connection)
    if as_json:
        typer.echo(json.dumps([count._asdict() for count in counts], indent=2))
    elif not counts:
        typer.echo("Nobody has said yet whether a check was useful.")
    for count in counts if not as_json else ():
        typer.echo(f"{count.workspace}  {count.what}: useful {count.yes}, not really {count.no}")
