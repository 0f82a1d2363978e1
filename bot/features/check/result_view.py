"""How a result looks. Pure: values in, message out."""

from __future__ import annotations

from collections.abc import Sequence

from advice.catalog import Passage
from advice.result import Result, Standing, Step
from bot.features.check.result_parts import (
    NAME,
    ROOMS,
    SHORTENED,
    TEXT_CHART,
    Blocks,
    Cite,
    Notes,
    Room,
    changed,
    notes_kept,
)
from bot.runtime.blocks import Block, Rendered, actions, bars, button, context, escape, header, message, section
from bot.runtime.room import cut, headed, listing, roomiest, shorten

_COUNTS = {"Strong": "strong", "Partly": "partly", "Not yet": "not_yet", "Skipped": "skipped"}


def result(
    check_id: str,
    number: int,
    concluded: Result,
    cite: Cite,
    notes: Notes,
    *,
    about: Sequence[Block],
    more: Sequence[Block] = (),
) -> Rendered:
    """A finished result, with what can be done about it. `about`: which it is; `more`: what stands below it."""
    title = "Your result" if number == 1 else "Your result, corrected"
    value = f"{check_id}|{number}"

    def draw(room: Room) -> Blocks:
        return [
            header("title", title),
            *about,
            *_body(concluded, cite, room),
            *notes_kept(notes, room),
            changed(concluded.moved, room),
            context("shortened", SHORTENED) if room is not ROOMS[0] else None,
            _closing(concluded, cite, room),
            actions(
                "go",
                button("Pick a next step", "steps.pick", value, style="primary"),
                button("Change an answer", "check.pick_answer", check_id),
                button("Copy as text", "check.copy", value),
                button("All checks", "check.list"),
            ),
            *more,
        ]

    text = _summary(title, concluded)
    return message(text, *roomiest(draw, ROOMS, spare=TEXT_CHART), instead_of_chart=_text_chart(concluded.standings))


def partial(value: str, concluded: Result, cite: Cite, left: int, *, more: Sequence[Block] = ()) -> Rendered:
    """What there is of a result while questions are still open. `more`: what stands below it."""
    title = "What you have so far"

    def draw(room: Room) -> Blocks:
        return [
            header("title", title),
            context("left", f"{left} to go. Nothing here is final."),
            *_body(concluded, cite, room),
            _closing(concluded, cite, room),
            actions("go", button("Go on", "check.resume", value, style="primary")),
            *more,
        ]

    text = _summary(title, concluded)
    return message(text, *roomiest(draw, ROOMS, spare=TEXT_CHART), instead_of_chart=_text_chart(concluded.standings))


def _summary(title: str, concluded: Result) -> str:
    parts = [title + ".", *concluded.opening, *(f"{s.title}: {s.sentence}" for s in concluded.standings)]
    if concluded.nearest:
        parts.append(f"The nearest thing to work on is {concluded.nearest}.")
    return shorten(" ".join(parts))


def _body(concluded: Result, cite: Cite, room: Room) -> Blocks:
    names = [headed(strength.name) for strength in concluded.strengths]
    growth = [f"{headed(g.name)} ({g.answer})" for g in concluded.growth]
    return [
        section("opening", " ".join(cut(sentence, room.line) for sentence in concluded.opening)),
        section(
            "standings", listing([f"*{escape(s.title)}*: {cut(s.sentence, room.line)}" for s in concluded.standings])
        ),
        _chart(concluded.standings),
        _passage("all_strong", concluded.all_strong, room),
        _listed("strengths", "Your strengths", names, room.names),
        _listed("growth", "Worth working on, the most useful first", growth, room.names),
        _passage("no_steps", concluded.no_steps, room),
        *(block for number, step in enumerate(concluded.steps, 1) for block in _step(number, step, cite, room)),
    ]


def _step(number: int, step: Step, cite: Cite, room: Room) -> list[Block]:
    name, gain, lean = cut(headed(step.name), NAME), cut(step.gain, room.passage), cut(step.lean, room.passage)
    lean_on = f"Lean on {cut(step.lean_on.name, NAME)}" if step.lean_on else "Lean on somebody"
    facts = dict.fromkeys((*step.gain_facts, *step.lean_facts))
    return [
        section(f"step.{number}", f"*{number}. {name}*\n*Gain it:* {gain}\n*{lean_on}:* {lean}"),
        context(f"step.{number}.source", cite(facts, room.sources)),
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


def _listed(block_id: str, title: str, names: Sequence[str], most: int) -> Block | None:
    if not names:
        return None
    return section(block_id, listing([f"*{title}*", *(f"• {escape(name)}" for name in names)], most))


def _passage(block_id: str, passage: Passage | None, room: Room) -> Block | None:
    return section(block_id, cut(passage.text, room.passage)) if passage else None


def _closing(concluded: Result, cite: Cite, room: Room) -> Block:
    closing = concluded.closing
    return context("closing", f"{cut(closing.text, room.passage)} {cite(closing.facts, room.sources)}.")
