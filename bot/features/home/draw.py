"""Home is put together from the sections of the other features; the only place where features meet.

What several sections ask about the person is looked up once, and each asks once for what is its own, however much there
is of it.
"""

from __future__ import annotations

import hashlib
import json

from bot.features.advise import home_section as advise_section
from bot.features.check import home_section as check_section
from bot.features.home import view
from bot.features.home.view import Sections
from bot.features.nudge import home_section as nudge_section
from bot.features.path import home_section as path_section
from bot.features.settings import home_section as settings_section
from bot.features.steps import home_section as steps_section
from bot.features.team import home_section as team_section
from bot.runtime.blocks import RenderedView
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.store.person import count_kept

GONE = Silence("gone")


def tab(drawing: Drawing) -> Outgoing | Silence:
    """Draw the Home tab, unless the very same is up already."""
    person = drawing.person
    if person is None or not person.active:
        return GONE
    path = path_section.draw(drawing)
    rendered = view.tab(
        Sections(
            here=check_section.here(drawing).blocks,
            missed=nudge_section.draw(drawing),
            path=path.blocks,
            results=check_section.latest(drawing),
            steps=steps_section.draw(drawing),
            teams=team_section.draw(drawing),
            advice=advise_section.draw(),
            settings=settings_section.draw(drawing),
        ),
        _kept(drawing),
        evidence=person.consented_at is not None,
        instead_of_chart=path.instead,
    )
    digest = _digest(rendered)
    if digest == person.home_digest:
        return Silence("unchanged")
    return Outgoing(rendered, digest=digest)


def status(drawing: Drawing) -> Outgoing | Silence:
    """Draw the same as a message."""
    here = check_section.here(drawing)
    return Outgoing(view.status(here.words, here.blocks, check_section.latest(drawing), steps_section.draw(drawing)))


def _kept(drawing: Drawing) -> str:
    """Say what is kept about the person, in one line."""
    if drawing.person is None or drawing.person.consented_at is None:
        return "Nothing about your answers is kept until you agree to it."
    counts = count_kept(drawing.connection, drawing.workspace, drawing.user_id)
    kinds = [f"{count} {kind if count == 1 else kind + 's'}" for kind, count in counts.items() if count]
    return view.KEPT.format(", ".join(kinds) or "no answers yet")


def _digest(rendered: RenderedView) -> str:
    """Return a fingerprint of a view."""
    return hashlib.sha256(json.dumps(rendered.view, sort_keys=True).encode()).hexdigest()
