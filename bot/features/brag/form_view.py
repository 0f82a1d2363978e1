"""The forms of the brag document: an entry, and what goes into a message for a 1:1."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from advice.brag import REST, Piece, Pillar
from advice.months import spelled
from advice.one_on_one import Part
from bot.features.brag.ids import Ticket
from bot.features.brag.typed import LONGEST, NO_PILLAR, Typed
from bot.runtime.blocks import Block, RenderedView, context, escape, modal, section, verbatim
from bot.runtime.fields import MOST_BOXES, boxes, date_input, field, long_input, open_date, select
from bot.runtime.room import OPTION, shorten

CONSENT = (
    "I keep what you save here, for you: no colleague, lead or manager sees it, and I send it to nobody. Whoever runs "
    "the bot's database can read it. Saving is agreeing to that; until then nothing is kept."
)
MOVED_ON = (
    "That entry was changed somewhere else since you opened this. What you wrote is all here: look, and save again."
)
GONE = "That entry was deleted meanwhile. What you wrote is all here; save it to keep it as a new one."
ERASED = (
    "I kept nothing of this: if you had everything erased, this was erased with it. What you just wrote is here to "
    "copy; `/careercheck brag add` begins anew."
)
ASK_AGAIN = "Before I keep anything I have to say this. What you wrote is all here."
ALL_HERE = "What you wrote is all here and not kept. If you want it in your document, save it."
WAS_CUT = f"It was long, so these are its first {LONGEST:,} characters."
MOST_PICKED = 4 * MOST_BOXES
WIDTH = 600  # characters of a section; each may become five when it is escaped
PARTS: Mapping[Part, str] = {
    Part.OPEN: "My open next steps",
    Part.DONE: "Steps I finished in the last three months",
    Part.STRENGTHS: "My strengths, by my newest result",
    Part.GROWTH: "What I want to get better at, by that result",
}
AT_FIRST = (Part.OPEN, Part.DONE)  # what a check says about somebody is theirs to add


def entry(ticket: Ticket, typed: Typed, pillars: Sequence[Pillar], notice: str = "", *, care: str = "") -> RenderedView:
    """An entry: what, when, and to which pillar it belongs. `care` answers a cry for help, before all else."""
    options = [*((str(one.id), one.title) for one in pillars), (NO_PILLAR, REST)]
    day = date_input("day", typed.day.isoformat()) if typed.day else open_date("day")
    said = " ".join(filter(None, (notice, WAS_CUT if typed.cut else "")))
    return modal(
        "brag.save",
        "My brag document",
        *([*_cared(care), section("care", ALL_HERE)] if care else []),
        *([section("notice", said)] if said else []),
        *([section("consent", CONSENT)] if ticket.agreed else []),
        field(
            "text",
            "What did you do?",
            long_input("text", most=LONGEST, initial=typed.text),
            hint="And what came of it.",
        ),
        field("day", "When?", day),
        field("pillar", "Where does it belong?", select("pillar", options, typed.pillar or NO_PILLAR)),
        submit="Save",
        metadata=ticket.write(),
    )


def erased(typed: Typed) -> RenderedView:
    """In place of a form of somebody who was erased since it was opened: nothing is kept, no word of theirs lost."""
    words = [verbatim("text", typed.text)] if typed.text else []
    return modal("brag.erased", "My brag document", section("erased", ERASED), *words)


def one_on_one(owner: str, pieces: Sequence[Piece]) -> RenderedView:
    """What goes into the message: parts of the newest results and steps, and pieces of evidence."""
    offered = pieces[:MOST_PICKED]
    parts = boxes("parts", [(part.value, label) for part, label in PARTS.items()], AT_FIRST)
    more = len(pieces) - len(offered)
    return modal(
        "brag.build",
        "Prepare my 1:1",
        section("how", "I put together a text that you can copy, change and send yourself. I send it to nobody."),
        field("parts", "From your checks and steps", parts, optional=True),
        *_evidence(offered),
        *([context("more", f"These are the newest; {more:,} older ones are in your brag document.")] if more else []),
        submit="Write it",
        metadata=owner,
    )


def picked(values: Mapping[str, object]) -> list[str]:
    """Return the names of the pieces that were ticked."""
    groups = [values.get(_group(number)) for number in range(MOST_PICKED // MOST_BOXES)]
    return [name for group in groups if isinstance(group, tuple) for name in group]


def _cared(words: str) -> list[Block]:
    parts = textwrap.wrap(words, WIDTH, replace_whitespace=False, drop_whitespace=False)
    return [section(f"care.{number}", escape(part)) for number, part in enumerate(parts)]


def _evidence(pieces: Sequence[Piece]) -> list[Block]:
    rows = [pieces[at : at + MOST_BOXES] for at in range(0, len(pieces), MOST_BOXES)]
    return [
        field(
            _group(number),
            "From your brag document" if number == 0 else "Older ones",
            boxes(_group(number), [(piece.name, _label(piece)) for piece in row], ()),
            optional=True,
        )
        for number, row in enumerate(rows)
    ]


def _group(number: int) -> str:
    return f"pieces{number}"


def _label(piece: Piece) -> str:
    return shorten(" ".join(f"{spelled(piece.day)}: {piece.text}".split()), OPTION)
