"""`careercheck try`: a playground that is served until somebody says stop, and its page in the browser."""

from __future__ import annotations

import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from bot.playground.demo import demo
from bot.playground.folder import SLACK, claimed
from bot.playground.trial import Trial
from bot.run import told_to_stop
from bot.runtime import logs
from bot.runtime.clock import SystemClock


def run(*, port: int, browser: bool, record: Path | None, data: Path | None, bare: bool = False) -> None:
    """Serve the playground on loopback until Ctrl-C.

    Args:
        port: of the page; a free one is taken where it is in use.
        browser: whether the page is opened.
        record: a file for the bot's calls, one JSON line each.
        data: the folder to keep it in; without one all is gone at the end.
        bare: without the two teams and their history.

    Raises:
        KeepError: it cannot be kept there.
        ServeError: the bot cannot start.
    """
    logs.configure("WARNING")
    with _folder(data) as folder:
        begun = bare or (folder / SLACK).exists()
        begin = None if begun else demo(SystemClock().now(), typer.echo)
        told = told_to_stop()
        trial = Trial(folder, kept=data is not None, record=record, demo=begin)
        try:
            if not trial.start(port):
                typer.echo(f"Port {port} is in use, so I took another.")
            _say(trial, kept=data is not None)
            if browser:
                webbrowser.open(trial.slack.url)
            told()
            typer.echo("\nStopping ...")
        finally:
            trial.stop()


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    if data is None:
        with tempfile.TemporaryDirectory(prefix="careercheck-") as temporary:
            yield Path(temporary)
    else:
        folder = data.expanduser().resolve()
        with claimed(folder):
            yield folder


def _say(trial: Trial, *, kept: bool) -> None:
    typer.echo(f"\n  Careercheck is waiting for you at  {trial.slack.url}\n")
    typer.echo("  You are Ana. Type /careercheck and press Enter.")
    typer.echo("  A simulated Slack on this computer; nothing leaves it.")
    if kept:
        typer.echo(f"  Kept in {trial.data.parent}, also after you stop.")
    else:
        typer.echo(f"  Kept until you stop (name a folder with --data to keep it): {trial.data}")
    typer.echo("  Ctrl-C ends it.\n")
