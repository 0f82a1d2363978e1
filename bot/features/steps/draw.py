"""From a row of the outbox to a message about a step."""

from __future__ import annotations

from bot.features.steps import view
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.store import checks, steps


def saved(drawing: Drawing) -> Outgoing | Silence:
    """Draw a step that was written down, in the thread it came from."""
    step = steps.load(drawing.connection, drawing.workspace, drawing.ids["step"])
    if step is None or step.state != "open":
        return Silence("gone")
    row = checks.load(drawing.connection, drawing.workspace, step.check_id) if step.check_id else None
    return Outgoing(view.saved(step), thread_ts=row.thread_ts if row else None)


def kept(drawing: Drawing) -> Outgoing | Silence:
    """Draw the steps of a plan that was kept, those that are still open, in the thread it came from."""
    found = [steps.load(drawing.connection, drawing.workspace, name) for name in drawing.ids["steps"]]
    still = [step for step in found if step is not None and step.state == "open"]
    row = checks.load(drawing.connection, drawing.workspace, drawing.ids["check"])
    if not still:
        return Silence("gone")
    return Outgoing(view.kept(still), thread_ts=row.thread_ts if row else None)
