"""The source as a tree, for rules about what is written in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def tree(file: Path) -> ast.Module:
    """Return a file as a tree."""
    return ast.parse(file.read_text())


def shipped(*packages: str) -> list[Path]:
    """Return every Python file of these folders, `bot` and `advice` by default."""
    return sorted(file for package in packages or ("bot", "advice") for file in (ROOT / package).rglob("*.py"))


def place(file: Path, node: ast.AST) -> str:
    """Say where something is written."""
    return f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def calls(file: Path, name: str) -> Iterator[ast.Call]:
    """Yield the calls of a function or method of this name."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)
            if called == name:
                yield node


def argument(call: ast.Call, position: int, keyword: str) -> ast.expr | None:
    """Return an argument of a call, however it is given."""
    if len(call.args) > position:
        return call.args[position]
    return next((given.value for given in call.keywords if given.arg == keyword), None)


def texts(file: Path) -> Iterator[str]:
    """Yield every string in a file, docstrings too."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@cache
def names(file: Path) -> tuple[tuple[ast.AST, str], ...]:
    """Return everything imported or used in a file by its full dotted name: `datetime.datetime.now`."""
    return tuple(_names(file))


def _names(file: Path) -> Iterator[tuple[ast.AST, str]]:
    known: dict[str, str] = {}
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.partition(".")[0]
                known[alias.asname or first] = alias.name if alias.asname else first
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                known[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                yield node, f"{node.module}.{alias.name}"
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Attribute) and (dotted := _dotted(node)):
            yield node, ".".join([known.get(dotted[0], f"({dotted[0]})"), *dotted[1:]])


def _dotted(node: ast.expr) -> list[str]:
    """Return the parts of `a.b.c`; nothing where it begins with anything but a name."""
    if isinstance(node, ast.Name):
        return [node.id]
    inner = _dotted(node.value) if isinstance(node, ast.Attribute) else []
    return [*inner, node.attr] if inner and isinstance(node, ast.Attribute) else []
