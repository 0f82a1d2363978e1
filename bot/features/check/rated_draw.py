"""From what was kept of a rated check to its result."""

from __future__ import annotations

from collections.abc import Sequence

from advice import check as flow
from advice import result as outcome
from advice.catalog import Rated
from advice.check import Progress
from bot.features.check import result_view
from bot.features.check.citing import citing
from bot.features.check.result_parts import Notes
from bot.runtime.blocks import Block, Rendered
from bot.runtime.drawing import Drawing
from bot.store import results
from bot.store.results import ResultRow


def result(
    drawing: Drawing, row: ResultRow, check: Rated, notes: Notes, *, about: Sequence[Block], more: Sequence[Block]
) -> Rendered:
    """Draw a finished result."""
    concluded = _conclude(drawing, row, check)
    cite = citing(drawing.catalog)
    return result_view.result(row.check_id, row.number, concluded, cite, notes, about=about, more=more)


def partial(drawing: Drawing, value: str, check: Rated, progress: Progress, more: Sequence[Block]) -> Rendered:
    """Draw what there is while questions are open."""
    left = len(flow.open_questions(check, progress))
    concluded = outcome.conclude_progress(check, progress)
    return result_view.partial(value, concluded, citing(drawing.catalog), left, more=more)


def text(drawing: Drawing, row: ResultRow, check: Rated, notes: Notes) -> str:
    """Write a result as plain text. `notes`: question id -> notes."""
    return outcome.as_text(_conclude(drawing, row, check), check, notes, drawing.catalog.cite)


def _conclude(drawing: Drawing, row: ResultRow, check: Rated) -> outcome.Result:
    before = results.before(drawing.connection, row, drawing.workspace)
    return outcome.conclude_progress(check, row.progress, previous=before.progress if before else None)
