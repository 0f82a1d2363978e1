"""What the checks put on the Home tab: where I am, my last result, what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from advice import result as outcome
from advice.catalog import Guide, Rated
from bot.features.check import guide_draw, under_way_view
from bot.features.check.around_draw import under_way
from bot.features.check.ids import SET, of_result
from bot.runtime.blocks import Block, actions, button, escape, section
from bot.runtime.drawing import Drawing
from bot.runtime.room import cut, headed, listing
from bot.store import contents, people, results
from bot.store.person import count_kept
from bot.store.results import ResultRow

MOST = 8  # results
NOTHING = "No check is under way. One takes a few minutes, and you can stop any time."


@dataclass(frozen=True)
class Here:
    """Where somebody is: in words, as blocks, and what is kept about them in one line."""

    words: str
    blocks: tuple[Block, ...]
    kept: str


def draw(drawing: Drawing) -> Here:
    """Draw the section."""
    begun = under_way(drawing)
    every = button("All checks", "check.list")
    if begun:
        words, top = " ".join(row.words for row in begun[: under_way_view.MOST]), under_way_view.blocks(begun)
        go = actions("here.go", every)
    else:
        words, top = NOTHING, [section("here", NOTHING)]
        go = actions("here.go", button("Start the check", "check.open", style="primary"), every)
    return Here(words, (*top, go, *_results(drawing)), _kept(drawing))


def _results(drawing: Drawing) -> list[Block]:
    """The last result of each check: in a line, and more of it for a check whose answers are a picture."""
    blocks: list[Block] = []
    rows = results.last_of_each(drawing.connection, drawing.workspace, drawing.user_id)
    for row in sorted(rows, key=lambda row: (row.kind != SET, row.kind))[:MOST]:
        check = contents.of_check(drawing.connection, drawing.catalog, drawing.workspace, row.content, row.kind)
        blocks += _rated(row, check) if isinstance(check, Rated) else [_in_a_line(row, check)]
    return blocks


def _in_a_line(row: ResultRow, guide: Guide) -> Block:
    words = f"*{escape(guide.title)}* · {_day(row.finished_at)}\n{escape(headed(guide_draw.line(row, guide)))}"
    return section(f"last.{row.kind}", words, button("Show it", "check.result", of_result(row.check_id, row.number)))


def _rated(row: ResultRow, check: Rated) -> list[Block]:
    concluded = outcome.conclude_progress(check, row.progress)
    lines = [f"*{escape(s.title)}*: {cut(s.sentence, 600)}" for s in concluded.standings]
    nearest = f"\nThe nearest thing to work on: *{escape(concluded.nearest)}*." if concluded.nearest else ""
    return [
        section(
            f"last.{row.kind}",
            f"*Your last result, {_day(row.finished_at)}* · {escape(check.title)}\n" + listing(lines, 2400) + nearest,
        ),
        actions(
            f"last.{row.kind}.go",
            button("Show it", "check.result", of_result(row.check_id, row.number)),
            button("Pick a next step", "steps.pick", f"{row.check_id}|{row.number}"),
        ),
    ]


def _kept(drawing: Drawing) -> str:
    person = people.find(drawing.connection, drawing.workspace, drawing.user_id)
    if person is None or person.consented_at is None:
        return "Nothing about your answers is kept until you agree to it."
    counts = count_kept(drawing.connection, drawing.workspace, drawing.user_id)
    kinds = ", ".join(f"{count} {kind if count == 1 else kind + 's'}" for kind, count in counts.items())
    return f"Kept about you: {kinds}, your next steps, your career path and your teams. Only you see them here."


def _day(when: datetime) -> str:
    """A date that Slack shows in the reader's own zone."""
    return f"<!date^{int(when.timestamp())}^{{date_long}}|{when:%Y-%m-%d}>"
