"""`careercheck move`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opened import DEFAULT_DATABASE, DatabaseOption, opened
from bot.cli.said import fail


def move(
    file: Annotated[Path, typer.Argument(help="The SQLite file; it stays as it is.")],
    database: DatabaseOption = DEFAULT_DATABASE,
) -> None:
    """Copy all that is kept in a SQLite FILE into an empty PostgreSQL database. Not while the bot runs."""
    from bot.store.lock import only_one  # noqa: PLC0415
    from bot.store.move import move as move_rows  # noqa: PLC0415

    with opened(database) as target, opened(f"sqlite:///{file}", made=False) as source:
        if target.is_sqlite:
            fail("Name the PostgreSQL database to move to, in CAREERCHECK_DATABASE. A SQLite file is moved by backup.")
        with only_one(source):
            rows = move_rows(source, target)
    people = "1 person" if rows["people"] == 1 else f"{rows['people']:,} people"
    typer.echo(f"Copied {sum(rows.values()):,} rows of {people}.")
    typer.echo(f"Start the bot with the new database. {file} is as it was: delete it once you do not need it.")
