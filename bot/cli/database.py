"""Commands about the database as a whole."""

from __future__ import annotations

import typer

from bot.cli.opened import DEFAULT_DATABASE, DatabaseOption, opened
from bot.cli.said import fail


def migrate(database: DatabaseOption = DEFAULT_DATABASE) -> None:
    """Bring the database to the schema of this version."""
    from bot.store.migrate import BrokenReferences, SchemaTooNew, current, upgrade  # noqa: PLC0415

    with opened(database) as found:
        try:
            upgrade(found)
        except SchemaTooNew as error:
            fail(str(error))
        except BrokenReferences as error:
            fail(f"The database was left as it was: {error}.")
        typer.echo(f"The database is at {current(found)}.")
