"""The one table: what was measured, as ratios, beside what was to be reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One goal and the ratios that are to meet it."""

    line: int
    what: str
    ratios: Mapping[str, float]  # what was measured -> ratio; "" where there is only one
    goal: float
    at_least: bool = False  # else at most

    @property
    def met(self) -> bool:
        """Tell whether every ratio meets the goal."""
        values = self.ratios.values()
        return all(value >= self.goal for value in values) if self.at_least else all(v <= self.goal for v in values)

    def cells(self) -> tuple[str, ...]:
        """Return what stands in the row."""
        shown = ", ".join(f"{name} {value:.2f}".strip() for name, value in self.ratios.items())
        sign = "≥" if self.at_least else "≤"
        return str(self.line), self.what, shown, f"{sign} {self.goal:g}", "yes" if self.met else "no"


HEAD = ("", "what", "ratio", "goal", "met")


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a table in Markdown."""
    cells = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEAD))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
