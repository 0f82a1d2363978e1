"""From a row of the outbox to the history: loads what is kept, compares, and calls the pure view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from advice import check as flow
from advice.catalog import Guide, Rated
from advice.guided import conclude
from advice.moves import How, Taken, compared, moved
from advice.trend import in_words, trend
from bot.features.history import chart_view, questions_view, view
from bot.features.history.chart_view import Over
from bot.features.history.questions_view import Line
from bot.features.history.view import Entry
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.store import contents, history
from bot.store.history import Past
from bot.store.results import ResultRow

RATED = "set"  # the check whose results are drawn over time
PAGE = 6  # checks on a page
LOOKED_AT, POINTS = 20, 6  # results that a chart is looked for in, and that are in it

Contents = Mapping[str, Rated | Guide]


def page(drawing: Drawing) -> Outgoing:
    """Draw a page of finished checks; the first one begins with how it went over time."""
    here = (drawing.connection, drawing.workspace, drawing.user_id)
    after = drawing.ids.get("after")
    found = history.page(*here, most=PAGE + 1, after=after)
    past, more = found[:PAGE], bool(found[PAGE:])
    run = [] if after else history.run(*here, RATED, most=LOOKED_AT)
    known = _contents(drawing, [row for one in past for row in _rows(one)] + list(run))
    rendered = view.page(
        [_entry(drawing, one, known) for one in past],
        _over(drawing, run, known),
        older=past[-1].first.check_id if more else None,
        first=after is None,
        to_read=bool(drawing.ids.get("to_read")),
    )
    return Outgoing(rendered, thread_ts=drawing.ids.get("thread_ts") or None)


def questions(drawing: Drawing) -> Outgoing | Silence:
    """Draw one finished check question by question."""
    past = history.one(drawing.connection, drawing.workspace, drawing.user_id, drawing.ids["check"])
    if past is None:
        return Silence("gone")
    known = _contents(drawing, _rows(past))
    now, first = _taken(past.last, known), _taken(past.first, known)
    before = _taken(past.before, known) if past.before else None
    lines = [
        Line(one, first.label(one.question) if _corrected(one.question, first, now) else None)
        for one in compared(now, before)
    ]
    entry = _entry(drawing, past, known)
    return Outgoing(questions_view.questions(entry, lines))


def _corrected(question: str, first: Taken, now: Taken) -> bool:
    return first.progress.answers.get(question) != now.progress.answers.get(question)


def _entry(drawing: Drawing, past: Past, known: Contents) -> Entry:
    now = _taken(past.last, known)
    before = _taken(past.before, known) if past.before else None
    every = compared(now, before)
    return Entry(
        check=past.last.check_id,
        number=past.last.number,
        title=flow.title(now.check, now.progress),
        on=_day(drawing, past.first),
        came_to=_came_to(now),
        corrected=_day(drawing, past.last) if past.corrected else None,
        at_first=_came_to(_taken(past.first, known)) if past.corrected else None,
        before=_day(drawing, past.before) if past.before else None,
        moved=moved(now, before),
        same=sum(one.how is How.SAME for one in every),
        added=sum(one.how is How.ADDED for one in every),
        gone=sum(one.how is How.GONE for one in every),
    )


def _over(drawing: Drawing, run: Sequence[ResultRow], known: Contents) -> Over | None:
    found = trend([_taken(row, known) for row in run], POINTS)
    if found is None:
        return None
    days = chart_view.labels([_day(drawing, run[place]) for place in found.places])
    return Over(known[run[-1].content].title, days, found.strong, found.grew)


def _came_to(taken: Taken) -> str:
    """Say in a few words what a result came to."""
    if isinstance(taken.check, Rated):
        return in_words(taken.check, taken.progress)
    outcome = conclude(taken.check, taken.progress).outcome if isinstance(taken.check, Guide) else None
    return outcome.title if outcome else "All left open"


def _contents(drawing: Drawing, rows: Iterable[ResultRow]) -> Contents:
    wanted = {(row.content, row.kind) for row in rows}
    return contents.of_checks(drawing.connection, drawing.catalog, drawing.workspace, wanted)


def _rows(past: Past) -> list[ResultRow]:
    return [past.first, past.last, *([past.before] if past.before else [])]


def _taken(row: ResultRow, known: Contents) -> Taken:
    return Taken(known[row.content], row.progress)


def _day(drawing: Drawing, row: ResultRow) -> date:
    """Return when a result was kept, as a date where the person is."""
    return row.finished_at.astimezone(drawing.tz).date()
