"""Which form is put before a person, with which boxes, from the path as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, TypeAlias

from advice.career import Path
from advice.stint import Role
from bot.features.path import form_view
from bot.features.path.form_view import Form
from bot.features.path.ids import Ticket
from bot.features.path.typed import BUILDING, FIT, NEVER, REMOVE, Typed
from bot.runtime.blocks import RenderedView

Kind: TypeAlias = Literal["add", "mend", "change", "begin"]
DRAWN: Mapping[Kind, Callable[[Form], RenderedView]] = {
    "add": form_view.add,
    "mend": form_view.mend,
    "change": form_view.change,
    "begin": form_view.begin,
}
FIELDS: Mapping[Kind, tuple[str, ...]] = {  # where a sentence may stand; the first takes what has no place of its own
    "add": ("start", "end", "title", "more"),
    "mend": ("start", "end", "title", "more"),
    "change": ("start", "title", "more"),
    "begin": ("start", "more"),
}


def form_of(
    kind: Kind, path: Path, ticket: Ticket, typed: Typed, notice: str = "", *, overlaps: bool = False
) -> RenderedView:
    """Return a form that holds what was `typed`, with the boxes that make sense for this path.

    `overlaps`: what was typed overlaps with another entry, and one of them may be cut short.
    """
    offered = (*([FIT] if overlaps else []), *boxes_of(kind, path, ticket))
    beside = kind == "mend" and path.stint(ticket.stint).beside
    return DRAWN[kind](Form(ticket, typed, offered, notice, beside, may_stay(path), path.current is not None))


def may_stay(path: Path) -> bool:
    """Tell whether "I still build most days" alone makes sense: of a role that is none of hands-on work."""
    return path.current is not None and not path.current.role.hands_on


def boxes_of(kind: Kind, path: Path, ticket: Ticket) -> Iterator[str]:
    """Yield the boxes that this form offers."""
    if kind == "mend":
        stint = path.stint(ticket.stint)
        if stint == path.current and not stint.role.hands_on and not path.current_beside:
            yield BUILDING
        if stint == path.stints[0] and not stint.role.hands_on:
            yield NEVER
        yield REMOVE
    elif kind != "begin" or not Role(ticket.role).hands_on:
        yield BUILDING
        if not any(stint.role.hands_on for stint in path.stints):
            yield NEVER
