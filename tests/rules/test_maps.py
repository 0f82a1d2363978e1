"""Where a folder has many files, its `__init__.py` is a map of them."""

from __future__ import annotations

import ast
import re

import pytest

from tests.rules.source import ROOT

MAPPED = ["bot/store", "bot/store/tables", "bot/runtime", "bot/runtime/outbox", "bot/features/team"]


@pytest.mark.parametrize("folder", MAPPED)
def test_a_map_names_what_is_there_and_nothing_else(folder: str) -> None:
    place = ROOT / folder
    text = ast.get_docstring(ast.parse((place / "__init__.py").read_text())) or ""
    there = {file.name for file in place.glob("*.py")} - {"__init__.py"}
    there |= {f"{inner.parent.name}/" for inner in place.glob("*/__init__.py")}

    assert set(re.findall(r"`([a-z_]+(?:\.py|/))`", text)) == there
