"""How the brag document looks. Pure: values in, message out."""

from __future__ import annotations

from collections.abc import Sequence

from advice.brag import Piece, Placed, kind
from advice.months import spelled
from bot.features.brag.ids import numbered
from bot.features.brag.typed import LONGEST
from bot.runtime.blocks import (
    Block,
    Element,
    Rendered,
    actions,
    ask_first,
    button,
    context,
    escape,
    header,
    message,
    preformatted,
    section,
    verbatim,
)
from bot.runtime.room import cut, headed, shorten

ON_A_PAGE, SHORTENED = 10, 600  # pieces, and characters of each: the whole of one is in its form and in the export
NAME = 200
GONE = "That one is gone already."
THERE = "Your brag document is in our direct message."
ALONE = "Only you can see it, and I send it to nobody."
NOT_YOURS = (
    "That message is somebody else's. Your brag document keeps your own words only: use the shortcut on a message that "
    "you wrote, or say it in your words with `/careercheck brag add`."
)
NO_WORDS = "There are no words of yours in that message. Write down what it shows with `/careercheck brag add`."
NOTHING_YET = (
    "Nothing stands here yet. Notes that you write in a check and next steps that you finish collect here by "
    "themselves; write down anything else that you want to remember when somebody asks what you did."
)
ELSEWHERE = "Notes and finished steps are shown as you wrote them in your checks; change or delete a note there."


def card(owner: str, placed: Sequence[Placed], page: int, *, agreed: bool = True) -> Rendered:
    """One page of the document; a page beyond the last one is the last. Its text says what stands on the page, too.

    `agreed`: something may be kept about them already, so that there may be results and steps for a 1:1.
    """
    pages = max(1, -(-len(placed) // ON_A_PAGE))
    page = min(max(page, 1), pages)
    shown = placed[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    head = f"Your brag document: {_count(len(placed))}. {ALONE}" if placed else NOTHING_YET
    said = [f"{spelled(one.piece.day)}, {one.pillar}: {one.piece.text}" for one in shown]
    return message(
        shorten("\n".join([head, *said])),
        header("brag", "Your brag document"),
        context("brag.alone", f"{_count(len(placed))} · {ALONE}") if placed else section("brag.none", NOTHING_YET),
        *_pieces(shown, page),
        _turning(owner, page, pages),
        _below(owner, some=bool(placed), agreed=agreed),
        context("brag.elsewhere", ELSEWHERE) if any(one.piece.source != "entry" for one in shown) else None,
    )


def saved(piece: Piece, pillar: str, *, was_cut: bool = False) -> Rendered:
    """An entry was kept; how to change it or take it back."""
    words = f"Kept in your brag document, for {spelled(piece.day)}, under {pillar}."
    long = f" It was long, so I kept the first {LONGEST:,} characters." if was_cut else ""
    return message(
        shorten(f"{words}{long}\n{piece.text}"),
        section("brag.saved", f"{escape(words)}{long}"),
        verbatim("brag.text", shorten(piece.text)),
        actions("brag.change", *_changing(piece, 0), button("Show my brag document", "brag.show")),
        context("brag.alone", ALONE),
    )


def unsaved(owner: str, text: str, *, was_cut: bool) -> Rendered:
    """What somebody wrote is not kept yet: the form says what that means. `text` empty: there is nothing to keep."""
    words = "Not kept yet. The form says what I keep; you decide, and then save." if text else "What did you do?"
    long = f" It was long: the form holds the first {len(text):,} characters." if was_cut else ""
    return message(
        f"{words}{long}",
        section("brag.unsaved", f"{words}{long}"),
        actions("brag.go", button("Write it down", "brag.new", f"{owner}|{text}", style="primary")),
    )


def nothing_yet() -> Rendered:
    """There is nothing to take along."""
    return message(NOTHING_YET, section("brag.none", NOTHING_YET))


def dropped() -> Rendered:
    """An entry was deleted."""
    return _without("Deleted. It is gone from your brag document.")


def gone() -> Rendered:
    """An entry was deleted before."""
    return _without(GONE)


def to_copy(words: str, parts: Sequence[str], number: int, of: int) -> Rendered:
    """Text to be copied. `number` of `of`: which message it is, where it takes several."""
    told = f"{words} (part {number} of {of})" if of > 1 else words
    blocks = [preformatted(f"brag.copy.{at}", part) for at, part in enumerate(parts)]
    return message(told, section("brag.told", escape(told)), *blocks)


def _without(words: str) -> Rendered:
    """Stand in the place of an entry that is no more."""
    show = button("Show my brag document", "brag.show")
    return message(words, section("brag.dropped", words), actions("brag.go", show))


def _pieces(shown: Sequence[Placed], page: int) -> list[Block]:
    blocks: list[Block] = []
    place = ("", "")
    for number, one in enumerate(shown):
        if (one.pillar, one.quarter) != place:
            place = (one.pillar, one.quarter)
            blocks.append(section(f"brag.{number}.place", f"*{escape(one.pillar)}* · {one.quarter}"))
        piece = one.piece
        blocks.append(verbatim(f"brag.{number}.text", shorten(piece.text, SHORTENED)))
        blocks.append(context(f"brag.{number}.from", cut(f"{spelled(piece.day)} · {headed(kind(piece))}", NAME)))
        if piece.source == "entry":
            blocks.append(actions(f"brag.{number}.go", *_changing(piece, page)))
    return blocks


def _changing(piece: Piece, page: int) -> tuple[Element, Element]:
    sure = ask_first(
        "Delete it?",
        "It goes from your brag document for good. Messages that showed it before stay in our conversation.",
        "Delete",
        "Keep it",
    )
    value = numbered(piece.id, page)
    return button("Edit", "brag.edit", value), button("Delete", "brag.drop", value, confirm=sure)


def _turning(owner: str, page: int, pages: int) -> Block | None:
    """Return the buttons to the pages before and after, where there are any."""
    if pages == 1:
        return None
    ways = [(page - 1, "Page before", "before"), (page + 1, "Next page", "after")]
    turns = [
        button(f"{label} ({to} of {pages})", f"brag.page:{way}", numbered(owner, to))
        for to, label, way in ways
        if 1 <= to <= pages
    ]
    return actions("brag.turn", *turns)


def _below(owner: str, *, some: bool, agreed: bool) -> Block:
    ways = [button("Add something", "brag.new", f"{owner}|", style="primary")]
    if agreed:
        ways.append(button("Prepare my 1:1", "brag.prepare", owner))
    if some:
        ways.append(button("Export as Markdown", "brag.hand_over", owner))
    return actions("brag.go", *ways)


def _count(number: int) -> str:
    return "1 entry" if number == 1 else f"{number:,} entries"
