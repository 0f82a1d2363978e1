"""Commands about one person."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.cli.opened import DEFAULT_DATABASE, DatabaseOption, kept
from bot.cli.said import fail

app = typer.Typer(no_args_is_help=True, help="Hand over or erase what is kept about a person.")


@app.command("export")
def export_(workspace: str, user: str, database: DatabaseOption = DEFAULT_DATABASE) -> None:
    """Print everything kept about a person, as JSON."""
    from bot.store.person import export  # noqa: PLC0415

    with kept(database) as found, found.reading() as connection:
        typer.echo(json.dumps(export(connection, workspace, user), indent=2, ensure_ascii=False))


@app.command("erase")
def erase_(
    workspace: str,
    user: str,
    database: DatabaseOption = DEFAULT_DATABASE,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase everything kept about a person. There is no way back."""
    from bot.runtime.clock import SystemClock  # noqa: PLC0415
    from bot.store.erased import forget  # noqa: PLC0415
    from bot.store.erasures import log_of  # noqa: PLC0415
    from bot.store.held import count  # noqa: PLC0415

    with kept(database) as found:
        with found.reading() as connection:
            if not count(connection, workspace, user):
                fail(
                    f"Nothing is kept about {user} in {workspace}, so nobody was erased. Look whether both ids are "
                    "right: Slack's of the workspace (T...) comes first, then the person's (U...)."
                )
        if not yes:
            typer.confirm(f"Erase everything kept about {user}?", abort=True)
        gone = forget(found, workspace, user, SystemClock().now())
        if log_of(found) is None:
            typer.echo("A dump made before still has this person: after a pg_restore, erase them again.", err=True)
    typer.echo(json.dumps(gone, indent=2))
