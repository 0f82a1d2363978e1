"""Asks the advice cards from the command line, offline and without settings."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.cli.content import ContentOption, ReplaceOption, read


def ask(
    words: Annotated[list[str], typer.Argument(help='What you would ask the bot: "Am I too rusty?"')],
    as_json: Annotated[bool, typer.Option("--json", help="Every card that fits, with score and fact ids.")] = False,
    role: Annotated[str | None, typer.Option("--role", help="The asker's role; it weighs little.")] = None,
    folder: ContentOption = None,
    replace: ReplaceOption = False,
) -> None:
    """Print the advice cards that answer a question, the best first, with their scores and the facts they carry."""
    from bot.content import asked, asked_in_words  # noqa: PLC0415

    catalog, text = read(folder, replace=replace), " ".join(words)
    if as_json:
        typer.echo(json.dumps(asked(catalog, text, role), indent=2, ensure_ascii=False))
    else:
        typer.echo("\n".join(asked_in_words(catalog, text, role)))
