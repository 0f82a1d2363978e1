"""How a result looks. Pure: values in, message out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from advice.result import Move, Result, Standing, Step
from bot.runtime.blocks import (
    Block,
    Rendered,
    actions,
    bars,
    button,
    context,
    escape,
    header,
    message,
    preformatted,
    section,
)

Cite = Callable[[Iterable[str]], str]
Notes = Mapping[str, Sequence[str]]  # name of the question -> what was written under it
NOTES_SHOWN, NOTE_SHOWN, MOVES_SHOWN = 6, 160, 6
_COUNTS = {"Strong": "strong", "Partly": "partly", "Not yet": "not_yet", "Skipped": "skipped"}


def result(check_id: str, number: int, concluded: Result, cite: Cite, notes: Notes) -> Rendered:
    """A finished result, with what can be done about it."""
    title = "Your result" if number == 1 else "Your result, corrected"
    value = f"{check_id}|{number}"
    return message(
        _summary(title, concluded),
        header("title", title),
        None if number == 1 else context("corrected", "You changed an answer; the earlier result is kept as it was."),
        *_body(concluded, cite),
        _notes(notes),
        _moved(concluded.moved),
        _closing(concluded, cite),
        actions(
            "go",
            button("Pick a next step", "steps.pick", value, style="primary"),
            button("Change an answer", "check.pick_answer", check_id),
            button("Copy as text", "check.copy", value),
        ),
        instead_of_chart=_text_chart(concluded.standings),
    )


def partial(value: str, concluded: Result, cite: Cite, left: int) -> Rendered:
    """What there is of a result while questions are still open."""
    title = "What you have so far"
    return message(
        _summary(title, concluded),
        header("title", title),
        context("left", f"{left} to go. Nothing here is final."),
        *_body(concluded, cite),
        _closing(concluded, cite),
        actions("go", button("Go on", "check.resume", value, style="primary")),
        instead_of_chart=_text_chart(concluded.standings),
    )


def plain_copy(text: str) -> Rendered:
    """A result as text that can be copied, or a part of it."""
    return message("Your result as text, to copy.", preformatted("copy", text))


def _summary(title: str, concluded: Result) -> str:
    parts = [title + ".", *concluded.opening, *(f"{s.title}: {s.sentence}" for s in concluded.standings)]
    if concluded.nearest:
        parts.append(f"The nearest thing to work on is {concluded.nearest}.")
    return " ".join(parts)


def _body(concluded: Result, cite: Cite) -> list[Block | None]:
    standings = "\n".join(f"*{escape(s.title)}*: {escape(s.sentence)}" for s in concluded.standings)
    return [
        section("opening", escape(" ".join(concluded.opening))),
        section("standings", standings),
        _chart(concluded.standings),
        _passage("all_strong", concluded.all_strong.text if concluded.all_strong else None),
        _listed("strengths", "Your strengths", [strength.name for strength in concluded.strengths]),
        _listed(
            "growth", "Worth working on, the most useful first", [f"{g.name} ({g.answer})" for g in concluded.growth]
        ),
        _passage("no_steps", concluded.no_steps.text if concluded.no_steps else None),
        *(block for number, step in enumerate(concluded.steps, 1) for block in _step(number, step, cite)),
    ]


def _step(number: int, step: Step, cite: Cite) -> list[Block]:
    lean_on = f"Lean on {escape(step.lean_on.name)}" if step.lean_on else "Lean on somebody"
    facts = dict.fromkeys((*step.gain_facts, *step.lean_facts))
    return [
        section(
            f"step.{number}",
            f"*{number}. {escape(step.name)}*\n*Gain it:* {escape(step.gain)}\n*{lean_on}:* {escape(step.lean)}",
        ),
        context(f"step.{number}.source", escape(cite(facts))),
    ]


def _chart(standings: Sequence[Standing]) -> Block:
    series = {name: [getattr(s, count) for s in standings] for name, count in _COUNTS.items()}
    shown = {name: values for name, values in series.items() if any(values)} or {"Open": [s.open for s in standings]}
    return bars("chart", "Your answers", [s.title for s in standings], shown, "answers")


def _text_chart(standings: Sequence[Standing]) -> Block:
    lines = []
    for s in standings:
        boxes = "█" * s.strong + "▓" * s.partly + "░" * (s.not_yet + s.skipped + s.open)
        lines.append(f"`{boxes}` {escape(s.title)}: {s.strong} strong, {s.partly} partly, {s.not_yet} not yet")
    return section("chart", "\n".join(lines))


def _listed(block_id: str, title: str, names: Sequence[str]) -> Block | None:
    if not names:
        return None
    return section(block_id, "\n".join([f"*{title}*", *(f"• {escape(name)}" for name in names)]))


def _passage(block_id: str, text: str | None) -> Block | None:
    return section(block_id, escape(text)) if text else None


def _notes(notes: Notes) -> Block | None:
    flat = [(name, text) for name, texts in notes.items() for text in texts]
    lines = [f"• {escape(name)}: {escape(_first(text))}" for name, text in flat[:NOTES_SHOWN]]
    if len(flat) > NOTES_SHOWN:
        lines.append(f"and {len(flat) - NOTES_SHOWN} more; _Copy as text_ holds them all.")
    return section("notes", "\n".join(["*Your notes*", *lines])) if lines else None


def _moved(moves: Sequence[Move]) -> Block | None:
    lines = [f"• {escape(m.name)}: {escape(m.before)} → {escape(m.after)}" for m in moves[:MOVES_SHOWN]]
    if len(moves) > MOVES_SHOWN:
        lines.append(f"and {len(moves) - MOVES_SHOWN} more.")
    return section("moved", "\n".join(["*What moved since last time*", *lines])) if lines else None


def _closing(concluded: Result, cite: Cite) -> Block:
    return context("closing", f"{escape(concluded.closing.text)} {escape(cite(concluded.closing.facts))}.")


def _first(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= NOTE_SHOWN else f"{line[: NOTE_SHOWN - 1]}…"
