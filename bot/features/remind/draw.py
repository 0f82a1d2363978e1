"""From rows to reminders: whether each is still to be said, and what it says."""

from __future__ import annotations

from datetime import timedelta

from advice import check as flow
from advice.recheck import Recheck, next_recheck_after
from advice.so_far import so_far
from bot.features.remind import view
from bot.features.remind.view import Again
from bot.runtime import links
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.runtime.said import Said
from bot.store import checks, contents, results, steps
from bot.store.checks import CheckRow
from bot.store.occasions import Occasion
from bot.store.steps import Step

A_DAY = timedelta(days=1)
UNDER_WAY = ("open", "paused")


def offer(drawing: Drawing) -> Outgoing | Silence:
    """Draw the question how often to check again, in the thread of the first result."""
    row = checks.load(drawing.connection, drawing.workspace, drawing.ids["check"])
    if row is None:
        return Silence("gone")
    if drawing.chosen.recheck is not None:
        return Silence("chosen already")
    return Outgoing(view.offer(row.id), thread_ts=row.thread_ts)


def recheck_still(drawing: Drawing, occasion: Occasion) -> str | None:
    """Say why it is no longer time to check again, if so."""
    chosen = drawing.chosen
    finished = results.last_finished(drawing.connection, drawing.workspace, drawing.user_id)
    if finished is None or chosen.recheck in (None, Recheck.OFF):
        return "not wanted any more"
    last = finished.finished_at.astimezone(drawing.tz).date()
    holds = next_recheck_after(last, chosen.recheck, occasion.due_on - A_DAY) == occasion.due_on
    return None if holds else "checked since"


def recheck(drawing: Drawing, occasion: Occasion) -> Said:
    """Draw the reminder to check again, with the check that they took last."""
    chosen = drawing.chosen
    finished = results.last_finished(drawing.connection, drawing.workspace, drawing.user_id)
    check = drawing.catalog.checks.get(finished.kind) if finished else None
    what = Again(check.id, check.title, check.minutes) if check else None
    when = finished.finished_at if finished else drawing.now
    return Said(*view.recheck(chosen.recheck or Recheck.OFF, what, when, occasion.id))


def unfinished_still(drawing: Drawing, occasion: Occasion) -> str | None:
    """Say why a check need not be finished any more, if so."""
    row = checks.load(drawing.connection, drawing.workspace, occasion.about)
    return None if row is not None and row.state in UNDER_WAY else "not under way"


def unfinished(drawing: Drawing, occasion: Occasion) -> Said:
    """Draw the one reminder of a check that was left."""
    row = _check(drawing, occasion)
    check = contents.of_check(drawing.connection, drawing.catalog, drawing.workspace, row.content, row.kind)
    done = so_far(check, row.progress).words
    stamp = f"{row.id}|{row.revision}"
    title = flow.title(check, row.progress)
    return Said(*view.unfinished(title, done, button_value=stamp, link=_link(drawing, row), occasion=occasion.id))


def step_still(drawing: Drawing, occasion: Occasion) -> str | None:
    """Say why a step is no longer to be spoken of, if so."""
    return None if _open(drawing, occasion) else "closed"


def step(drawing: Drawing, occasion: Occasion) -> Said:
    """Draw a step on its day."""
    found = _found(drawing, occasion)
    if found is None:
        raise LookupError(f"no step for occasion {occasion.id}")
    return Said(*view.step(found, occasion=occasion.id))


def _check(drawing: Drawing, occasion: Occasion) -> CheckRow:
    row = checks.load(drawing.connection, drawing.workspace, occasion.about)
    if row is None:
        raise LookupError(f"no check for occasion {occasion.id}")
    return row


def _link(drawing: Drawing, row: CheckRow) -> str | None:
    """Return the address of the check's thread, once it has one."""
    person = drawing.person
    if person is None or row.channel is None or row.thread_ts is None:
        return None
    return links.thread_link(person.domain, row.channel, row.thread_ts)


def _open(drawing: Drawing, occasion: Occasion) -> Step | None:
    """Return the step if it is open: there may be several on a Home tab, and all are looked up at once."""
    name = occasion.about.partition(":")[0]
    return next((one for one in drawing.open_steps if one.id == name), None)


def _found(drawing: Drawing, occasion: Occasion) -> Step | None:
    name = occasion.about.partition(":")[0]
    return _open(drawing, occasion) or steps.load(drawing.connection, drawing.workspace, name)
