"""How Home and the status look."""

from __future__ import annotations

from collections.abc import Sequence

from bot.runtime.blocks import Block, Rendered, RenderedView, context, divider, header, home, message, section

NO_STEPS = "None open. Under a result there is a button to pick one."


def tab(
    here: Sequence[Block],
    path: Sequence[Block],
    steps: Sequence[Block],
    *,
    teams: Sequence[Block],
    advice: Sequence[Block],
    settings: Sequence[Block],
    kept: str,
) -> RenderedView:
    """The Home tab: where I am, my path, next steps, teams if any, advice, settings and what is kept of me."""
    return home(
        header("title", "Where you are"),
        *here,
        divider("line.path"),
        header("path.title", "Your career path"),
        *path,
        divider("line"),
        header("steps", "Your next steps"),
        *(steps or [section("no_steps", NO_STEPS)]),
        *([divider("line.teams"), header("teams", "Your teams"), *teams] if teams else []),
        divider("line.advice"),
        *advice,
        divider("line.kept"),
        *settings,
        context("kept", kept),
    )


def status(words: str, here: Sequence[Block], steps: Sequence[Block]) -> Rendered:
    """The same as a message."""
    return message(
        words,
        *here,
        *([section("steps", "*Your next steps*"), *steps] if steps else []),
    )
