"""Commands about what the bot asks and says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.said import fail

if TYPE_CHECKING:
    from advice.catalog import Catalog

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
    from bot.content import list_content  # noqa: PLC0415

    catalog = read(folder, replace=replace)
    if as_json:
        typer.echo(json.dumps(list_content(catalog), indent=2, ensure_ascii=False))
        return
    for check in catalog.checks.values():
        typer.echo(f"{check.id}: {check.title}")
        for question in check.questions:
            typer.echo(f"  {question.id}  {question.name}  [{', '.join(question.facts)}]")
    for topic in catalog.topics.values():
        typer.echo(f"{topic.id}: {topic.title}")
        for card in catalog.cards_of(topic.id):
            typer.echo(f"  {card.id}  {card.title}  [{', '.join(card.facts)}]")


@app.command("coverage")
def coverage(
    everything: Annotated[bool, typer.Option("--list", help="Every fact, with the entries that carry it.")] = False,
    folder: ContentOption = None,
    replace: ReplaceOption = False,
) -> None:
    """Say which facts of the sources nothing in the content carries yet."""
    from bot.content import coverage as covered  # noqa: PLC0415

    lines, whole = covered(read(folder, replace=replace), everything=everything)
    typer.echo("\n".join(lines))
    if not whole:
        raise typer.Exit(1)


def read(folder: Path | None, *, replace: bool) -> Catalog:
    """Load the content for a command, or end it with every problem that there is."""
    from advice.catalog import ContentError, load  # noqa: PLC0415
    from bot.content import folders  # noqa: PLC0415

    try:
        return load(*folders(folder, replace=replace))
    except ContentError as error:
        fail(str(error))
