"""From a row of the outbox to the answer to a cry for help."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.features.care import view
from bot.runtime.drawing import Drawing, Outgoing
from bot.runtime.posted import Posted
from bot.store import outbox
from bot.store.claims import Letter


def crisis(drawing: Drawing) -> Outgoing:
    """Draw the answer; the operator may have set its words."""
    return Outgoing(view.crisis(drawing.catalog.words.crisis_text))


def crisis_sent(connection: Connection, letter: Letter, _: Posted) -> None:
    """Keep that there was a message, and not what it was."""
    outbox.is_said(connection, workspace=letter.workspace, id=letter.id)
