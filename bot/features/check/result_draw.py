"""From a row of the outbox to a result. What a result looks like is up to the kind of the check: see `_drawn`."""

from __future__ import annotations

from collections.abc import Sequence

from advice import check as flow
from advice.catalog import Guide, Rated
from bot.features.check import around_result_view, guide_draw, rated_draw
from bot.features.check.draw import GONE, load
from bot.features.check.ids import of_result, stamp
from bot.features.check.result_parts import about, thanks, was_it_useful
from bot.runtime.blocks import Block, Rendered
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.runtime.room import in_parts
from bot.store import checks, contents, history, notes, results, useful
from bot.store.checks import CheckRow
from bot.store.notes import Note
from bot.store.results import ResultRow


def result(drawing: Drawing) -> Outgoing | Silence:
    """Draw a finished result in its thread, shown in the conversation too."""
    row = results.load(drawing.connection, drawing.workspace, drawing.ids["check"], drawing.ids["number"])
    found = load(drawing)
    if row is None or found is None:
        return GONE
    judged = useful.is_judged(drawing.connection, drawing.workspace, row.check_id)
    more = () if judged else was_it_useful(f"{row.check_id}|{row.number}")
    return Outgoing(_drawn(drawing, row, found[1], more), thread_ts=found[0].thread_ts, broadcast=True)


def judged(drawing: Drawing) -> Outgoing | Silence:
    """Draw a result anew, once somebody said whether it was useful."""
    row = results.load(drawing.connection, drawing.workspace, drawing.ids["check"], drawing.ids["number"])
    found = load(drawing)
    if row is None or found is None:
        return GONE
    return Outgoing(_drawn(drawing, row, found[1], thanks()), target=drawing.ids["ts"])


def last(drawing: Drawing) -> Outgoing | Silence:
    """Draw the newest result, or what there is of an open check, wherever the person asked for it.

    Where the ids name a check it is that one, or the newest of its kind; else the newest of all, with a way to others.
    """
    wanted = drawing.ids.get("check")
    row = checks.load(drawing.connection, drawing.workspace, wanted) if wanted else None
    if row is not None and row.user_id != drawing.user_id:
        return GONE
    shown = _newest(drawing, row.kind if row else None)
    if shown is None:
        return Outgoing(around_result_view.nothing_yet())
    more = () if wanted else around_result_view.others(_others(drawing, shown.kind))
    check = _content(drawing, shown)
    if isinstance(shown, ResultRow):
        return Outgoing(_drawn(drawing, shown, check, more))
    return Outgoing(_so_far(drawing, shown, check, more))


def copy(drawing: Drawing) -> Outgoing | Silence:
    """Draw one part of a result as plain text."""
    found = load(drawing)
    parts = copy_parts(drawing)
    if found is None or drawing.ids["part"] >= len(parts):
        return GONE
    return Outgoing(around_result_view.plain_copy(parts[drawing.ids["part"]]), thread_ts=found[0].thread_ts)


def copy_parts(drawing: Drawing) -> list[str]:
    """Return a result as plain text, cut between lines into parts that fit a message each."""
    row = results.load(drawing.connection, drawing.workspace, drawing.ids["check"], drawing.ids["number"])
    found = load(drawing)
    if row is None or found is None:
        return []
    kept: dict[str, list[str]] = {}
    for note in notes.of_check(drawing.connection, drawing.workspace, row.check_id):
        kept.setdefault(note.question, []).append(note.text)
    check = found[1]
    if isinstance(check, Rated):
        return in_parts(rated_draw.text(drawing, row, check, kept))
    return in_parts(guide_draw.text(drawing, row, check, kept))


def _drawn(drawing: Drawing, row: ResultRow, check: Rated | Guide, more: Sequence[Block]) -> Rendered:
    kept = _notes(check, notes.of_check(drawing.connection, drawing.workspace, row.check_id))
    earlier = results.is_corrected(drawing.connection, drawing.workspace, row)
    which = about(flow.title(check, row.progress), row.finished_at, corrected=row.number > 1, earlier=earlier)
    if isinstance(check, Rated):
        return rated_draw.result(drawing, row, check, kept, about=which, more=more)
    return guide_draw.result(drawing, row, check, kept, about=which, more=more)


def _so_far(drawing: Drawing, row: CheckRow, check: Rated | Guide, more: Sequence[Block]) -> Rendered:
    if isinstance(check, Rated):
        return rated_draw.partial(drawing, stamp(row), check, row.progress, more)
    return guide_draw.partial(stamp(row), check, row.progress, more)


def _newest(drawing: Drawing, kind: str | None) -> CheckRow | ResultRow | None:
    """Return an open check with answers or a result, whichever is newer; an open one comes first of its own kind."""
    here = (drawing.connection, drawing.workspace, drawing.user_id)
    begun = next((row for row in checks.unfinished(*here, kind) if row.progress.given), None)
    done = results.last(*here, kind) if kind else results.newest(*here)
    if begun is None or done is None or begun.kind == done.kind:
        return begun or done
    return begun if begun.touched_at > done.finished_at else done


def _others(drawing: Drawing, kind: str) -> list[tuple[str, str]]:
    """Return the other checks of which there is something to show: what each is called, and its button's value."""
    here = (drawing.connection, drawing.workspace, drawing.user_id)
    begun = [row for row in checks.unfinished(*here) if row.progress.given]
    rows: dict[str, CheckRow | ResultRow] = {row.kind: row for row in history.latest(*here, each=1)}
    rows |= {row.kind: row for row in begun}
    rows.pop(kind, None)
    return [(_content(drawing, row).label, _shown_by(row)) for row in rows.values()]


def _shown_by(row: CheckRow | ResultRow) -> str:
    """Return the value of a button that shows it."""
    return of_result(row.check_id, row.number) if isinstance(row, ResultRow) else row.id


def _content(drawing: Drawing, row: CheckRow | ResultRow) -> Rated | Guide:
    return contents.of_check(drawing.connection, drawing.catalog, drawing.workspace, row.content, row.kind)


def _notes(check: Rated | Guide, written: Sequence[Note]) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = {}
    for note in written:
        kept.setdefault(check.question(note.question).name, []).append(note.text)
    return kept
