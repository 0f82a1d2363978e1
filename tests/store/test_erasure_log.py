"""A log of erasures that cannot be read is said with its reason, and nobody is told to throw the whole of it away."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.store.engine import Database
from bot.store.erased import forget
from bot.store.erasure_lines import LogUnreadable
from bot.store.erasures import log_of
from bot.store.ready import make_ready
from tests.kit_storage import NOON
from tests.store.kept import a_database, comes, who

DAY = timedelta(days=1)
STAMP = NOON.isoformat()


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    """A database with two people in it, of whom one is erased, so that there is a log."""
    with closing(a_database(file)) as made:
        comes(made, "U2")
        comes(made, "U3")
        forget(made, "T1", "U3", NOON)
        yield made


def log_file(database: Database) -> Path:
    log = log_of(database)
    assert log is not None
    return log


@pytest.mark.parametrize(
    "line",
    ["what is this", f"{STAMP} ab", f"{NOON:%Y-%m-%d} ab cd", f"{STAMP} ab cd ef", f"{STAMP} a\ufffd cd"],
    ids=["words", "too little", "no time zone", "too much", "no hash"],
)
@pytest.mark.parametrize("by", ["an erasure", "a start"])
def test_the_line_that_is_none_is_named_and_nobody_is_erased(
    database: Database, file: Path, line: str, by: str
) -> None:
    log = log_file(database)
    log.write_text(f"{log.read_text()}{line}\n")
    before = log.read_bytes()

    with pytest.raises(LogUnreadable, match=rf"^Line 2 of the log of erasures {log} is none") as refused:
        if by == "a start":
            make_ready(database, NOON + DAY)
        else:
            forget(database, "T1", "U2", NOON + DAY)

    assert "take it out and leave the others. Do not throw the whole log away" in str(refused.value)
    assert line not in str(refused.value)
    assert who(file) == {"U1", "U2"}
    assert log.read_bytes() == before


def test_an_empty_line_is_in_nobodys_way(database: Database, file: Path) -> None:
    log = log_file(database)
    log.write_text(f"\n{log.read_text()}\n")

    forget(database, "T1", "U2", NOON + DAY)

    assert who(file) == {"U1"}
    assert len(log.read_text().splitlines()) == 2


def test_bytes_that_are_no_text_are_a_line_that_is_none(database: Database) -> None:
    log_file(database).write_bytes(b"\xff\xfe\n")

    with pytest.raises(LogUnreadable, match=r"^Line 1 "):
        forget(database, "T1", "U2", NOON + DAY)


@pytest.mark.parametrize("by", ["an erasure", "a start"])
def test_who_may_not_read_it_hears_whom_to_give_it_to(
    database: Database, file: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    log = log_file(database)

    def denied(_: Path) -> bytes:  # the superuser, who runs some tests, may read everything
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(LogUnreadable, match=rf"may not be read by the user .* chown USER {log}$"):
        if by == "a start":
            make_ready(database, NOON + DAY)
        else:
            forget(database, "T1", "U2", NOON + DAY)

    assert who(file) == {"U1", "U2"}


def test_the_command_says_it_in_a_sentence_too(database: Database, file: Path) -> None:
    log_file(database).write_text("what is this\n")

    ran = CliRunner().invoke(app, ["person", "erase", "T1", "U2", "--yes", "--database", f"sqlite:///{file}"])

    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr.startswith("Line 1 of the log of erasures ")


@pytest.mark.parametrize("user_id", [0, 1000], ids=["the superuser", "another"])
def test_what_the_superuser_writes_belongs_to_the_databases_owner(
    database: Database, file: Path, monkeypatch: pytest.MonkeyPatch, user_id: int
) -> None:
    """Else the bot, which is somebody else, could read it no more, and nobody would be erased."""
    given: list[tuple[os.stat_result, int, int]] = []
    monkeypatch.setattr(os, "geteuid", lambda: user_id)
    monkeypatch.setattr(os, "fchown", lambda opened, *owner: given.append((os.fstat(opened), *owner)))

    forget(database, "T1", "U2", NOON + DAY)

    owner, log = file.stat(), log_file(database)
    expected = [(owner.st_uid, owner.st_gid)] if user_id == 0 else []
    assert [(user, group) for _, user, group in given] == expected
    assert all(os.path.samestat(opened, log.stat()) for opened, *_ in given), "it, and no other file"
    assert log.stat().st_mode & 0o777 == 0o600
