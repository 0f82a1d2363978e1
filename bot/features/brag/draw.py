"""From a row of the outbox to a message about the evidence: loaded as it is now."""

from __future__ import annotations

from collections.abc import Sequence

from advice.brag import Placed, as_markdown, in_order
from bot.features.brag import view
from bot.features.brag.held import of_drawing
from bot.features.brag.one_on_one import written
from bot.runtime.copied import in_messages
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.runtime.own import owner
from bot.runtime.room import in_parts, shorten
from bot.store.brag import pieces, pillars

GONE = Silence("gone")
LONGEST = 9000  # of a part with what was added while it was on its way; Slack takes about 10,000 characters


def card(drawing: Drawing) -> Outgoing | Silence:
    """Draw a page of the document, anew or in the place of the message `card`."""
    agreed = drawing.person is not None and drawing.person.consented_at is not None
    whose = owner(drawing.user_id, drawing.workspace)
    rendered = view.card(whose, everything(drawing), drawing.ids["page"], agreed=agreed)
    return Outgoing(rendered, target=drawing.ids.get("card"), thread_ts=drawing.ids.get("thread_ts"))


def saved(drawing: Drawing) -> Outgoing | Silence:
    """Draw an entry that was kept."""
    name = drawing.ids["entry"]
    found = next((one for one in everything(drawing) if one.piece.name == f"entry:{name}"), None)
    if found is None:
        return GONE
    rendered = view.saved(found.piece, found.pillar, was_cut=drawing.ids.get("cut", False))
    return Outgoing(rendered, thread_ts=drawing.ids.get("thread_ts"))


def markdown(drawing: Drawing) -> Outgoing | Silence:
    """Draw one part of the document as Markdown: what is still there of its pieces, as they are now."""
    ids = drawing.ids
    names = set(ids["pieces"])
    run = [one for one in everything(drawing) if one.piece.name in names]
    if not run:
        return GONE
    text = shorten(as_markdown(run, tuple(ids["after"]) if ids["after"] else None), LONGEST)
    words = "Your brag document as Markdown, to copy."
    return Outgoing(view.to_copy(words, in_parts(text), ids["part"] + 1, ids["of"]))


def message(drawing: Drawing) -> Outgoing | Silence:
    """Draw one part of the message for a 1:1."""
    words = "For your 1:1: copy it, change what you like, and send it yourself. Nobody else has seen it."
    parts, number = in_messages(in_parts(written(of_drawing(drawing), drawing.ids, drawing.now))), drawing.ids["part"]
    return Outgoing(view.to_copy(words, parts[number], number + 1, len(parts))) if number < len(parts) else GONE


def everything(drawing: Drawing) -> Sequence[Placed]:
    """Return the whole document in its order."""
    return in_order(pieces(of_drawing(drawing)), pillars(drawing.catalog))
