"""`careercheck try`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.said import fail


def try_(
    port: Annotated[int, typer.Option(help="Port of the page; a free one is taken when it is in use.")] = 3000,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page.")] = True,
    record: Annotated[Path | None, typer.Option(help="Write each call to Slack's Web API as a JSON line.")] = None,
    data: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A folder to keep everything in; without one all is gone at the end."),
    ] = None,
    bare: Annotated[bool, typer.Option("--bare", help="Begin without the two teams and their history.")] = False,
) -> None:
    """Try the bot in a simulated Slack on this computer: no account, no token, no internet."""
    from bot.playground.kept import KeepError  # noqa: PLC0415
    from bot.playground.serving import run  # noqa: PLC0415
    from bot.run import ServeError  # noqa: PLC0415

    try:
        run(port=port, browser=browser, record=record, data=data, bare=bare)
    except (KeepError, ServeError) as error:
        fail(str(error))
