"""`careercheck preview`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.cli.said import fail


def preview(
    view: Annotated[str | None, typer.Argument(help="Only this view, like check.question.")] = None,
) -> None:
    """Print every view, at its ordinary and its worst case, as Block Kit JSON."""
    from bot.preview import previews  # noqa: PLC0415

    shown = {name: cases for name, cases in previews().items() if view in (None, name)}
    if not shown:
        fail(f"There is no view {view}.")
    typer.echo(json.dumps(shown, indent=2, ensure_ascii=False))
