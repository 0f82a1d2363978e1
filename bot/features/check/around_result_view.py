"""What stands around results: a copy as text, a word where there is none, the form to change an answer. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advice.catalog import Check
from bot.features.check.card_view import label_of
from bot.runtime.blocks import Block, Rendered, RenderedView, actions, button, message, modal, preformatted, section
from bot.runtime.fields import field, menu
from bot.runtime.room import OPTION, headed, shorten

MOST_OTHERS, LABEL = 10, 60  # buttons, and characters on one


def plain_copy(text: str) -> Rendered:
    """A result as text that can be copied, or a part of it."""
    return message("Your result as text, to copy.", preformatted("copy", text))


def nothing_yet() -> Rendered:
    """There is no result to show."""
    words = "There is nothing to show yet. Your result comes after the first answers."
    return message(
        words, section("nothing", words), actions("go", button("Start the check", "check.open", style="primary"))
    )


def others(results: Sequence[tuple[str, str]]) -> Sequence[Block]:
    """The way to other results: (what its check is called, the value of its button) each."""
    buttons = [
        button(f"Show: {shorten(label, LABEL)}", f"check.result:{number}", check)
        for number, (label, check) in enumerate(results[:MOST_OTHERS])
    ]
    return [actions("others", *buttons)] if buttons else []


def change_form(check_id: str, check: Check, answers: Mapping[str, str | None]) -> RenderedView:
    """The form in which a person picks the answer to change."""
    groups = [
        (
            part.title,
            [
                (asked.id, _option(asked.name, label_of(check, asked, answers[asked.id])))
                for asked in check.questions_of(part.id)
                if asked.id in answers
            ],
        )
        for part in check.sections
    ]
    picker = menu("question", [(name, options) for name, options in groups if options], "Pick a question")
    return modal(
        "check.change",
        "Change an answer",
        section("what", "Pick the question. I'll put it to you again in the thread, and the result follows."),
        field("question", "Which answer?", picker),
        submit="Ask me again",
        metadata=check_id,
    )


def _option(name: str, answer: str | None) -> str:
    return shorten(f"{headed(name)}: {answer or 'skipped'}", OPTION)
