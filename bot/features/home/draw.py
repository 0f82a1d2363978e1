"""Home is put together from the sections of the other features; the only place where features meet."""

from __future__ import annotations

import hashlib
import json

from bot.features.advise import home_section as advise_section
from bot.features.check import home_section as check_section
from bot.features.home import view
from bot.features.nudge import home_section as nudge_section
from bot.features.path import home_section as path_section
from bot.features.settings import home_section as settings_section
from bot.features.steps import home_section as steps_section
from bot.features.team import home_section as team_section
from bot.runtime.blocks import RenderedView
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.store import people

GONE = Silence("gone")


def tab(drawing: Drawing) -> Outgoing | Silence:
    """Draw the Home tab, unless the very same is up already."""
    person = people.find(drawing.connection, drawing.workspace, drawing.user_id)
    if person is None or not person.active:
        return GONE
    here = check_section.draw(drawing)
    rendered = view.tab(
        [*nudge_section.draw(drawing), *here.blocks],
        path_section.draw(drawing),
        steps_section.draw(drawing),
        teams=team_section.draw(drawing),
        advice=advise_section.draw(),
        settings=settings_section.draw(drawing),
        kept=here.kept,
    )
    digest = _digest(rendered)
    if digest == person.home_digest and not drawing.ids.get("missing"):
        return Silence("unchanged")
    return Outgoing(rendered, digest=digest)


def status(drawing: Drawing) -> Outgoing | Silence:
    """Draw the same as a message."""
    here = check_section.draw(drawing)
    return Outgoing(view.status(here.words, here.blocks, steps_section.draw(drawing)))


def _digest(rendered: RenderedView) -> str:
    """Return a fingerprint of a view."""
    return hashlib.sha256(json.dumps(rendered.view, sort_keys=True).encode()).hexdigest()
