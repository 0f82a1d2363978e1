"""The repository as a newcomer finds it."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.txt", "requirements-dev.txt", "requirements-build.txt"]
MADE = {"__pycache__", "build", "dist", "node_modules"}  # by tools; not ours to check
PINNED = re.compile(r"(?P<name>[\w.-]+)==\S+( ; .+)?( --hash=sha256:[0-9a-f]{64})+")
# Written apart, so that this file does not name what it looks for.
HOSTS = re.compile(
    "|".join(["py" + r"pi\.(org|python)", "python" + "hosted", r"npm" + r"js\.(org|com)", "uv" + r"\.lock"])
)
MACHINES = re.compile("|".join("/" + place for place in ["ro" + "ot/", "wo" + "rk/", r"home/\w", r"Users/\w"]))


def files() -> Iterator[Path]:
    """Yield every file of the project: what is in the folder, less what tools made."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in MADE and (name == ".ci" or not name.startswith("."))]
        yield from (
            Path(folder, name) for name in names if not name.endswith((".png", ".pyc", ".db", ".db-wal", ".db-shm"))
        )


def requirements(lock: str) -> list[str]:
    """Return the entries of a lock file, each on one line."""
    return (ROOT / lock).read_text().replace("\\\n", " ").splitlines()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_pins_everything_by_hash_and_holds_no_address(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text()
    for entry in requirements(lock):
        assert PINNED.fullmatch(re.sub(r"\s+", " ", entry)), entry


def test_the_lock_files_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {"requirements.txt": project["project"]["dependencies"]}
    wanted["requirements-dev.txt"] = wanted["requirements.txt"] + project["dependency-groups"]["dev"]
    wanted["requirements-build.txt"] = project["build-system"]["requires"] + project["dependency-groups"]["build"]
    for lock, names in wanted.items():
        locked = {entry.partition("==")[0] for entry in requirements(lock)}
        assert {re.split(r"[<>=~!\[ ;]", name)[0].lower() for name in names} <= locked


def test_the_lock_files_agree() -> None:
    run, develop, build = (dict(entry.split(" ")[0].split("==") for entry in requirements(lock)) for lock in LOCKS)
    assert run.items() <= develop.items()
    assert build.items() <= develop.items()


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = []
    for file in files():
        text = file.read_text(errors="ignore")
        found += [f"{file.relative_to(ROOT)}: {match[0]}" for match in HOSTS.finditer(text)]
        found += [f"{file.relative_to(ROOT)}: {match[0]}" for match in MACHINES.finditer(text)]
    assert found == []


def test_the_readme_begins_with_the_two_commands() -> None:
    blocks = re.findall(r"^```\w*\n(.*?)^```", (ROOT / "README.md").read_text(), flags=re.MULTILINE | re.DOTALL)
    commands = [line.partition("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]
    assert commands[:2] == ["make try", "make test"]


def test_the_changelog_is_in_the_form_of_keep_a_changelog() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text().splitlines()
    assert lines[0] == "# Changelog"
    versions = [line for line in lines if line.startswith("## ")]
    assert versions[0] == "## [Unreleased]"
    for version in versions[1:]:
        assert re.fullmatch(r"## \[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", version)
    kinds = {line.removeprefix("### ") for line in lines if line.startswith("### ")}
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_the_licence_is_mit() -> None:
    assert (ROOT / "LICENSE").read_text().startswith("MIT License\n\nCopyright (c) 2026 Careercheck contributors\n")


def test_every_make_command_is_in_its_help() -> None:
    targets = set(re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)[0].split())
    told = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert set(re.findall(r"make ([a-z-]+)", told)) == targets


def test_the_check_before_a_merge_stops_at_a_mistake_and_can_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in script.read_text()
    subprocess.run(["bash", "-n", str(script)], check=True)
