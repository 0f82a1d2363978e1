"""`careercheck manifest`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from bot.cli.said import fail


def manifest(
    transport: Annotated[
        Literal["socket", "http"], typer.Option(help="How Slack reaches the bot: over Socket Mode, or at --url.")
    ] = "socket",
    url: Annotated[str | None, typer.Option(help="With http: the public https address of the bot.")] = None,
    written: Annotated[Literal["json", "yaml"], typer.Option("--format", help="Slack takes both.")] = "json",
) -> None:
    """Print the manifest to create the Slack app from: its command, events and the least scopes it can do with."""
    from bot.declared import FEATURES  # noqa: PLC0415
    from bot.manifest.address import BadAddress, request_url  # noqa: PLC0415
    from bot.manifest.document import manifest as document  # noqa: PLC0415
    from bot.manifest.written import as_json, as_yaml  # noqa: PLC0415

    if transport == "http" and url is None:
        fail("Over HTTP Slack has to know where the bot is: add --url https://careercheck.example.com.")
    if transport == "socket" and url is not None:
        fail("Over Socket Mode Slack calls no address: leave out --url, or add --transport http.")
    try:
        address = None if url is None else request_url(url)
    except BadAddress as error:
        fail(str(error))
    made = document(FEATURES, address)
    typer.echo(as_yaml(made) if written == "yaml" else as_json(made))
