"""How the result of a guide looks. Pure: values in, message out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from advice.guide_entries import Item, NextStep
from advice.guided import Conclusion
from bot.features.check.result_parts import NAME, SHORTENED, Blocks, Cite, Notes, changed, notes_kept
from bot.features.check.result_parts import Room as Shared
from bot.runtime.blocks import Block, Rendered, actions, button, context, escape, header, message, section
from bot.runtime.room import cut, listing, roomiest, shorten

LABEL = 70  # characters on a button
FROM = "Where this comes from:"


@dataclass(frozen=True)
class Room:
    """How many characters a passage, an item, a part and sources may take, and how many parts and steps are shown."""

    passage: int
    item: int
    part: int
    sources: int
    parts: int
    steps: int
    shared: Shared


ROOMS = (
    Room(700, 700, 2800, 2400, 12, 12, Shared(700, 700, 2800, 600, 6)),
    Room(500, 350, 1200, 1200, 8, 8, Shared(500, 350, 1200, 300, 4)),
    Room(350, 200, 450, 600, 6, 4, Shared(350, 200, 450, 150, 2)),
)


@dataclass(frozen=True)
class Told:
    """A conclusion, with whose it is. `label`: of the suggested check's button; None: there is none to be offered."""

    title: str
    value: str
    conclusion: Conclusion
    label: str | None
    plan: bool


def result(told: Told, cite: Cite, notes: Notes, *, about: Sequence[Block], more: Sequence[Block] = ()) -> Rendered:
    """A finished result, with what can be done about it. `about`: which it is; `more`: what stands below it."""
    concluded = told.conclusion

    def draw(room: Room) -> Blocks:
        return [
            header("title", _heading(concluded)),
            *about,
            section("opening", cut(concluded.opening.text, room.passage)),
            *_parts(concluded.parts[: room.parts], room),
            *_steps(_shown(concluded.steps, room), room),
            *notes_kept(notes, room.shared),
            changed(concluded.changed, room.shared),
            context("shortened", SHORTENED) if _is_short(concluded, room) else None,
            _suggestion(told, room),
            context("closing", cut(concluded.closing.text, room.passage)),
            context("sources", f"{FROM} {cite(_facts(concluded, room), room.sources)}."),
            _actions(told),
            *more,
        ]

    return message(_summary(told), *roomiest(draw, ROOMS))


def partial(value: str, title: str, lines: Sequence[str], left: int, *, more: Sequence[Block] = ()) -> Rendered:
    """What was answered so far; what it comes to is said once all is answered. `lines`: "Your role: Engineer"."""
    ahead = f"About {left} to go. What it comes to follows at the end." if left else "Nearly done."
    return message(
        shorten(f"What you have so far: {'; '.join(lines)}. {ahead}"),
        header("title", "What you have so far"),
        context("of", f"{escape(title)} · {ahead}"),
        section("answers", listing([f"• {cut(line, 2 * NAME)}" for line in lines])),
        actions("go", button("Go on", "check.resume", value, style="primary")),
        *more,
    )


def _heading(concluded: Conclusion) -> str:
    return concluded.outcome.title if concluded.outcome else "Your result"


def _summary(told: Told) -> str:
    concluded = told.conclusion
    words = [f"Your result. {told.title}: {_heading(concluded)}.", concluded.opening.text]
    words += [f"{head}: {' '.join(item.text for item in items)}" for head, items in concluded.parts]
    return shorten(" ".join(words))


def _parts(parts: Sequence[tuple[str, Sequence[Item]]], room: Room) -> Blocks:
    lines = [_lines(head, items, room) for head, items in parts]
    return [section(f"part.{number}", listing(part, room.part)) for number, part in enumerate(lines, start=1)]


def _lines(head: str, items: Sequence[Item], room: Room) -> Sequence[str]:
    return [f"*{escape(head)}*", *(f"• {cut(item.text, room.item)}" for item in items)]


def _steps(steps: Sequence[NextStep], room: Room) -> Blocks:
    if not steps:
        return []
    blocks: Blocks = [section("steps", "*What you could do*")]
    for number, step in enumerate(steps, start=1):
        words = f"*{number}. {cut(step.name, NAME)}* · {_within(step.months)}\n{cut(step.text, room.passage)}"
        blocks.append(section(f"step.{number}", words))
    return blocks


def _shown(steps: Sequence[NextStep], room: Room) -> Sequence[NextStep]:
    """The steps that there is room for, the nearest ones."""
    return sorted(steps, key=lambda step: step.months)[: room.steps]


def _facts(concluded: Conclusion, room: Room) -> Iterable[str]:
    """The facts of all that is shown, each once."""
    items = [item for _, under in concluded.parts[: room.parts] for item in under]
    said = [concluded.opening, *items, *_shown(concluded.steps, room), concluded.closing]
    return dict.fromkeys(fact for passage in said for fact in passage.facts)


def _within(months: int) -> str:
    """How long a step takes until its day: "now", "within a month", "in 3 months"."""
    return {0: "now", 1: "within a month"}.get(months, f"in {months} months")


def _is_short(concluded: Conclusion, room: Room) -> bool:
    if room is not ROOMS[0] or len(concluded.parts) > room.parts or len(concluded.steps) > room.steps:
        return True
    return any(len("\n".join(_lines(head, items, room))) > room.part for head, items in concluded.parts)


def _suggestion(told: Told, room: Room) -> Block | None:
    suggestion = told.conclusion.suggestion
    if suggestion is None or told.label is None:
        return None
    words = f"*What fits next*\n{cut(suggestion.text, room.passage)}"
    return section("suggestion", words, button(shorten(told.label, LABEL), "check.open", suggestion.check))


def _actions(told: Told) -> Block:
    steps = told.conclusion.steps
    keep = button("Keep this plan", "steps.keep", told.value, style="primary")
    pick = button("Pick a next step", "steps.pick", told.value, style=None if told.plan else "primary")
    return actions(
        "go",
        *([keep] if told.plan else []),
        *([pick] if steps else []),
        button("Change an answer", "check.pick_answer", told.value.partition("|")[0]),
        button("Copy as text", "check.copy", told.value),
        button("All checks", "check.list"),
    )
