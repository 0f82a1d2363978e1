"""What was told of a team, and who was counted, is written once: no statement of ours changes or removes it.

Rows go with their team or their person alone, which the database itself sees to.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.tables import metadata
from tests.rules.source import calls, shipped, texts, tree

FROZEN = ("summaries", "ledger")
CHANGING = ("update", "delete", "on_conflict_do_update")
IN_WORDS = re.compile(rf"\b(update|delete\s+from|replace\s+into|truncate(\s+table)?)\s+({'|'.join(FROZEN)})\b", re.I)


def changes(file: Path) -> Iterator[str]:
    """Yield each place that changes or removes rows of a frozen table."""
    known = _names_of_frozen(file)
    for function in CHANGING:
        for call in calls(file, function):
            if {name for node in ast.walk(call) for name in _named(node)} & known:
                yield f"{file.name}:{call.lineno}"
    yield from (f"{file.name}: {text}" for text in texts(file) if IN_WORDS.search(text))


def _names_of_frozen(file: Path) -> set[str]:
    """Return how a file calls the frozen tables: by their names, or those that it imports them under."""
    imported = (node for node in ast.walk(tree(file)) if isinstance(node, ast.ImportFrom))
    return {
        alias.asname or alias.name
        for node in imported
        if (node.module or "").startswith("bot.store.tables")
        for alias in node.names
        if alias.name in FROZEN
    } | {f"tables.{name}" for name in FROZEN}


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield f"{ast.unparse(node.value).rpartition('.')[2]}.{node.attr}"


def test_they_are_called_so() -> None:
    assert set(FROZEN) < set(metadata.tables)


def test_no_statement_changes_or_removes_them() -> None:
    assert [where for file in shipped("bot") for where in changes(file)] == []


@pytest.mark.parametrize(
    "line",
    [
        "from bot.store.tables import summaries\nx = update(summaries).where(a)",
        "from bot.store.tables import summaries as told\nx = delete(told)",
        "from bot.store.tables.teaming import ledger\nx = ledger.delete()",
        "from bot.store.tables import ledger\nx = into('sqlite', ledger).on_conflict_do_update(a)",
        "from bot.store import tables\nx = update(tables.summaries)",
        "x = text('UPDATE summaries SET body = NULL')",
        "x = text('delete from ledger')",
    ],
)
def test_it_would_be_found(line: str, tmp_path: Path) -> None:
    file = tmp_path / "slip.py"
    file.write_text(line)
    assert list(changes(file))
