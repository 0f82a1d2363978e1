"""The forms of the path: an entry to add, to correct, a change of role, and the short one after the card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advice.stint import Level, Role
from advice.stint_rules import LONGEST_TITLE
from bot.features.path.ids import Ticket
from bot.features.path.typed import BUILDING, FIT, NEVER, REMOVE, Typed
from bot.runtime.blocks import Block, RenderedView, context, modal, section
from bot.runtime.fields import boxes, field, line_input, select

ROLES = {
    Role.ENGINEER: "Engineer",
    Role.TECH_LEAD: "Tech lead",
    Role.MANAGER: "Manager",
    Role.DIRECTOR: "Director",
    Role.EXECUTIVE: "Executive",
    Role.AWAY: "Between jobs, or away",
}
BOXES = {
    FIT: "Let the earlier one end where the later one begins",
    BUILDING: "I still build most days",
    NEVER: "Before this I was never hands-on",
    REMOVE: "Take this entry out; it was a mistake",
}
LONGEST_DATE = 40
WHEN = "Like March 2024, 15 March 2024, or only 2024."
CONSENT = (
    "I keep what you save here, so that I can count for you and tell you when a date comes near. Only you see it, and "
    "nobody else is told. Saving is agreeing to that."
)
MOVED_ON = (
    "Your path was changed somewhere else since you opened this. What you wrote is all here: look, and save again."
)
ASK_AGAIN = "Before I keep anything I have to say this. What you wrote is all here."
OVERLAPS = f"Tick “{BOXES[FIT]}” below, or change a date, and save again. What you wrote is all here."
ENDS = "Whatever went on until now ends where this begins; you need not end it first."
STAYS = "Same role, and you still build most days? Then tick only that."


@dataclass(frozen=True)
class Form:
    """What a form holds: the way back, the fields as they stand, the boxes to offer, a sentence on top.

    `beside`: it is about hands-on work beside a role. `may_stay`: a new role need not be named. `goes_on`: a role was
    told that goes on.
    """

    ticket: Ticket
    typed: Typed
    offered: Sequence[str] = ()
    notice: str = ""
    beside: bool = False
    may_stay: bool = False
    goes_on: bool = False


def add(form: Form) -> RenderedView:
    """An entry to add."""
    fields = (*_work(form), _start(form), _end(form), *_boxes(form))
    return modal("path.add", "Add to your path", *_top(form), *fields, submit="Save", metadata=form.ticket.write())


def mend(form: Form) -> RenderedView:
    """An entry to correct, to end or to take out."""
    fields = (*_work(form), _start(form), _end(form), *_boxes(form))
    return modal("path.mend", "Correct an entry", *_top(form), *fields, submit="Save", metadata=form.ticket.write())


def change(form: Form) -> RenderedView:
    """A new role: what went on until now ends where it begins. Or the first one that somebody tells."""
    fields = (
        *([context("how", f"{ENDS} {STAYS}" if form.may_stay else ENDS)] if form.goes_on else []),
        *_work(form, optional=form.may_stay),
        _start(form),
        *_boxes(form),
    )
    title = "My role changed" if form.goes_on else "My present role"
    return modal("path.change", title, *_top(form), *fields, submit="Save", metadata=form.ticket.write())


def begin(form: Form) -> RenderedView:
    """Since when, for the role that was clicked on the card: a year is enough."""
    role = section("role.picked", f"*{ROLES[Role(form.ticket.role)]}*")
    fields = (role, _start(form), *_boxes(form))
    return modal("path.begin", "Since when?", *_top(form), *fields, submit="Save", metadata=form.ticket.write())


def _top(form: Form) -> list[Block]:
    notice = [section("notice", form.notice)] if form.notice else []
    return [*notice, *([section("consent", CONSENT)] if form.ticket.agreed else [])]


def _work(form: Form, *, optional: bool = False) -> list[Block]:
    roles = [(role.value, label) for role, label in ROLES.items() if role.hands_on or not form.beside]
    levels = [(level.value, level.words) for level in Level]
    title = line_input("title", most=LONGEST_TITLE, placeholder="Engineering Manager", initial=form.typed.title)
    return [
        field("role", "What kind of work?", select("role", roles, form.typed.role), optional=optional),
        field("title", "Title", title, optional=True),
        field("level", "Rung on the ladder", select("level", levels, form.typed.level), optional=True),
    ]


def _start(form: Form) -> Block:
    typed = line_input("start", most=LONGEST_DATE, placeholder="March 2024", initial=form.typed.start)
    return field("start", "Since when?", typed, hint=WHEN)


def _end(form: Form) -> Block:
    typed = line_input("end", most=LONGEST_DATE, placeholder="still going on", initial=form.typed.end)
    return field("end", "Until when?", typed, optional=True, hint="Leave it empty while it goes on.")


def _boxes(form: Form) -> list[Block]:
    offered = [(name, BOXES[name]) for name in form.offered]
    if not offered:
        return []
    return [field("more", "What else is true?", boxes("more", offered, form.typed.ticked), optional=True)]
