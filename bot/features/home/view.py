"""How Home and the status look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.features.home.room import LEFT_OUT, fitted
from bot.runtime.blocks import Block, Rendered, RenderedView, actions, button, context, divider, header, home, message
from bot.runtime.blocks import section as paragraph
from bot.runtime.room import shorten

EVERY = actions("results.go", button("All results", "history.show"))
EVIDENCE = paragraph(
    "evidence",
    "What you noted, finished and wrote down is your brag document: for a promotion, a CV or your next 1:1.",
    button("My brag document", "brag.show"),
)
KEPT = "Kept about you: {}, and what you told me of your steps, path, brag document and teams. Only you see it here."
NO_STEPS = "None open. Under a result there is a button to pick one."


@dataclass(frozen=True)
class Sections:
    """What the features put on Home, in the order of what matters now: each may be empty."""

    here: Sequence[Block]  # continue or start
    missed: Sequence[Block]  # what was meant to be said and may not have been seen
    path: Sequence[Block]
    results: Sequence[Block]
    steps: Sequence[Block]
    teams: Sequence[Block]
    advice: Sequence[Block]
    settings: Sequence[Block]


def tab(sections: Sections, kept: str, *, evidence: bool, instead_of_chart: Block | None) -> RenderedView:
    """The Home tab.

    Args:
        sections: what the features put on it.
        kept: what is kept about the person, in a line.
        evidence: whether they may have some.
        instead_of_chart: stands in where Slack draws no charts.
    """

    def draw(missed: Sequence[Block], results: Sequence[Block], steps: Sequence[Block], *, short: bool) -> list[Block]:
        return [
            header("title", "Where you are"),
            *sections.here,
            *missed,
            *_headed("path", "Your career path", sections.path),
            *_headed("results", "Your last results", [*results, EVERY] if results else []),
            *_headed("steps", "Your next steps", steps or [paragraph("no_steps", NO_STEPS)]),
            *_headed("teams", "Your teams", sections.teams),
            *([context("short", LEFT_OUT)] if short else []),
            divider("line.advice"),
            *sections.advice,
            *_headed("mine", "Your settings and your data", [*sections.settings, *data]),
        ]

    data = [*([EVIDENCE] if evidence else []), paragraph("kept", kept, button("My data", "mydata.show"))]
    drawn = fitted(draw, sections.missed, sections.results, sections.steps)
    return home(*drawn, instead_of_chart=instead_of_chart)


def status(words: str, here: Sequence[Block], results: Sequence[Block], steps: Sequence[Block]) -> Rendered:
    """The same as a message."""

    def draw(results: Sequence[Block], steps: Sequence[Block], *, short: bool) -> list[Block]:
        return [
            *here,
            *([*results, EVERY] if results else []),
            *([paragraph("steps", "*Your next steps*"), *steps] if steps else []),
            *([context("short", LEFT_OUT)] if short else []),
        ]

    return message(shorten(words), *fitted(draw, results, steps, blocks=50))


def _headed(name: str, title: str, blocks: Sequence[Block]) -> list[Block]:
    """A section with a line above it and its title; nothing where it is empty."""
    return [divider(f"line.{name}"), header(f"{name}.title", title), *blocks] if blocks else []
