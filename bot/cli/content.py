"""Commands about what the bot asks and says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.said import fail

app = typer.Typer(no_args_is_help=True, help="Look at and check what the bot asks and says.")
ContentOption = Annotated[Path | None, typer.Option("--dir", help="A company's own content, laid over the built-in.")]
ReplaceOption = Annotated[bool, typer.Option("--replace", help="That content in place of the built-in.")]


@app.command("check")
def check(
    folder: ContentOption = None,
    replace: ReplaceOption = False,
) -> None:
    """Check the content files and say, for each problem, which file, which entry and why."""
    from bot.content import check_content  # noqa: PLC0415

    lines, fine = check_content(folder, replace=replace)
    typer.echo("\n".join(lines))
    if not fine:
        raise typer.Exit(1)


@app.command("list")
def list_(
    as_json: Annotated[
        bool, typer.Option("--json", help="The whole catalog with the facts that each entry cites.")
    ] = False,
    folder: ContentOption = None,
    replace: ReplaceOption = False,
) -> None:
    """List the content."""
    from advice.catalog import ContentError, load  # noqa: PLC0415
    from bot.content import folders, list_content  # noqa: PLC0415

    try:
        catalog = load(*folders(folder, replace=replace))
    except ContentError as error:
        fail(str(error))
    if as_json:
        typer.echo(json.dumps(list_content(catalog), indent=2, ensure_ascii=False))
        return
    for check in catalog.checks.values():
        typer.echo(f"{check.id}: {check.title}")
        for question in check.questions:
            typer.echo(f"  {question.id}  {question.name}  [{', '.join(question.facts)}]")
