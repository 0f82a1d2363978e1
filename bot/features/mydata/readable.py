"""Everything kept about somebody as Markdown, to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from advice.entries import Check
from bot.features.mydata.words import KINDS
from bot.store.portable import Portable, Row

ByDigest = Callable[[str, str], Check]  # digest and kind of a check -> the check as it was begun
_TOLD = ("contents", "checks", "answers", "notes", "steps", "evidence")  # told in words of their own


def as_markdown(portable: Portable, check_of: ByDigest) -> str:
    """Write it down. What a person wrote stands in quotes, each line of it."""
    lines = [
        "# What careercheck keeps about you",
        "",
        f"As of {_day(portable.at)}, about {portable.user_id}. The same, for programs, is in the JSON beside it.",
        *_checks(portable, check_of),
        *_written(portable, "steps", "Your next steps", lambda row: f"By {row['due']}, {row['state']}"),
        *_written(portable, "evidence", "Your brag document", lambda row: str(row["day"])),
    ]
    for name, words in KINDS.items():
        rows = portable.kept.get(name) or portable.besides.get(name) or ()
        if rows and name not in _TOLD:
            lines += ["", f"## {words}", "", *(f"- {_plainly(row)}" for row in rows)]
    return "\n".join([*lines, ""])


def _checks(portable: Portable, check_of: ByDigest) -> Iterator[str]:
    kept = portable.kept
    for row in kept["checks"]:
        check = check_of(row["content"], row["kind"])
        asked = {question.id: question.ask for question in check.questions}
        yield from ("", f"## {check.title}, begun {_day(row['started_at'])} ({row['state']})", "")
        for answer in _of(kept["answers"], row["id"]):
            question = asked.get(answer["question"], answer["question"])
            yield f"- {question} **{answer['choice'] or 'skipped'}** ({_day(answer['at'])})"
        for note in _of(kept["notes"], row["id"]):
            question = asked.get(note["question"], note["question"])
            yield from (f"- Your note on “{question}” ({_day(note['created_at'])})", *_quoted(note["text"]))


def _written(portable: Portable, table: str, title: str, told: Callable[[Row], str]) -> Iterator[str]:
    rows = portable.kept[table]
    if rows:
        yield from ("", f"## {title}", "")
    for row in rows:
        yield from (f"- {told(row)}", *_quoted(row["text"]))


def _of(rows: Sequence[Row], check: str) -> list[Row]:
    return [row for row in rows if row["check_id"] == check]


def _quoted(text: str) -> list[str]:
    return [f"  > {line}" for line in text.splitlines()]


def _plainly(row: Row) -> str:
    whose = ("workspace", "user_id", "id")
    return "; ".join(f"{name}: {value}" for name, value in row.items() if name not in whose and value is not None)


def _day(when: str | datetime) -> str:
    day: date = datetime.fromisoformat(when) if isinstance(when, str) else when
    return f"{day.day} {day:%B %Y}"
