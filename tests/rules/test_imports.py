"""Who may import whom, and from where."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
OURS = {"bot", "advice", "migrations"}
PARTS = {"pydantic_core": "pydantic"}  # pinned to the letter by what it is part of
PROVIDED_BY = packages_distributions()  # reads what every installed package lists: too dear for each file
SHIPPED = sorted(file for package in OURS for file in (ROOT / package).rglob("*.py"))


def name(requirement: str) -> str:
    """Return a requirement's or distribution's name as package indexes compare them."""
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


@cache
def imported(file: Path) -> frozenset[str]:
    """Return the top-level names that a file imports, wherever in it."""
    nodes = list(ast.walk(ast.parse(file.read_text())))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    taken = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return frozenset(module.partition(".")[0] for module in plain | taken)


@pytest.mark.process
def test_the_import_rules_hold() -> None:
    ran = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: str(file.relative_to(ROOT)))
def test_what_we_ship_imports_only_what_it_declares(file: Path) -> None:
    """A tool of development, or a dependency of a dependency, may be missing where we are installed."""
    declared = {name(requirement) for requirement in PROJECT["dependencies"]}
    foreign = imported(file) - set(sys.stdlib_module_names) - OURS
    brought_by = {module: [PARTS[module]] if module in PARTS else PROVIDED_BY.get(module, []) for module in foreign}
    undeclared = {module for module, dists in brought_by.items() if not {name(dist) for dist in dists} & declared}
    assert undeclared == set()


def test_nothing_shipped_imports_a_test() -> None:
    assert [file for file in SHIPPED if "tests" in imported(file)] == []
