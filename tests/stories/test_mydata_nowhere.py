"""What somebody wrote is nowhere any more once they are erased: in no row, file, log line or restored backup."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.runtime import logs
from bot.store.backup import back_up
from bot.store.restore import restore
from bot.store.tables import metadata
from tests.kit import Somebody, World, a_world
from tests.kit_storage import on_sqlite
from tests.stories.steps import begins, finishes_pillar

CANARY = "zq7canary"


def writes_everywhere(who: Somebody) -> None:
    """Write the canary wherever a person can write, and ask for an export of it all."""
    begins(who, "/careercheck technical")
    who.writes(f"a note about {CANARY}")
    finishes_pillar(who, "technical")
    who.clicks("Pick a next step")
    who.submits(which="own", own=f"Ask {CANARY} about it", by="2026-12-01")
    who.runs(f"/careercheck brag add {CANARY} shipped")
    who.writes(f"{CANARY} in my own words?", thread=False)
    who.runs(f"/careercheck advice {CANARY}")
    who.runs("/careercheck mydata")
    who.clicks("Export")


def erases(world: World, who: Somebody) -> None:
    who.clicks("Erase everything")
    who.submits()
    world.passes(minutes=1)
    world.bot.ticker.run("purge")


def holding(world: World) -> set[str]:
    """Return the tables that hold the canary. A printed row shows long texts cut, so each value is looked at."""
    rows = {name: world.rows(f"SELECT * FROM {name}") for name in metadata.tables}
    return {name for name, found in rows.items() if CANARY in str([tuple(row) for row in found]).lower()}


def found_in(folder: Path, *but: Path) -> list[str]:
    """Return the files that hold the canary."""
    files = [file for file in folder.iterdir() if file.is_file() and file not in but]
    assert files
    return [file.name for file in files if CANARY.encode() in file.read_bytes().lower()]


@pytest.mark.storage
def test_no_row_holds_a_word(world: World, ana: Somebody) -> None:
    writes_everywhere(ana)
    before = holding(world)
    assert before >= {"notes", "steps", "evidence", "exports"}, "or nothing was planted"
    assert "outbox" not in before

    erases(world, ana)

    assert holding(world) == set()


def test_no_file_holds_a_word_nor_does_a_backup_that_is_restored(tmp_path: Path) -> None:
    saved = tmp_path / "saved.db"
    with a_world(tmp_path) as world:
        ana = world.who("ana")
        writes_everywhere(ana)
        back_up(world.bot.services.database, saved, world.clock.now())
        assert "saved.db" in found_in(tmp_path, world.record)

        erases(world, ana)
        assert found_in(tmp_path, world.record, saved) == []

        world.stops()
        assert restore(world.bot.services.database, saved, world.clock.now() + timedelta(days=1)).erased == 1
        assert found_in(tmp_path, world.record, saved) == []


@on_sqlite
def test_no_line_of_the_log_holds_a_word(capfd: pytest.CaptureFixture[str], world: World, ana: Somebody) -> None:
    logs.configure("DEBUG")
    writes_everywhere(ana)
    world.slack.faults.refuse("chat.postMessage", "invalid_blocks")
    ana.clicks("Export")
    erases(world, ana)
    world.stops()

    heard = capfd.readouterr()
    assert "router" in heard.out + heard.err or "outbox" in heard.out + heard.err
    assert CANARY not in (heard.out + heard.err).lower()


@on_sqlite
def test_no_message_carries_a_word_where_others_could_read_it(world: World, ana: Somebody) -> None:
    """Message metadata is open to every app of the workspace."""
    writes_everywhere(ana)
    erases(world, ana)

    posted = [call.args for call in world.slack.calls if call.method == "chat.postMessage"]
    assert posted
    assert CANARY not in str([args.get("metadata") for args in posted]).lower()
    assert CANARY not in str([args for args in posted if args["channel"] != posted[0]["channel"]]).lower()
