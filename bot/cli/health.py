"""`careercheck health`."""

from __future__ import annotations

import typer

from bot.cli.opened import DEFAULT_DATABASE, DatabaseOption, kept
from bot.cli.said import fail


def health(database: DatabaseOption = DEFAULT_DATABASE) -> None:
    """Say whether the bot on this machine is alive; ends with 1 where it is not. For containers and monitors."""
    import socket  # noqa: PLC0415

    from bot.health import health as judged  # noqa: PLC0415
    from bot.runtime.clock import SystemClock  # noqa: PLC0415
    from bot.store.episodes import stopped  # noqa: PLC0415
    from bot.store.processes import every  # noqa: PLC0415

    with kept(database) as found, found.reading() as connection:
        verdict = judged(every(connection), stopped(connection), socket.gethostname(), SystemClock().now())
    if not verdict.well:
        fail(verdict.said)
    typer.echo(verdict.said)
