"""`careercheck resume`."""

from __future__ import annotations

from bot.cli.opened import DEFAULT_DATABASE, DatabaseOption, kept


def resume(database: DatabaseOption = DEFAULT_DATABASE) -> None:
    """Let nudges and reminders go again that wait because the clock jumped. Look at the clock first."""
    import typer  # noqa: PLC0415

    from bot.features.nudge.jump import resume as go_on  # noqa: PLC0415
    from bot.runtime.clock import SystemClock  # noqa: PLC0415
    from bot.store.ticks import waiting  # noqa: PLC0415

    with kept(database) as found:
        with found.reading() as connection:
            paused = sorted(waiting(connection))
        for workspace in paused:
            go_on(found, SystemClock(), workspace)
    typer.echo("They go again, in working hours and spread out." if paused else "Nothing was waiting for this.")
