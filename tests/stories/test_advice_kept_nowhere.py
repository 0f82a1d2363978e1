"""What somebody asks is in no row of the database and in no line of the log, whatever came of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.runtime import logs
from bot.store.tables import metadata
from tests.kit import Somebody, World

CANARY = "zq7canary"
ASKED = (
    f"{CANARY}: am I too rusty to work as an engineer again?",
    f"the lottery numbers of {CANARY} please",
    f"Soll ich wieder als Entwickler arbeiten, {CANARY}?",
    CANARY,
    f"{CANARY} " * 4000,
)


def asks(somebody: Somebody) -> None:
    """Ask in every way there is, and click on."""
    for text in ASKED:
        somebody.writes(text, thread=False)
        somebody.runs(f"/careercheck advice {text[:2000]}", channel="general")
    somebody.clicks("Topics")
    somebody.clicks("Going back to building")


@pytest.fixture
def asked(ana: Somebody) -> Somebody:
    """Ana, who asked."""
    asks(ana)
    return ana


def test_no_row_holds_a_word_of_it(world: World, asked: Somebody) -> None:
    rows = {name: str(world.rows(f"SELECT * FROM {name}")) for name in metadata.tables}

    assert "too-rusty" in rows["outbox"], "that a card was sent is known"
    assert [name for name, held in rows.items() if CANARY in held.lower()] == []


def test_no_line_holds_a_word_of_it(capfd: pytest.CaptureFixture[str], world: World, ana: Somebody) -> None:
    logs.configure("DEBUG")
    asks(ana)
    world.slack.faults.refuse("chat.postMessage", "invalid_blocks")
    ana.writes(ASKED[0], thread=False)
    world.stops()

    heard = capfd.readouterr()
    assert "invalid_blocks" in heard.out + heard.err
    assert CANARY not in (heard.out + heard.err).lower()


def test_no_file_of_the_bot_holds_a_word_of_it(world: World, asked: Somebody, tmp_path: Path) -> None:
    world.stops()

    written = {file.name: file.read_bytes().lower() for file in tmp_path.iterdir() if file != world.record}
    assert written
    assert [name for name, held in written.items() if CANARY.encode() in held] == []
