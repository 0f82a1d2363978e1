"""How next steps look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from advice.months import add_months, spelled
from advice.next_steps import Offer
from bot.runtime.blocks import (
    Block,
    Element,
    Rendered,
    RenderedView,
    actions,
    button,
    context,
    message,
    modal,
    section,
    verbatim,
)
from bot.runtime.fields import date_input, field, long_input, open_date, radios, select
from bot.runtime.room import OPTION, PARAGRAPH, cut, headed, shorten
from bot.store.steps import Step

OWN = "own"
ITS_OWN_DAY = "Left empty, the day of the step itself counts."
LONGEST = 300  # characters of a step in one's own words
MOST_LISTED, ROOM_LISTED = 10, 5000  # steps, and characters for all of them
MOST_WHOLE = 3  # of the steps that are listed: the others are read in full once they are near
MOST_KEPT, MOST_RADIOS = 40, 10
MOST_OFFERED, ROOM_OFFERED, HEAD = 12, 6000, 150  # steps in the form, characters of all, and of a name


@dataclass(frozen=True)
class Suggested:
    """A step that a result suggests. `due`: the day it is for, where the result says so."""

    id: str
    name: str
    text: str
    due: date | None

    @classmethod
    def of(cls, offer: Offer, today: date) -> Suggested:
        """Return a result's step with its day, counted from the person's own `today`."""
        due = None if offer.months is None else add_months(today, offer.months)
        return cls(offer.id, offer.name, offer.text, due)

    @property
    def head(self) -> str:
        """Its name, as a line begins with it, and its day, as mrkdwn."""
        return f"*{cut(headed(self.name), HEAD)}*{f' by {spelled(self.due)}' if self.due else ''}"


def form(value: str, suggestions: Sequence[Suggested], by: date | None) -> RenderedView:
    """The form for a next step: one of the result's, or one's own; and a day.

    `by`: the day that is there at first; None where each step has its own, which counts unless another is picked.
    """
    offered = suggestions[:MOST_OFFERED]
    options = [(one.id, shorten(headed(one.name), OPTION)) for one in offered]
    room = min(2000, ROOM_OFFERED // max(1, len(offered)))
    shown = [section(f"gain.{one.id}", f"{one.head}\n{cut(one.text, room)}") for one in offered]
    first = options[0][0] if options else OWN
    when = date_input("by", by.isoformat()) if by else open_date("by")
    return modal(
        "steps.save",
        "Pick a next step",
        *shown,
        field("which", "Which one?", _which(options, first)),
        field(
            "own",
            "In your own words",
            long_input("own", most=LONGEST),
            optional=True,
            hint="Only needed for something of your own.",
        ),
        field("by", "By when?", when, optional=by is None, hint=None if by else ITS_OWN_DAY),
        submit="Write it down",
        metadata=value,
    )


def kept(steps: Sequence[Step]) -> Rendered:
    """A plan was kept: how many steps, from when to when, each with a way out."""
    days = sorted(step.due for step in steps)
    number = "1 step" if len(steps) == 1 else f"{len(steps)} steps"
    span = f"for {spelled(days[0])}" if days[0] == days[-1] else f"from {spelled(days[0])} to {spelled(days[-1])}"
    words = f"Your plan is kept: {number}, {span}. I'll remind you of each on its day."
    shown = steps[:MOST_KEPT]
    room = min(400, ROOM_LISTED // len(shown))
    return message(
        words,
        section("kept", words),
        *(
            section(
                f"kept.{step.id}",
                f"*By {spelled(step.due)}*\n{cut(_name(step), room)}",
                button("Drop", "steps.drop", f"{step.id}|told"),
            )
            for step in shown
        ),
        context("where", "You'll find them in `/careercheck status` and on my Home tab, and can drop any of them."),
    )


def kept_before() -> Rendered:
    """The plan was kept before."""
    words = "You have kept this plan already. Its steps are in `/careercheck status` and on my Home tab."
    return message(words.replace("`", ""), section("kept", words))


def saved(step: Step) -> Rendered:
    """A step was written down."""
    return message(
        shorten(f"Written down, by {spelled(step.due)}: {step.text}"),
        section("saved", f"*Your next step, by {spelled(step.due)}*"),
        verbatim("saved.text", shorten(step.text)),
        _buttons(step),
        context("where", "You'll find it in `/careercheck status` and on my Home tab."),
    )


def closed(step: Step) -> Rendered:
    """A step was done or dropped."""
    words = "Done. Well, that's one." if step.state == "done" else "Dropped. Plans change; nothing else does."
    return message(words, verbatim("closed.text", shorten(step.text)), section("closed", words))


def listed(steps: Sequence[Step], today: date) -> list[Block]:
    """The nearest of the open steps as a section of Home or of the status; where there are many, most by their name."""
    shown, left = steps[:MOST_LISTED], len(steps[MOST_LISTED:])
    blocks: list[Block] = []
    for number, step in enumerate(shown):
        late = " (that day has passed)" if step.due < today else ""
        words = shorten(step.text if number < MOST_WHOLE else _name(step), min(PARAGRAPH, ROOM_LISTED // len(shown)))
        blocks.append(section(f"step.{step.id}", f"*By {spelled(step.due)}*{late}"))
        blocks += [verbatim(f"step.{step.id}.text", words), _buttons(step)]
    if left:
        blocks.append(context("steps.left", f"And {left} more, further away. Finish or drop one to see the next."))
    return blocks


def _name(step: Step) -> str:
    """The first line of a step: of a suggested one, its name."""
    return step.text.partition("\n")[0]


def _which(options: Sequence[tuple[str, str]], first: str) -> Element:
    """The steps to pick from: buttons, or a list where they are too many for those."""
    every = [*options, (OWN, "Something of my own")]
    return radios("which", every, first) if len(every) <= MOST_RADIOS else select("which", every, first)


def _buttons(step: Step) -> Block:
    return actions(f"step.{step.id}.go", button("Done", "steps.done", step.id), button("Drop", "steps.drop", step.id))
