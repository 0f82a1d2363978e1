"""From a row of the outbox to what stands around checks: which is meant, which is for others, where it goes on."""

from __future__ import annotations

from collections.abc import Sequence

from advice import check as flow
from advice.by_path import by_path
from advice.catalog import Guide, Rated
from advice.so_far import so_far
from bot.features.check import list_view, under_way_view, view
from bot.features.check.draw import GONE, MOVED_ON, link_to, load
from bot.features.check.ids import stamp
from bot.features.check.under_way_view import UnderWay
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.store import checks, contents
from bot.store.checks import CheckRow


def which(drawing: Drawing) -> Outgoing:
    """Draw all that is under way."""
    return Outgoing(under_way_view.which(under_way(drawing)))


def under_way(drawing: Drawing) -> Sequence[UnderWay]:
    """Return all checks that are begun and not over, the newest first."""
    unfinished = checks.unfinished(drawing.connection, drawing.workspace, drawing.user_id)
    rows = [row for row in unfinished if row.state != "offered"]
    wanted = {(row.content, row.kind) for row in rows}
    known = contents.of_checks(drawing.connection, drawing.catalog, drawing.workspace, wanted)
    return [_under_way(drawing, row, known[row.content]) for row in rows]


def not_for_you(drawing: Drawing) -> Outgoing | Silence:
    """Draw what somebody hears for whom a guide is not."""
    guide = drawing.catalog.checks.get(drawing.ids["kind"])
    if not isinstance(guide, Guide) or guide.offered is None:
        return GONE
    words, instead = guide.offered.in_place(by_path(drawing.path, drawing.now.astimezone(drawing.tz).date()))
    label = drawing.catalog.checks[instead].call
    return Outgoing(list_view.not_for_you(words, instead, label))


def choice(drawing: Drawing) -> Outgoing | Silence:
    """Draw the choice between going on and starting over."""
    found = load(drawing)
    if found is None or found[0].state not in ("open", "paused"):
        return MOVED_ON
    row, check = found
    wanted = [check.section(section) for section in drawing.ids["wanted"]]
    done = so_far(check, row.progress).words
    return Outgoing(view.choice(stamp(row), check, row.progress, done, link_to(drawing, row), wanted=wanted))


def waiting(drawing: Drawing) -> Outgoing | Silence:
    """Draw where a check waits that was offered before and is not begun."""
    found = load(drawing)
    if found is None or found[0].state != "offered":
        return MOVED_ON
    row, check = found
    return Outgoing(view.waiting(flow.title(check, row.progress), link_to(drawing, row)))


def taken(drawing: Drawing) -> Outgoing | Silence:
    """Draw where it goes on for somebody who wrote outside the thread."""
    found = load(drawing)
    return GONE if found is None else Outgoing(view.taken(link_to(drawing, found[0])))


def not_begun(_drawing: Drawing) -> Outgoing | Silence:
    """Draw what somebody hears who writes into a thread that has not begun."""
    return Outgoing(view.not_begun())


def where(drawing: Drawing) -> Outgoing | Silence:
    """Draw what somebody hears who answers where no question is open."""
    found = load(drawing)
    if found is None:
        return GONE
    row, _ = found
    return Outgoing(view.no_question(stamp(row), row.state), thread_ts=row.thread_ts)


def _under_way(drawing: Drawing, row: CheckRow, check: Rated | Guide) -> UnderWay:
    title = flow.title(check, row.progress)
    return UnderWay(
        value=stamp(row),
        label=title if isinstance(check, Rated) else check.label,
        title=title,
        done=so_far(check, row.progress).words,
        paused=row.state == "paused",
        link=link_to(drawing, row),
    )
