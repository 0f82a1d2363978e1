"""A log line says only what may be said, and the guide for operators knows every line that should wake them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from bot.runtime.logs import SAYABLE
from tests.rules.source import ROOT, place, shipped, tree

LEVELS = ("debug", "info", "warning", "error", "exception", "critical")
WAKES = ("error", "exception", "critical")


def lines() -> Iterator[tuple[str, str, str, set[str]]]:
    """Yield each call that logs: where it stands, its level, its event, and the keys it gives."""
    for file in shipped("bot"):
        for node in ast.walk(tree(file)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS):
                continue
            if isinstance(node.func.value, ast.Name) and node.func.value.id == "log":
                event = node.args[0].value if isinstance(node.args[0], ast.Constant) else ""
                yield place(file, node), node.func.attr, str(event), {str(given.arg) for given in node.keywords}


def test_a_line_is_named_like_part_and_what_happened() -> None:
    assert [f"{where} {event}" for where, _, event, _ in lines() if not re.fullmatch(r"[a-z]+\.[a-z_]+", event)] == []


def test_a_line_gives_only_what_may_be_said() -> None:
    """Anything else would be withheld. May it be said? See runtime/logs.py."""
    given = [(where, keys - SAYABLE - {"exc_info"}) for where, _, _, keys in lines()]
    assert [(where, strange) for where, strange in given if strange] == []


def test_the_guide_names_every_event_that_should_wake_an_operator() -> None:
    guide = (ROOT / "docs" / "operating.md").read_text()
    waking = {event for where, level, event, _ in lines() if level in WAKES and "/playground/" not in where}
    assert len(waking) > 5, "nothing found: is the logger called otherwise now?"
    assert {event for event in waking if f"`{event}`" not in guide} == set()
