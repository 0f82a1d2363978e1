"""How reminders look, and the question how often to remind. Pure: values in, message out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from advice.recheck import SUGGESTED, WORDS, Recheck
from bot.runtime.blocks import Block, Element, Rendered, actions, button, context, escape, message, section, verbatim
from bot.runtime.room import cut, shorten
from bot.store.steps import Step

LABELS = {
    Recheck.QUARTERLY: "Every 3 months",
    Recheck.HALF_YEARLY: "Every 6 months",
    Recheck.YEARLY: "Once a year",
    Recheck.OFF: "No reminders",
}
OFFER = "Shall I remind you to look again? A second look in a few months shows what has moved."
LINE = 300  # characters of a step in one line


class Words(NamedTuple):
    """A reminder: as text, as blocks, and in one line."""

    text: str
    blocks: Sequence[Block]
    line: str


def offer(check_id: str) -> Rendered:
    """The question after the first result, that of a check: how often to check again."""
    return message(
        OFFER,
        section("offer", f"*Shall I remind you to look again?*\n{OFFER.partition('? ')[2]}"),
        actions("offer.go", *(_choice(check_id, cadence) for cadence in Recheck)),
        context(
            "offer.kept",
            "Until you choose, no such reminder comes. You can change it later in `/careercheck settings`.",
        ),
    )


def chosen(picked: Recheck, due: date | None) -> Rendered:
    """What was chosen, and when that is."""
    if due is None:
        words = "No reminders, then. `/careercheck` is there whenever you want another look."
    else:
        words = f"I'll remind you {WORDS[picked]}: next on {day(due)} or soon after, in your working hours."
    return message(words, section("chosen", words, button("Settings", "settings.open")))


def recheck(chosen: Recheck, finished_at: datetime, occasion: str) -> Words:
    """It is time to check again."""
    words = f"It's time for another look. Your last check was in {finished_at:%B %Y}, and you asked me to remind you"
    text = f"{words} {WORDS[chosen]}."
    blocks = (
        section(f"{occasion}.said", f"*Time for another look*\n{text.partition('. ')[2]} It takes about six minutes."),
        actions(f"{occasion}.go", button("Start the check", "check.open", style="primary")),
    )
    return Words(text, blocks, "It's time for another look: `/careercheck` begins a new check.")


def unfinished(title: str, done: int, total: int, *, button_value: str, link: str | None, occasion: str) -> Words:
    """A check was left."""
    text = f"{title} is waiting where you left it: {done} of {total} answered."
    blocks = (
        section(
            f"{occasion}.said",
            f"*{cut(title, LINE)} is waiting where you left it*\n{done} of {total} answered, and all of it is kept. "
            "I remind you of it this once; after that it waits on my Home tab.",
        ),
        actions(f"{occasion}.go", button("Continue", "check.resume", button_value, style="primary", url=link)),
    )
    return Words(text, blocks, escape(text))


def step(found: Step, occasion: str) -> Words:
    """A step is due."""
    title = f"Your next step, for {day(found.due)}"
    blocks = (
        section(f"{occasion}.said", f"*{title}*"),
        verbatim(f"{occasion}.text", shorten(found.text)),
        actions(
            f"{occasion}.go",
            button("Done", "steps.done", f"{found.id}|told"),
            button("Drop", "steps.drop", f"{found.id}|told"),
        ),
    )
    return Words(shorten(f"{title}: {found.text}"), blocks, f"{title}: {cut(found.text, LINE)}")


def day(when: date) -> str:
    """A date as people write it: 5 March 2027."""
    return f"{when.day} {when:%B %Y}"


def _choice(check_id: str, cadence: Recheck) -> Element:
    named = (LABELS[cadence], f"remind.choose:{cadence.value}", f"{check_id}|{cadence.value}")
    return button(*named, style="primary") if cadence is SUGGESTED else button(*named)
