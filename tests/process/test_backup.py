"""Backup, restore and the other commands, as operators run them: beside the bot, or in its absence."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.process.served import SOON, Served, Watcher
from tests.stories.steps import PILLARS

pytestmark = pytest.mark.process


def does(house: Served, *command: str, **environ: str) -> str:
    """Run a command to its good end, and return what it said."""
    run = house.runs(*command, **environ)
    assert run.ends(2 * SOON) == 0, (command, run.err)
    return run.out


def refuses(house: Served, *command: str, **environ: str) -> str:
    """Run a command that has to be refused in one sentence, and return that."""
    run = house.runs(*command, **environ)
    assert run.ends(2 * SOON) == 1
    assert run.out == ""
    assert "Traceback" not in run.err
    return run.err.strip()


def answers_in(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(connection.execute("SELECT count(*) FROM answers").fetchone()[0])


def test_a_backup_beside_a_busy_bot_and_back_to_it_later(house: Served, ana: Watcher, tmp_path: Path) -> None:
    saved = tmp_path / "saved.db"
    strong, count = PILLARS["soft"]
    ana.begins()
    for number in range(1, 4):
        ana.expects(f"{number} of {count}, ")
        ana.clicks(strong)
    ana.expects(f"4 of {count}, ")

    run = house.runs("backup", str(saved))
    for number in range(4, count + 1):  # nobody waits for a backup
        ana.expects(f"{number} of {count}, ")
        ana.clicks(strong)
    ana.expects("Soft skills: done")

    assert run.ends(2 * SOON) == 0, run.err
    assert run.out.endswith(" MB, schema 0001, checked.\n")
    kept = answers_in(saved)
    assert 3 <= kept <= count
    assert "while none does" in refuses(house, "restore", str(saved))
    assert "while none does" in refuses(house, "migrate")
    assert answers_in(house.file) == count

    house.stops()
    said = does(house, "restore", str(saved))

    assert f"Restored {saved}, taken " in said
    assert "Now start the bot: careercheck run" in said
    house.starts()
    assert answers_in(house.file) == kept
    ana.runs("/careercheck status")
    ana.expects("Soft skills")


def test_who_was_erased_beside_the_bot_is_not_in_a_backup_restored_later(
    house: Served, ana: Watcher, tmp_path: Path
) -> None:
    team, saved = house.slack.cast.team_id, tmp_path / "saved.db"
    ben = house.who("ben")
    for somebody in (ana, ben):
        somebody.runs("/careercheck")
        somebody.expects("what happens to your answers")
        somebody.clicks("I agree, start")
        somebody.expects("1 of 21")
    house.settles()
    does(house, "backup", str(saved))
    does(house, "person", "erase", team, ben.id, "--yes")
    house.stops()

    said = does(house, "restore", str(saved))

    assert "Erased again, because they had been erased since: 1." in said
    assert house.rows("SELECT user_id FROM people") == [(ana.id,)]
    with closing(sqlite3.connect(house.file)) as connection:
        named = [line for line in connection.iterdump() if ben.id in line]
    assert [line.split('"')[1] for line in named] == ["deletions"], "their Home tab has yet to vanish, and nothing else"
    assert house.file.read_bytes().count(ben.id.encode()) <= len(named) + 1, "in the row, and in its key"
    house.starts()
    ana.clicks("Yes")
    ana.expects("2 of 21")


def test_every_other_command_works_beside_the_bot(house: Served, ana: Watcher) -> None:
    ana.begins()
    ben = house.who("ben")
    ben.runs("/careercheck")
    ben.expects("what happens to your answers")
    house.settles()
    team = house.slack.cast.team_id

    for command in (
        ("person", "export", team, ana.id),
        ("person", "erase", team, ben.id, "--yes"),
        ("backup", str(house.folder / "saved.db")),
        ("health",),
        ("content", "check"),
    ):
        does(house, *command)

    # It may find something to say about a Slack that is simulated, but it looks.
    doctor = house.runs("doctor")
    assert doctor.ends(2 * SOON) in (0, 1)
    assert "database" in doctor.out
    assert "Traceback" not in doctor.err
    ana.clicks("Yes")
    ana.expects("2 of 21")
    for file in house.folder.glob("bot.db*"):
        assert file.stat().st_mode & 0o077 == 0, file
