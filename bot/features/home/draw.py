"""Home is put together from the sections of the other features; the only place where features meet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from sqlalchemy import Connection

from bot.features.check import home_section as check_section
from bot.features.home import view
from bot.features.steps import draw as steps_draw
from bot.runtime.blocks import RenderedView
from bot.runtime.instant import Instant
from bot.runtime.outbox import Drawing, Outgoing, Silence
from bot.runtime.slack import Posted
from bot.store import people
from bot.store.outbox import Letter

GONE = Silence("gone")


def tab(drawing: Drawing) -> Outgoing | Silence:
    """Draw the Home tab, unless the very same is up already."""
    person = people.find(drawing.connection, drawing.workspace, drawing.user_id)
    if person is None or not person.active:
        return GONE
    rendered = _tab(drawing)
    if digest(rendered) == person.home_digest and not drawing.ids.get("missing"):
        return Silence("unchanged")
    return Outgoing(rendered, digest=digest(rendered))


def published(connection: Connection, letter: Letter, posted: Posted) -> Iterable[Instant]:
    """Remember what was put up."""
    people.change_known(connection, letter.workspace, letter.user_id, home_digest=posted.digest)
    return ()


def status(drawing: Drawing) -> Outgoing | Silence:
    """Draw the same as a message."""
    here = check_section.draw(drawing)
    return Outgoing(view.status(here.words, here.blocks, steps_draw.home_section(drawing)))


def digest(rendered: RenderedView) -> str:
    """Return a fingerprint of a view."""
    return hashlib.sha256(json.dumps(rendered.view, sort_keys=True).encode()).hexdigest()


def _tab(drawing: Drawing) -> RenderedView:
    here = check_section.draw(drawing)
    return view.tab(here.blocks, steps_draw.home_section(drawing), here.kept)
