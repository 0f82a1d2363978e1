"""How a result looks. Pure: values in, message out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from advice.catalog import Check, Passage
from advice.result import Move, Result, Standing, Step
from bot.features.check.card_view import label_of
from bot.runtime.blocks import (
    Block,
    Rendered,
    RenderedView,
    actions,
    bars,
    button,
    context,
    escape,
    field,
    header,
    menu,
    message,
    modal,
    preformatted,
    section,
    verbatim,
)
from bot.runtime.room import OPTION, cut, headed, listing, roomiest, shorten

Cite = Callable[[Iterable[str]], str]
Blocks = list[Block | None]
Notes = Mapping[str, Sequence[str]]  # name of the question -> what was written under it


@dataclass(frozen=True)
class Room:
    """How many characters parts of a result may take: a passage, a sentence, a list, sources; notes and moves shown."""

    passage: int
    line: int
    names: int
    sources: int
    some: int


ROOMS = (Room(1200, 900, 2800, 800, 6), Room(600, 500, 1500, 300, 4), Room(350, 250, 800, 150, 3))
CORRECTED = "You changed an answer; the earlier result is kept as it was."
NAME, NOTE, TEXT_CHART = 100, 160, 600  # characters
SHORTENED = "This is shortened to fit into a message; _Copy as text_ has all of it."
_COUNTS = {"Strong": "strong", "Partly": "partly", "Not yet": "not_yet", "Skipped": "skipped"}


def result(check_id: str, number: int, concluded: Result, cite: Cite, notes: Notes) -> Rendered:
    """A finished result, with what can be done about it."""
    title = "Your result" if number == 1 else "Your result, corrected"
    value = f"{check_id}|{number}"

    def draw(room: Room) -> Blocks:
        return [
            header("title", title),
            context("corrected", CORRECTED) if number > 1 else None,
            *_body(concluded, cite, room),
            *_notes(notes, room),
            _moved(concluded.moved, room),
            context("shortened", SHORTENED) if room is not ROOMS[0] else None,
            _closing(concluded, cite, room),
            actions(
                "go",
                button("Pick a next step", "steps.pick", value, style="primary"),
                button("Change an answer", "check.pick_answer", check_id),
                button("Copy as text", "check.copy", value),
            ),
        ]

    text = _summary(title, concluded)
    return message(text, *roomiest(draw, ROOMS, spare=TEXT_CHART), instead_of_chart=_text_chart(concluded.standings))


def partial(value: str, concluded: Result, cite: Cite, left: int) -> Rendered:
    """What there is of a result while questions are still open."""
    title = "What you have so far"

    def draw(room: Room) -> Blocks:
        return [
            header("title", title),
            context("left", f"{left} to go. Nothing here is final."),
            *_body(concluded, cite, room),
            _closing(concluded, cite, room),
            actions("go", button("Go on", "check.resume", value, style="primary")),
        ]

    text = _summary(title, concluded)
    return message(text, *roomiest(draw, ROOMS, spare=TEXT_CHART), instead_of_chart=_text_chart(concluded.standings))


def plain_copy(text: str) -> Rendered:
    """A result as text that can be copied, or a part of it."""
    return message("Your result as text, to copy.", preformatted("copy", text))


def nothing_yet() -> Rendered:
    """There is no result to show."""
    words = "There is nothing to show yet. Your result comes after the first answers."
    return message(
        words, section("nothing", words), actions("go", button("Start the check", "check.open", style="primary"))
    )


def change_form(check_id: str, check: Check, answers: Mapping[str, str | None]) -> RenderedView:
    """The form in which a person picks the answer to change."""
    groups = [
        (
            part.title,
            [
                (asked.id, shorten(f"{asked.name}: {label_of(check, asked, answers[asked.id]) or 'skipped'}", OPTION))
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
        context(f"step.{number}.source", cut(cite(facts), room.sources)),
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


def _notes(notes: Notes, room: Room) -> Blocks:
    flat = [(name, " ".join(text.split())) for name, texts in notes.items() for text in texts]
    lines = [f"• {shorten(headed(name), NAME)}: {shorten(text, NOTE)}" for name, text in flat[: room.some]]
    if len(flat) > room.some:
        lines.append(f"and {len(flat) - room.some} more; Copy as text holds them all.")
    return [section("notes.title", "*Your notes*"), verbatim("notes", "\n".join(lines))] if lines else []


def _moved(moves: Sequence[Move], room: Room) -> Block | None:
    shown = moves[: room.some]
    lines = [f"• {cut(headed(m.name), NAME)}: {cut(m.before, NAME)} → {cut(m.after, NAME)}" for m in shown]
    if len(moves) > room.some:
        lines.append(f"and {len(moves) - room.some} more.")
    return section("moved", "\n".join(["*What moved since last time*", *lines])) if lines else None


def _closing(concluded: Result, cite: Cite, room: Room) -> Block:
    closing = concluded.closing
    return context("closing", f"{cut(closing.text, room.passage)} {cut(cite(closing.facts), room.sources)}.")
