"""What the checks put on the Home tab: what is under way, and what the last ones came to and how that moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from advice import check as flow
from advice import result as outcome
from advice.catalog import Guide, Rated
from advice.moves import Compared, How, Taken, compared
from advice.trend import since
from bot.features.check import guide_draw, under_way_view
from bot.features.check.around_draw import under_way
from bot.features.check.ids import SET, of_result
from bot.features.check.result_parts import day
from bot.runtime.blocks import Block, Element, actions, button, escape, section
from bot.runtime.drawing import Drawing
from bot.runtime.room import cut, headed, listing
from bot.store import contents, history
from bot.store.results import ResultRow

MOST, MOST_MOVES, ROOM_FOR_MOVES = 8, 2, 400  # results, answers that moved in each, characters for those
NONE_MOVED = "No answer has moved since the one before."
NOTHING = "No check is under way. One takes a few minutes, and you can stop any time."


@dataclass(frozen=True)
class Here:
    """Where somebody is, in words and as blocks: what is under way, or how to begin."""

    words: str
    blocks: tuple[Block, ...]


def here(drawing: Drawing) -> Here:
    """Draw what is under way."""
    begun = under_way(drawing)
    every = button("All checks", "check.list")
    if begun:
        words, top = " ".join(row.words for row in begun[: under_way_view.MOST]), under_way_view.blocks(begun)
        return Here(words, (*top, actions("here.go", every)))
    start = button("Start the check", "check.open", style="primary")
    return Here(NOTHING, (section("here", NOTHING), actions("here.go", start, every)))


def latest(drawing: Drawing) -> list[Block]:
    """Draw the last result of each check: in a line, and more of it for a check whose answers are a picture."""
    rows = history.latest(drawing.connection, drawing.workspace, drawing.user_id, each=2)
    wanted = {(row.content, row.kind) for row in rows}
    known = contents.of_checks(drawing.connection, drawing.catalog, drawing.workspace, wanted)
    kinds = [list(two) for _, two in groupby(rows, lambda row: row.kind)]
    blocks: list[Block] = []
    for row, *earlier in sorted(kinds, key=_first_comes)[:MOST]:
        before = Taken(known[earlier[0].content], earlier[0].progress) if earlier else None
        check = known[row.content]
        drawn = _rated(row, check, before) if isinstance(check, Rated) else [_in_a_line(row, check, before)]
        blocks += drawn
    return blocks


def _first_comes(two: Sequence[ResultRow]) -> tuple[bool, float]:
    """Sort by this: the SET check, then what was finished last."""
    return two[0].kind != SET, -two[0].finished_at.timestamp()


def _in_a_line(row: ResultRow, guide: Guide, before: Taken | None) -> Block:
    lines = [f"*{escape(guide.title)}* · {day(row.finished_at)}", escape(headed(guide_draw.line(row, guide)))]
    since_then = _moves(compared(Taken(guide, row.progress), before)) if before else ""
    if since_then:
        lines.append(f"_{since_then}_")
    return section(f"last.{row.kind}", "\n".join(lines), _show(row))


def _moves(answers: Sequence[Compared]) -> str:
    """Say which answers are others than in the result before; nothing where the two had no question in common."""
    changed = [one for one in answers if one.how is How.CHANGED]
    if not changed:
        return NONE_MOVED if any(one.how is How.SAME for one in answers) else ""
    named = [f"{one.name}: {one.before}, then {one.now}" for one in changed[:MOST_MOVES]]
    more = f"; and {len(changed) - MOST_MOVES} more" if changed[MOST_MOVES:] else ""
    return cut(f"Since the one before: {'; '.join(named)}{more}.", ROOM_FOR_MOVES)


def _rated(row: ResultRow, check: Rated, before: Taken | None) -> Sequence[Block]:
    concluded = outcome.conclude_progress(check, row.progress)
    lines = [f"*{escape(s.title)}*: {cut(s.sentence, 600)}" for s in concluded.standings]
    nearest = f"\nThe nearest thing to work on: *{cut(concluded.nearest, 200)}*." if concluded.nearest else ""
    trend = since(check, row.progress, before) if before else None
    head = f"*{escape(flow.title(check, row.progress))}* · {day(row.finished_at)}\n"
    return [
        section(
            f"last.{row.kind}",
            head + listing(lines, 2000) + nearest + (f"\n_{escape(trend)}_" if trend else ""),
        ),
        actions(
            f"last.{row.kind}.go", _show(row), button("Pick a next step", "steps.pick", f"{row.check_id}|{row.number}")
        ),
    ]


def _show(row: ResultRow) -> Element:
    return button("Show it", "check.result", of_result(row.check_id, row.number))
