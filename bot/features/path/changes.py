"""What each form does to a path. PathRefused or ToMend where something in it needs another look."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from advice import career
from advice.career import Path
from advice.stint import Role, Stint
from bot.features.path.form_view import BOXES
from bot.features.path.forms import Kind, boxes_of, may_stay
from bot.features.path.ids import Ticket
from bot.features.path.typed import BUILDING, FIT, NEVER, REMOVE, ToMend, Typed

BUILDS_ANYWAY = f"As engineer or tech lead you build anyway: leave “{BOXES[BUILDING]}” empty."
HANDS_ON_FIRST = f"Your first entry is hands-on work, so leave “{BOXES[NEVER]}” empty."


@dataclass(frozen=True)
class Sent:
    """A form that was sent: which one, for which path, what is in it, and the person's own date."""

    kind: Kind
    path: Path
    ticket: Ticket
    typed: Typed
    today: date

    @property
    def fit(self) -> bool:
        """Whether an entry may be cut short where it overlaps."""
        return FIT in self.typed.ticked


def add(sent: Sent) -> Path:
    """Take in one more entry."""
    path = career.add(sent.path, sent.typed.stint(), sent.today, fit=sent.fit)
    return _beside(sent, _never(sent, path), path.stint(path.issued))


def mend(sent: Sent) -> Path:
    """Put an entry right, or take it out."""
    if REMOVE in sent.typed.ticked:
        return career.remove(sent.path, sent.ticket.stint)
    before = sent.path.stint(sent.ticket.stint)
    stint = replace(sent.typed.stint(), id=before.id, beside=before.beside)
    path = career.correct(sent.path, stint, sent.today, fit=sent.fit)
    return _beside(sent, _never(sent, path), path.stint(stint.id))


def change(sent: Sent) -> Path:
    """Begin a new role; what went on until now ends there. Or only say that hands-on work goes on beside it."""
    if stays(sent.path, sent.typed):
        return _never(sent, career.still_building(sent.path, sent.today))
    building = BUILDING in sent.typed.ticked
    stint = sent.typed.stint()
    _builds_anyway(sent, stint)
    return _never(sent, career.change_role(sent.path, stint, sent.today, still_building=building, fit=sent.fit))


def begin(sent: Sent) -> Path:
    """Begin the role that was clicked on the card."""
    typed = replace(sent.typed, role=Role(sent.ticket.role).value, end="")
    return change(replace(sent, typed=typed))


def stays(path: Path, typed: Typed) -> bool:
    """Tell whether the form only says "I still build most days", about a role that stays as it is."""
    return not typed.role and BUILDING in typed.ticked and may_stay(path)


CHANGES: Mapping[Kind, Callable[[Sent], Path]] = {"add": add, "mend": mend, "change": change, "begin": begin}


def _never(sent: Sent, path: Path) -> Path:
    """Take in "I was never hands-on", where the form had that box; ToMend where the path begins with such work."""
    offered = NEVER in boxes_of(sent.kind, sent.path, sent.ticket)
    if offered and NEVER in sent.typed.ticked and path.stints[0].role.hands_on:
        raise ToMend({"more": HANDS_ON_FIRST})
    return replace(path, never_hands_on=NEVER in sent.typed.ticked) if offered else path


def _beside(sent: Sent, path: Path, stint: Stint) -> Path:
    """Take in "I still build", where that was ticked: hands-on work beside the role for as long as that lasted."""
    offered = BUILDING in boxes_of(sent.kind, sent.path, sent.ticket)
    if not offered or BUILDING not in sent.typed.ticked:
        return path
    _builds_anyway(sent, stint)
    return career.add(path, Stint(Role.ENGINEER, stint.start, stint.end, beside=True), sent.today)


def _builds_anyway(sent: Sent, stint: Stint) -> None:
    """Refuse "I still build" beside hands-on work: ToMend with what to do."""
    if BUILDING in sent.typed.ticked and stint.role.hands_on:
        raise ToMend({"more": BUILDS_ANYWAY})
