"""The model is written from the promise: it knows nothing of the bot."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

from tests.simulation import model


def test_the_model_stands_on_nothing_but_python() -> None:
    parsed = ast.parse(Path(model.__file__).read_text())
    named = [alias.name for node in ast.walk(parsed) if isinstance(node, ast.Import) for alias in node.names] + [
        str(node.module) for node in ast.walk(parsed) if isinstance(node, ast.ImportFrom)
    ]

    assert named
    assert {name.partition(".")[0] for name in named} <= sys.stdlib_module_names
