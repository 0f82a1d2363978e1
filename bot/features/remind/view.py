"""How reminders look, and the question how often to remind. Pure: values in, message out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from advice.months import spelled
from advice.recheck import SUGGESTED, WORDS, Recheck
from bot.runtime.blocks import Block, Element, Rendered, actions, button, context, escape, message, section, verbatim
from bot.runtime.room import cut, headed, shorten
from bot.store.steps import Step

LABELS = {
    Recheck.QUARTERLY: "Every 3 months",
    Recheck.HALF_YEARLY: "Every 6 months",
    Recheck.YEARLY: "Once a year",
    Recheck.OFF: "No reminders",
}
OFFER = "Shall I remind you to look again? A second look in a few months shows what has moved."
SET = "set"  # the check that the bare command opens
LINE = 300  # characters of a step in one line


class Words(NamedTuple):
    """A reminder: as text, as blocks, and in one line."""

    text: str
    blocks: Sequence[Block]
    line: str


class Again(NamedTuple):
    """A check to take again: its id, its title, and how many minutes it takes."""

    check: str
    title: str
    minutes: int


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
        words = f"I'll remind you {WORDS[picked]}: next on {spelled(due)} or soon after, in your working hours."
    return message(words, section("chosen", words, button("Settings", "settings.open")))


def recheck(chosen: Recheck, again: Again | None, finished_at: datetime, occasion: str) -> Words:
    """It is time to check again. `again`: which check that was; None where it is not offered any more."""
    which = f"Your last check was “{again.title}”, in" if again else "Your last check was in"
    words = f"{which} {finished_at:%B %Y}, and you asked me to remind you {WORDS[chosen]}."
    takes = f"It takes about {count(again.minutes)}." if again else "Have a look at what there is."
    go = button("Start the check", "check.open", again.check, style="primary") if again else None
    every = button("All checks", "check.list")
    blocks = (
        section(f"{occasion}.said", f"*Time for another look*\n{cut(words)} {takes}"),
        actions(f"{occasion}.go", *([go] if go else []), every),
    )
    again_by = f"`/careercheck {again.check.lower()}`" if again and again.check != SET else "`/careercheck`"
    return Words(f"It's time for another look. {words}", blocks, f"It's time for another look: {again_by} begins it.")


def unfinished(title: str, done: str, *, button_value: str, link: str | None, occasion: str) -> Words:
    """A check was left. `done`: "9 of 21 answered"."""
    text = f"{title} is waiting where you left it: {done}."
    blocks = (
        section(
            f"{occasion}.said",
            f"*{cut(title, LINE)} is waiting where you left it*\n{headed(done)}, and all of it is kept. "
            "I remind you of it this once; after that it waits on my Home tab.",
        ),
        actions(f"{occasion}.go", button("Continue", "check.resume", button_value, style="primary", url=link)),
    )
    return Words(text, blocks, escape(text))


def step(found: Step, occasion: str) -> Words:
    """A step is due."""
    title = f"Your next step, for {spelled(found.due)}"
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


def count(minutes: int) -> str:
    """Return "1 minute", "6 minutes"."""
    return f"{minutes} minute" if minutes == 1 else f"{minutes} minutes"


def _choice(check_id: str, cadence: Recheck) -> Element:
    named = (LABELS[cadence], f"remind.choose:{cadence.value}", f"{check_id}|{cadence.value}")
    return button(*named, style="primary") if cadence is SUGGESTED else button(*named)
