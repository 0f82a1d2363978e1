"""How next steps look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from advice.result import Step as Suggestion
from bot.runtime.blocks import (
    Block,
    Rendered,
    RenderedView,
    actions,
    button,
    context,
    date_input,
    escape,
    field,
    message,
    modal,
    radios,
    section,
    text_input,
    verbatim,
)
from bot.runtime.room import OPTION, PARAGRAPH, cut, headed, shorten
from bot.store.steps import Step

OWN = "own"
LONGEST = 300  # characters of a step in one's own words
MOST_LISTED, ROOM_LISTED = 10, 5000  # steps, and characters for all of them


def form(value: str, suggestions: Sequence[Suggestion], by: date) -> RenderedView:
    """The form for a next step: one of the result's, or one's own; and a day."""
    options = [(suggestion.question, shorten(headed(suggestion.name), OPTION)) for suggestion in suggestions]
    shown = [section(f"gain.{s.question}", f"*{escape(headed(s.name))}*\n{cut(s.gain, 2000)}") for s in suggestions]
    first = options[0][0] if options else OWN
    return modal(
        "steps.save",
        "Pick a next step",
        *shown,
        field("which", "Which one?", radios("which", [*options, (OWN, "Something of my own")], first)),
        field(
            "own",
            "In your own words",
            text_input("own", most=LONGEST),
            optional=True,
            hint="Only needed for something of your own.",
        ),
        field("by", "By when?", date_input("by", by.isoformat())),
        submit="Write it down",
        metadata=value,
    )


def saved(step: Step) -> Rendered:
    """A step was written down."""
    return message(
        shorten(f"Written down, by {day(step.due)}: {step.text}"),
        section("saved", f"*Your next step, by {day(step.due)}*"),
        verbatim("saved.text", shorten(step.text)),
        _buttons(step),
        context("where", "You'll find it in `/careercheck status` and on my Home tab."),
    )


def closed(step: Step) -> Rendered:
    """A step was done or dropped."""
    words = "Done. Well, that's one." if step.state == "done" else "Dropped. Plans change; nothing else does."
    return message(words, verbatim("closed.text", shorten(step.text)), section("closed", words))


def listed(steps: Sequence[Step], today: date) -> list[Block]:
    """The nearest of the open steps as a section of Home or of the status."""
    shown, left = steps[:MOST_LISTED], len(steps[MOST_LISTED:])
    blocks: list[Block] = []
    for step in shown:
        late = " (that day has passed)" if step.due < today else ""
        words = shorten(step.text, min(PARAGRAPH, ROOM_LISTED // len(shown)))
        blocks.append(section(f"step.{step.id}", f"*By {day(step.due)}*{late}"))
        blocks += [verbatim(f"step.{step.id}.text", words), _buttons(step)]
    if left:
        blocks.append(context("steps.left", f"And {left} more, further away. Finish or drop one to see the next."))
    return blocks


def day(when: date) -> str:
    """A date as people write it: 5 March 2027."""
    return f"{when.day} {when:%B %Y}"


def _buttons(step: Step) -> Block:
    return actions(f"step.{step.id}.go", button("Done", "steps.done", step.id), button("Drop", "steps.drop", step.id))
