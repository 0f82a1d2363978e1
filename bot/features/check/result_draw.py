"""From a row of the outbox to a result: load what was kept, conclude, and call the pure view."""

from __future__ import annotations

from collections.abc import Sequence

from advice import check as flow
from advice import result as outcome
from advice.catalog import Check
from bot.features.check import result_view
from bot.features.check.draw import GONE, load
from bot.features.check.ids import SET, stamp
from bot.runtime.blocks import Rendered
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.store import checks, contents, notes, results
from bot.store.checks import CheckRow
from bot.store.notes import Note
from bot.store.results import ResultRow

ROOM_TO_COPY = 2800  # characters of plain text in one message


def result(drawing: Drawing) -> Outgoing | Silence:
    """Draw a finished result in its thread, shown in the conversation too."""
    row = results.load(drawing.connection, drawing.workspace, drawing.ids["check"], drawing.ids["number"])
    found = load(drawing)
    if row is None or found is None:
        return GONE
    return Outgoing(_result_card(drawing, row, found[1]), thread_ts=found[0].thread_ts, broadcast=True)


def last(drawing: Drawing) -> Outgoing | Silence:
    """Draw the newest result, or what there is of an open check, wherever the person asked for it."""
    for row in checks.unfinished(drawing.connection, drawing.workspace, drawing.user_id, SET):
        if row.progress.given:
            return _partial(drawing, row)
    found = results.last(drawing.connection, drawing.workspace, drawing.user_id, SET)
    if found is None:
        return Outgoing(result_view.nothing_yet())
    check = contents.of_check(drawing.connection, drawing.catalog, drawing.workspace, found.content, SET)
    return Outgoing(_result_card(drawing, found, check))


def copy(drawing: Drawing) -> Outgoing | Silence:
    """Draw one part of a result as plain text."""
    found = load(drawing)
    parts = copy_parts(drawing)
    if found is None or drawing.ids["part"] >= len(parts):
        return GONE
    return Outgoing(result_view.plain_copy(parts[drawing.ids["part"]]), thread_ts=found[0].thread_ts)


def copy_parts(drawing: Drawing) -> list[str]:
    """Return a result as plain text, cut between lines into parts that fit a message each."""
    row = results.load(drawing.connection, drawing.workspace, drawing.ids["check"], drawing.ids["number"])
    found = load(drawing)
    if row is None or found is None:
        return []
    kept: dict[str, list[str]] = {}
    for note in notes.of_check(drawing.connection, drawing.workspace, row.check_id):
        kept.setdefault(note.question, []).append(note.text)
    text = outcome.as_text(_conclude(drawing, row, found[1]), found[1], kept, drawing.catalog.cite)
    return _parts(text)


def _partial(drawing: Drawing, row: CheckRow) -> Outgoing:
    check = contents.of_check(drawing.connection, drawing.catalog, drawing.workspace, row.content, row.kind)
    left = len(flow.open_questions(check, row.progress))
    concluded = outcome.conclude_progress(check, row.progress)
    return Outgoing(result_view.partial(stamp(row), concluded, drawing.catalog.cite, left))


def _result_card(drawing: Drawing, row: ResultRow, check: Check) -> Rendered:
    kept = notes.of_check(drawing.connection, drawing.workspace, row.check_id)
    concluded = _conclude(drawing, row, check)
    return result_view.result(row.check_id, row.number, concluded, drawing.catalog.cite, _notes(check, kept))


def _conclude(drawing: Drawing, row: ResultRow, check: Check) -> outcome.Result:
    before = results.before(drawing.connection, row, drawing.workspace, check.id)
    return outcome.conclude_progress(check, row.progress, previous=before.progress if before else None)


def _notes(check: Check, written: Sequence[Note]) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = {}
    for note in written:
        kept.setdefault(check.question(note.question).name, []).append(note.text)
    return kept


def _parts(text: str) -> list[str]:
    parts = [""]
    for line in text.splitlines(keepends=True):
        for piece in (line[at : at + ROOM_TO_COPY] for at in range(0, len(line), ROOM_TO_COPY)):
            if len(parts[-1]) + len(piece) > ROOM_TO_COPY:
                parts.append("")
            parts[-1] += piece
    return parts
