"""`careercheck try`: the simulated Slack with the production bot connected to it, and its page in the browser."""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path

import typer

from bot.playground.simulated import SimulatedSlack
from bot.run import running, told_to_stop
from bot.runtime import logs
from bot.runtime.clock import SystemClock
from bot.runtime.config import Config


def run(*, port: int, browser: bool, record: Path | None) -> None:
    """Serve the playground on loopback until Ctrl-C."""
    logs.configure("WARNING")
    told = told_to_stop()
    with tempfile.TemporaryDirectory(prefix="careercheck-") as folder:
        data = Path(folder) / "playground.db"
        clock = SystemClock()
        slack = SimulatedSlack(clock, record=record, data=str(data))
        _start(slack, port)
        try:
            settings = Config(slack.bot_token, slack.app_token, slack.api_url, f"sqlite:///{data}")
            with running(settings, clock):
                _say(slack, data)
                if browser:
                    webbrowser.open(slack.url)
                told()
                typer.echo("\nStopping ...")
        finally:
            slack.stop()


def _start(slack: SimulatedSlack, port: int) -> None:
    try:
        slack.start(port)
    except OSError:
        slack.start(0)
        typer.echo(f"Port {port} is in use, so I took another.")


def _say(slack: SimulatedSlack, data: Path) -> None:
    typer.echo(f"\n  Careercheck is waiting for you at  {slack.url}\n")
    typer.echo("  You are Ana. Type /careercheck and press Enter.")
    typer.echo("  A simulated Slack on this computer; nothing leaves it.")
    typer.echo(f"  Kept until you stop: {data}")
    typer.echo("  Ctrl-C ends it.\n")
