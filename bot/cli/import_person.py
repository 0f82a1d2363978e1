"""`careercheck import-person`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opened import DEFAULT_DATABASE, DatabaseOption, kept
from bot.cli.said import fail


def import_person(
    file: Annotated[Path, typer.Argument(help="The JSON file of an export.")],
    user: Annotated[str, typer.Option("--user", help="Whose it is: their user id in Slack.")],
    another: Annotated[
        bool, typer.Option("--from-another-account", help="It is an export of another account, and meant to be theirs.")
    ] = False,
    workspace: Annotated[str, typer.Option("--workspace", help="Slack's team id; else the file's own.")] = "",
    database: DatabaseOption = DEFAULT_DATABASE,
) -> None:
    """Offer a person their export to take in again. Nothing is taken in before they press *Take it in*."""
    from bot.features.mydata.importing import offer  # noqa: PLC0415
    from bot.runtime.clock import SystemClock  # noqa: PLC0415
    from bot.store.taken_in import FOREIGN, HUGE, LONGEST, whose  # noqa: PLC0415

    try:
        if file.stat().st_size > LONGEST:
            fail(HUGE)
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        fail(f"{file} cannot be read ({error.strerror}).")
    except ValueError:
        fail(FOREIGN)
    with kept(database) as found:
        offer(found, SystemClock(), workspace or whose(text)[0], user, text, from_another=another)
    typer.echo("They are asked in their direct message within a minute. Nothing is taken in before they say yes.")
