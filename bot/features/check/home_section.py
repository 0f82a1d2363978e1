"""What the checks put on the Home tab: where I am, my last result, what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from advice import check as flow
from advice import result as outcome
from bot.features.check.draw import link_to
from bot.features.check.ids import SET, stamp
from bot.runtime.blocks import Block, actions, button, escape, section
from bot.runtime.drawing import Drawing
from bot.runtime.room import cut, listing
from bot.store import checks, contents, people, results
from bot.store.checks import CheckRow
from bot.store.person import count_kept


@dataclass(frozen=True)
class Here:
    """Where somebody is: in words, as blocks, and what is kept about them in one line."""

    words: str
    blocks: tuple[Block, ...]
    kept: str


def draw(drawing: Drawing) -> Here:
    """Draw the section."""
    unfinished = checks.unfinished(drawing.connection, drawing.workspace, drawing.user_id)
    begun = [row for row in unfinished if row.state != "offered"]
    words, top = _under_way(drawing, begun[0]) if begun else _start()
    return Here(words, (*top, *_last(drawing)), _kept(drawing))


def _start() -> tuple[str, list[Block]]:
    words = "No check is under way. One takes about six minutes, and you can stop any time."
    start = button("Start the check", "check.open", style="primary")
    return words, [section("here", words), actions("here.go", start)]


def _under_way(drawing: Drawing, row: CheckRow) -> tuple[str, list[Block]]:
    check = contents.of_check(drawing.connection, drawing.catalog, drawing.workspace, row.content, row.kind)
    total, done = len(flow.questions(check, row.progress)), len(row.progress.given)
    state = "is paused" if row.state == "paused" else "is under way"
    words = f"{flow.title(check, row.progress)} {state}: {done} of {total} answered."
    link = link_to(drawing, row)
    go_on = button("Continue", "check.resume", stamp(row), style="primary", url=link)
    return words, [section("here", f"*{escape(words)}*"), actions("here.go", go_on)]


def _last(drawing: Drawing) -> list[Block]:
    found = results.last(drawing.connection, drawing.workspace, drawing.user_id, SET)
    if found is None:
        return []
    check = contents.of_check(drawing.connection, drawing.catalog, drawing.workspace, found.content, SET)
    concluded = outcome.conclude_progress(check, found.progress)
    lines = [f"*{escape(s.title)}*: {cut(s.sentence, 600)}" for s in concluded.standings]
    nearest = f"\nThe nearest thing to work on: *{escape(concluded.nearest)}*." if concluded.nearest else ""
    return [
        section("last", f"*Your last result, {_day(found.finished_at)}*\n" + listing(lines, 2400) + nearest),
        actions(
            "last.go",
            button("Show it", "check.result", found.check_id),
            button("Pick a next step", "steps.pick", f"{found.check_id}|{found.number}"),
        ),
    ]


def _kept(drawing: Drawing) -> str:
    person = people.find(drawing.connection, drawing.workspace, drawing.user_id)
    if person is None or person.consented_at is None:
        return "Nothing about your answers is kept until you agree to it."
    counts = count_kept(drawing.connection, drawing.workspace, drawing.user_id)
    kinds = ", ".join(f"{count} {kind if count == 1 else kind + 's'}" for kind, count in counts.items())
    return f"Kept about you: {kinds}, your next steps and your career path. Only you see them here."


def _day(when: datetime) -> str:
    """A date that Slack shows in the reader's own zone."""
    return f"<!date^{int(when.timestamp())}^{{date_long}}|{when:%Y-%m-%d}>"
