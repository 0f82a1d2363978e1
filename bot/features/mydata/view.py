"""What is kept about somebody, and how it goes. Pure: values in, message out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from advice.months import spelled
from bot.runtime.blocks import (
    Rendered,
    actions,
    button,
    context,
    header,
    message,
    preformatted,
    section,
)
from bot.runtime.room import listing

CONSENT = (
    "I keep it in a database that your company runs itself. It is for you: no colleague, lead or manager sees it here. "
    "Whoever runs the database can read it, and owners of this Slack workspace may be able to export direct messages. "
    "Taking it in is agreeing to that."
)
NOTHING = "Nothing yet but that we have met."
WHO_SEES = (
    "*Who can see it*\n"
    "You, here. Your answers, notes, steps and path are shown to nobody else, and to no lead.\n"
    "A team that you joined: one blurred summary a quarter, in which nobody's answer can be told for certain. "
    "`/careercheck who-sees-what` shows it to you.\n"
    "Whoever runs this bot can read its database. Workspace owners may be able to export messages from Slack."
)


@dataclass(frozen=True)
class Line:
    """So much of one kind, from `first` to `last` by the person's dates; None where it says no day."""

    words: str
    rows: int
    first: date | None
    last: date | None


def shown(lines: Sequence[Line], years: int) -> Rendered:
    """Everything that is kept about somebody, who sees it and for how long. `years`: after the last contact."""
    kept = listing([_said(line) for line in lines]) if lines else NOTHING
    return message(
        "Everything I keep about you, who can see it and for how long.",
        header("title", "What I keep about you"),
        section("kept", kept),
        section("who", WHO_SEES),
        section("long", _how_long(years)),
        actions(
            "go", button("Export", "mydata.export"), button("Erase everything", "mydata.ask_erase", style="danger")
        ),
        context("export", "An export holds all of it: to read, and as a file that I can take in again."),
    )


def on_its_way(*, again: bool) -> Rendered:
    """An export was asked for."""
    words = "Your export is on its way already." if again else "I'm putting your export together."
    told = f"{words} It begins to come within a minute, here in our direct conversation."
    return message(told, section("on_its_way", told))


def exported() -> Rendered:
    """What is said below the files."""
    words = (
        "That's everything I keep about you: one file to read, and one for programs that I can take in again. "
        "They stay in Slack until you delete them there or have everything erased here."
    )
    return message(words, section("exported", words))


def part(blocks: Sequence[str], number: int, of: int, *, for_programs: bool, json_from: int) -> Rendered:
    """One of the messages of an export, where there are no files.

    `number` of `of`; `for_programs`: of the JSON, which begins with part `json_from`.
    """
    last = f"That was all of it. The JSON, for programs, begins with part {json_from}; what is before it is to be read."
    words = f"Your export, part {number} of {of}" + (" (for programs)" if for_programs else "")
    texts = (preformatted(f"text.{at}", text) for at, text in enumerate(blocks))
    return message(words, section("part", words), *texts, context("last", last) if number == of else None)


def offered(value: str, found: Mapping[str, int], another: str | None = None, made: date | None = None) -> Rendered:
    """The question whether an export is to be taken in. `found`: how much of each kind; `another`: the account that it
    is of, where that is not theirs; empty where it does not say. `made`: on which of their days, where it says.

    Saying yes is agreeing that it is kept, so what every agreement rests on stands here too.
    """
    of = "an export of yours" if another is None else "an export of another account" + f" ({another})" * bool(another)
    words = f"Whoever runs me was handed {of}{f', made on {spelled(made)}' if made else ''}. Shall I take it in?"
    return message(
        words,
        section("offered", f"*{words}*\nAfterwards it is as if you had told me all of it here."),
        section(
            "found",
            listing([_said(Line(kind, rows, None, None)) for kind, rows in found.items()] or ["• Nothing at all"]),
        ),
        section("kept", CONSENT),
        actions(
            "go",
            button("Take it in", "mydata.take_in", value, style="primary"),
            button("No", "mydata.refuse", value),
        ),
        context("why", "Not yours, or you don't know of it? Then say no. Unanswered, it is forgotten in two weeks."),
    )


def taken_in() -> Rendered:
    """It is taken in."""
    words = "I took your export in. Type `/careercheck status` to see where you are."
    return message(words.replace("`", ""), section("taken_in", words))


def not_taken_in() -> Rendered:
    """It cannot be taken in."""
    words = (
        "I can't take that in, and nothing was changed: I keep things about you already, or the same export is here "
        "under another name. *Erase everything* under `/careercheck mydata` makes room. Then let it be handed in again."
    )
    return message("I can't take that in, and nothing was changed.", section("not_taken_in", words))


def refused() -> Rendered:
    """It is not wanted."""
    words = "Then I don't. The file's text is gone from here."
    return message(words, section("refused", words))


def _how_long(years: int) -> str:
    years_long = "a year" if years == 1 else f"{years} years"
    return (
        "*For how long*\n"
        f"Until you erase it, which takes one click and nobody's leave. Without that, until {years_long} after you "
        "were last here, and 30 days after you leave this workspace or I am removed from it. "
        "If I am not running by then, whoever runs me has to erase it."
    )


def _said(line: Line) -> str:
    count = f"{line.rows:,}"
    if line.rows == 1:
        return f"• {line.words}" + (f" ({spelled(line.first)})" if line.first else "")
    if line.first is None or line.last is None:
        return f"• {line.words}: {count}"
    if line.first == line.last:
        return f"• {line.words}: {count}, all on {spelled(line.first)}"
    return f"• {line.words}: {count}, from {spelled(line.first)} to {spelled(line.last)}"
