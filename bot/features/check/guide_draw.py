"""From what was kept of a guide to its result."""

from __future__ import annotations

from collections.abc import Sequence

from advice import check as flow
from advice.catalog import Guide
from advice.check import Progress
from advice.guided import Conclusion, conclude
from advice.next_steps import is_plan, next_steps
from advice.plain_guide import as_text
from advice.so_far import so_far
from bot.features.check import guide_view
from bot.features.check.citing import citing
from bot.features.check.guide_view import Told
from bot.features.check.result_parts import Notes
from bot.runtime.blocks import Block, Rendered
from bot.runtime.drawing import Drawing
from bot.runtime.room import headed
from bot.store import results
from bot.store.results import ResultRow


def result(
    drawing: Drawing, row: ResultRow, guide: Guide, notes: Notes, *, about: Sequence[Block], more: Sequence[Block]
) -> Rendered:
    """Draw a finished result."""
    concluded = _conclude(drawing, row, guide)
    suggested = drawing.catalog.checks.get(concluded.suggestion.check) if concluded.suggestion else None
    told = Told(
        title=guide.title,
        value=f"{row.check_id}|{row.number}",
        conclusion=concluded,
        label=suggested.call if suggested else None,
        plan=is_plan(next_steps(guide, row.progress)),
    )
    return guide_view.result(told, citing(drawing.catalog), notes, about=about, more=more)


def partial(value: str, guide: Guide, progress: Progress, more: Sequence[Block]) -> Rendered:
    """Draw what was answered so far."""
    lines = []
    for asked in flow.questions(guide, progress):
        if asked.id in progress.given:
            choice = progress.given[asked.id].choice
            said = guide.answer(asked.id, choice).label if choice else "skipped"
            lines.append(f"{headed(asked.name)}: {said}")
    return guide_view.partial(value, guide.title, lines, so_far(guide, progress).left, more=more)


def text(drawing: Drawing, row: ResultRow, guide: Guide, notes: Notes) -> str:
    """Write a result as plain text. `notes`: question id -> notes."""
    return as_text(_conclude(drawing, row, guide), guide, notes, drawing.catalog.cite)


def line(row: ResultRow, guide: Guide) -> str:
    """Say in a few words what a result came to."""
    outcome = conclude(guide, row.progress).outcome
    return outcome.title if outcome else "all left open"


def _conclude(drawing: Drawing, row: ResultRow, guide: Guide) -> Conclusion:
    before = results.before(drawing.connection, row, drawing.workspace)
    return conclude(guide, row.progress, previous=before.progress if before else None)
