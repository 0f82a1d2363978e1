"""What README and the guides say is so."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.cli import app
from bot.runtime.given import SETTINGS
from tests.rules.source import ROOT, shipped, texts

README, OPERATING = ROOT / "README.md", ROOT / "docs" / "operating.md"
DOCS = [README, *sorted((ROOT / "docs").glob("*.md"))]
FOR_OPERATORS = README.read_text() + OPERATING.read_text()
FOR_TESTS = {"REQUIRE_BROWSER", "REQUIRE_REGISTRY"}
CODE = re.compile(r"^ *```\w*\n((?:.*\n)*?) *```|^    (\S.*)$|`([^`\n]+)`", re.MULTILINE)
RUN = re.compile(r"(?:^|(?<=run --rm )|(?<=exec careercheck ))(?:\S*python -m bot|careercheck) (?P<words>[a-z].*)")
# What operators and people read, and then look up under Troubleshooting.
QUOTED = (
    "These settings need a look:",
    "Slack did not let us in:",
    "Another careercheck is running on this database file.",
    "The database is damaged",
    "written by a later version of careercheck",
    "Nothing can be heard at",
    "I couldn't save that just now",
    "Something went wrong on my side",
)


def commands(doc: Path) -> Iterator[str]:
    """Yield the commands of ours that a document shows, without `careercheck` and remarks."""
    for block, indented, inline in CODE.findall(doc.read_text()):
        for line in (block or indented or inline).splitlines():
            found = RUN.search(line.partition(" # ")[0].strip())
            if found:
                yield found["words"].strip()


SHOWN = sorted({command for doc in DOCS for command in commands(doc)})


def every_command(group: typer.Typer, before: str = "") -> Iterator[str]:
    """Yield every command that there is."""
    yield from (f"{before}{command.name}" for command in group.registered_commands)
    for inner in group.registered_groups:
        yield from every_command(inner.typer_instance, f"{before}{inner.name} ")


def test_readme_keeps_to_its_order() -> None:
    headings = re.findall(r"^## (.+)$", README.read_text(), flags=re.MULTILINE)
    assert headings[:3] == ["Try it, test it", "What people can do", "Put it into a real workspace"]
    assert headings[-1] == "For contributors"
    assert README.read_text().index("![") < README.read_text().index("## ")


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_is_explained(setting: str) -> None:
    assert re.search(rf"^\| `{setting}` \| \S", FOR_OPERATORS, flags=re.MULTILINE)


def test_no_other_setting_is_spoken_of() -> None:
    named = {name for doc in DOCS for name in re.findall(r"\b(?:CAREERCHECK|SLACK)_[A-Z_]+\b", doc.read_text())}
    assert {name for name in named if name.removesuffix("_FILE") not in SETTINGS} <= FOR_TESTS
    assert "`SLACK_BOT_TOKEN_FILE=" in README.read_text(), "that a setting can stand in a file"


def test_every_command_is_shown_to_operators() -> None:
    told = [f"{command} " for command in SHOWN]
    known = set(every_command(app))
    assert {"run", "person erase"} <= known
    assert {name for name in known if not any(command.startswith(f"{name} ") for command in told)} == set()


@pytest.mark.parametrize("command", SHOWN)
def test_every_command_that_is_shown_is_one(command: str) -> None:
    ran = CliRunner().invoke(app, [*shlex.split(command), "--help"])
    assert ran.exit_code == 0, ran.output


def test_commands_are_found_however_they_are_shown(tmp_path: Path) -> None:
    doc = tmp_path / "doc.md"
    doc.write_text(
        "Say `careercheck run` or `docker compose run --rm careercheck migrate`; `careercheck.db` is a file.\n"
        "```sh\n. bin/activate\ncareercheck backup FILE --force  # a remark\n```\n"
        "   ```sh\n   careercheck doctor\n   ```\n\n    .venv/bin/python -m bot content check\n"
    )
    assert list(commands(doc)) == ["run", "migrate", "backup FILE --force", "doctor", "content check"]


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)
def test_every_link_leads_somewhere(doc: Path) -> None:
    text = re.sub(r"```.*?```", "", doc.read_text(), flags=re.DOTALL)
    for address in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        name, _, anchor = address.partition("#")
        target = doc.parent / name if name else doc
        assert target.exists(), address
        headings = re.findall(r"^#+ (.+)$", target.read_text(), flags=re.MULTILINE) if anchor else []
        anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
        assert not anchor or anchor in anchors, address


def test_every_picture_is_shown() -> None:
    shown = {name for doc in DOCS for name in re.findall(r"pictures/([\w.-]+)", doc.read_text())}
    assert {file.name for file in (ROOT / "docs" / "pictures").iterdir()} == shown


def test_every_log_event_that_operators_are_told_to_watch_is_written() -> None:
    table = OPERATING.read_text().partition("| event |")[2].partition("\n\n")[0]
    events = set(re.findall(r"`([a-z]+\.[a-z_]+)`", table))
    assert len(events) > 10
    assert events - {text for file in shipped() for text in texts(file)} == set()


def test_every_metric_that_operators_are_told_to_watch_is_counted() -> None:
    told = set(re.findall(r"`careercheck_([a-z_]+?)(?:_total)?[`{]", OPERATING.read_text()))
    assert len(told) > 5
    assert told - {text for file in shipped("bot/runtime") for text in texts(file)} == set()


@pytest.mark.parametrize("words", QUOTED)
def test_what_troubleshooting_quotes_is_what_the_bot_says(words: str) -> None:
    assert words in OPERATING.read_text()
    assert any(words in text for file in shipped() for text in texts(file))


def test_the_container_in_the_guide_is_locked_down_and_keeps_its_data_where_the_image_does() -> None:
    compose = OPERATING.read_text().partition("```yaml\n")[2].partition("```")[0]
    for line in ("read_only: true", "cap_drop: [ALL]", 'security_opt: ["no-new-privileges:true"]'):
        assert f"\n    {line}\n" in compose
    (volume,) = re.findall(r"^VOLUME (\S+)$", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    assert f"- data:{volume}\n" in compose
    secrets = set(re.findall(r"_FILE: /run/secrets/(\w+)", compose))
    assert secrets == set(re.findall(r"^  (\w+):\n    file:", compose, flags=re.MULTILINE)) != set()
    user = re.findall(r"^USER (\d+):", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)[0]
    assert f"user {user}" in OPERATING.read_text()
