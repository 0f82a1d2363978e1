"""Everything kept about somebody as Markdown, to be read: in words, and nothing that only programs need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from advice.catalog import Catalog
from advice.check import Progress
from advice.entries import Check
from advice.guide_entries import Guide
from advice.guided import conclude
from advice.rated_entries import Rated
from advice.result import conclude_progress
from bot.features.mydata.rows import Around, day, lines, sent
from bot.features.mydata.words import KINDS
from bot.runtime.room import headed
from bot.store.portable import Portable, Row

ByDigest = Callable[[str, str], Check]  # digest and kind of a check -> the check as it was begun
WALKED = {"offered": "not begun", "open": "under way", "paused": "paused", "finished": "finished", "abandoned": "left"}
STEPS = {"open": "open", "done": "done", "dropped": "dropped"}
TOLD_HERE = frozenset({"checks", "answers", "notes", "results", "steps", "evidence", "outbox"})
"""Tables that are told together, or in a way of their own."""


def as_markdown(portable: Portable, check_of: ByDigest, catalog: Catalog) -> str:
    """Write it down. What a person wrote stands in quotes, each line of it."""
    around = Around(catalog, {row["id"]: row["name"] for row in portable.besides["teams"]})
    text = [
        "# What careercheck keeps about you",
        "",
        f"As of {day(portable.at)}. The same to the letter, for programs, comes with it as JSON.",
        *_checks(portable, check_of),
        *_part("Your next steps", _steps(portable.kept["steps"])),
        *_part("Your brag document", _evidence(portable.kept["evidence"], catalog)),
    ]
    for table, words in KINDS.items():
        rows = [*portable.kept.get(table, ()), *portable.besides.get(table, ())]
        if table == "outbox":
            text += _part(words, map(_item, sent(rows)))
        elif table not in TOLD_HERE:
            text += _part(words, map(_item, lines(table, rows, around)))
    return "\n".join([*text, ""])


def _part(title: str, told: Iterator[str]) -> list[str]:
    found = list(told)
    return ["", f"## {title}", "", *found] if found else []


def _item(words: str) -> str:
    return f"- {words}"


def _checks(portable: Portable, check_of: ByDigest) -> Iterator[str]:
    kept = portable.kept
    for row in kept["checks"]:
        check = check_of(row["content"], row["kind"])
        yield from ("", f"## {check.title}, begun {day(row['started_at'])} ({WALKED[row['state']]})", "")
        for result in _of(kept["results"], row["id"]):
            yield f"- {'Finished' if result['number'] == 1 else 'Corrected'} on {day(result['finished_at'])}"
            yield from _came_to(check, result)
        for opener, option in row["progress"]["openers"].items():
            found = next(one for one in check.openers if one.id == opener)
            yield f"- {found.ask} **{found.option(option).label}**"
        for answer in _of(kept["answers"], row["id"]):
            asked = headed(check.question(answer["question"]).name)
            yield f"- {asked}: **{_choice(check, answer)}** ({day(answer['at'])})"
        for note in _of(kept["notes"], row["id"]):
            named = check.question(note["question"]).name
            yield from (f"- Your note on {named} ({day(note['created_at'])})", *_quoted(note["text"]))


def _came_to(check: Check, result: Row) -> Iterator[str]:
    """Yield what a result came to, in short. What is strong and what is not are the answers, which follow."""
    progress = Progress.from_json(result["snapshot"])
    if isinstance(check, Guide):
        led = conclude(check, progress)
        if led.outcome:
            yield f"  - It came to: {led.outcome.title}"
    if isinstance(check, Rated):
        found = conclude_progress(check, progress)
        yield from (f"  - {one.title}: {one.sentence}" for one in found.standings)
        if found.steps:
            yield f"  - It proposed: {'; '.join(step.name for step in found.steps)}"


def _choice(check: Check, answer: Row) -> str:
    offered = {one.id: one.label for one in check.answers_of(answer["question"])}
    return offered[answer["choice"]] if answer["choice"] else "skipped"


def _steps(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        ended = f" on {day(row['closed_at'])}" if row["closed_at"] else ""
        yield from (f"- By {day(row['due'])} ({STEPS[row['state']]}{ended})", *_quoted(row["text"]))


def _evidence(rows: Sequence[Row], catalog: Catalog) -> Iterator[str]:
    pillars = {section.id: section.title for section in catalog.rated("set").sections}
    for row in rows:
        of = f" ({pillars.get(row['pillar'], row['pillar'])})" if row["pillar"] else ""
        yield from (f"- {day(row['day'])}{of}", *_quoted(row["text"]))


def _of(rows: Sequence[Row], check: str) -> list[Any]:
    return [row for row in rows if row["check_id"] == check]


def _quoted(text: str) -> list[str]:
    return [f"  > {line}" for line in text.splitlines()]
