"""An export that is taken in comes out again the very same; whatever is wrong with a file, nothing is changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path as File

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.preview.stage import WORKSPACE, found_workspace
from bot.store import taken_in
from bot.store.engine import Database
from bot.store.held import count as held
from bot.store.person import about_people, erase
from bot.store.portable import TAKEN_IN, digest
from bot.store.refused import Refused
from bot.store.tables import metadata
from tests.kit_storage import on_sqlite
from tests.store.kit_mydata import ANA, BEN, Document, changed, lives, somebody, taken_along

pytestmark = pytest.mark.storage

NAMED_ELSEWHERE = {  # what others rely on, or the bot itself: never taken in from a file
    *("people", "outbox", "exports", "imports", "memberships", "primaries", "ledger", "invitations", "invited"),
    *("viewers", "pulls", "audit"),
}


@pytest.fixture
def written(database: Database) -> str:
    """Ana's export; she is kept too."""
    with database.writing() as connection:
        found_workspace(connection)
        lives(connection)
        return taken_along(connection).written()


def test_each_table_is_taken_in_or_named_here() -> None:
    everywhere = {table.name for table in about_people()}
    assert everywhere - set(TAKEN_IN) == NAMED_ELSEWHERE


@pytest.mark.parametrize("user_id", [ANA, BEN])
def test_what_was_erased_and_taken_in_comes_out_the_very_same(database: Database, written: str, user_id: str) -> None:
    with database.writing() as connection:
        before = taken_along(connection)
        assert all(before.kept[name] for name in TAKEN_IN), "something of every kind"
        erase(connection, WORKSPACE, ANA)
        somebody(connection, user_id)
        taken_in.put(connection, WORKSPACE, user_id, taken_in.read(written))
        after = taken_along(connection, user_id)

    assert json.dumps(after.kept) == json.dumps(before.kept)
    assert digest(after.kept) == json.loads(written)["digest"]


def test_who_has_things_here_takes_nothing_in(database: Database, written: str) -> None:
    with database.reading() as connection:
        before = taken_along(connection)
    with pytest.raises(Refused, match="about this person already"), database.writing() as connection:
        taken_in.put(connection, WORKSPACE, ANA, taken_in.read(written))
    with database.reading() as connection:
        assert taken_along(connection) == before


def test_what_somebody_else_has_is_not_taken_in_twice(database: Database, written: str) -> None:
    with database.writing() as connection:
        somebody(connection, BEN, first=1000)
    with pytest.raises(Refused, match="somebody else"), database.writing() as connection:
        taken_in.put(connection, WORKSPACE, BEN, taken_in.read(written))
    with database.reading() as connection:
        assert set(held(connection, WORKSPACE, BEN)) == {"people"}


def _set(table: str, column: str, value: object) -> Callable[[Document], object]:
    return lambda document: document["kept"][table][0].__setitem__(column, value)


WRONG: dict[str, Callable[[Document], object]] = {
    "an instant without a zone": _set("answers", "at", "2026-11-23T12:00:00"),
    "no instant": _set("answers", "at", "yesterday"),
    "a number for a text": _set("notes", "text", 7),
    "a text that no database takes": _set("notes", "text", "a\0b"),
    "too long": _set("answers", "question", "q" * 41),
    "a number that is too large": _set("results", "number", 2**40),
    "nothing where something must be": _set("steps", "due", None),
    "a progress that is none": _set("checks", "progress", {"sections": 1}),
    "a path that is none": _set("paths", "body", []),
    "content of another digest": _set("contents", "digest", "0" * 64),
    "a column too many": _set("steps", "workspace", "T0OTHER"),
    "a table too many": lambda document: document["kept"].__setitem__("viewers", []),
    "a table too few": lambda document: document["kept"].pop("steps"),
    "rows that are none": lambda document: document["kept"].__setitem__("steps", ["x"]),
    "kept that is none": lambda document: document.__setitem__("version", "1"),
}


@on_sqlite
@pytest.mark.parametrize("wrong", WRONG)
def test_a_file_of_a_wrong_shape_is_refused(written: str, wrong: str) -> None:
    with pytest.raises(Refused, match="damaged"):
        taken_in.read(changed(written, WRONG[wrong]))


@on_sqlite
def test_a_file_in_which_one_word_changed_is_refused(written: str) -> None:
    with pytest.raises(Refused, match="damaged"):
        taken_in.read(changed(written, _set("notes", "text", "another"), signed=False))


@on_sqlite
@pytest.mark.parametrize("cut", [0, 1, 100, -2])
def test_a_file_that_was_cut_off_is_refused(written: str, cut: int) -> None:
    with pytest.raises(Refused, match=r"damaged|no export"):
        taken_in.read(written[:cut])


@on_sqlite
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not even JSON", "no export"),
        ("[]", "no export"),
        ('{"format": "something else"}', "no export"),
        ("[" * 200_000, "no export"),
        ('{"format": "careercheck-person", "version": 2}', "later version"),
        (" " * (taken_in.LONGEST + 1), "larger than any"),
    ],
    ids=["no JSON", "no object", "foreign", "deep", "newer", "huge"],
)
def test_a_foreign_newer_or_huge_file_is_refused(written: str, text: str, said: str) -> None:
    assert written
    with pytest.raises(Refused, match=said):
        taken_in.read(text)


@on_sqlite
def test_the_rows_that_an_operator_can_print_are_told_apart(
    database: Database, database_url: str, written: str, tmp_path: File
) -> None:
    """They hold more than is taken in, and look like an export."""
    in_database = ["--database", database_url]
    printed = CliRunner().invoke(app, ["person", "export", WORKSPACE, ANA, *in_database])
    assert '"tables"' in printed.stdout
    file = tmp_path / "rows.json"
    file.write_text(printed.stdout)

    ran = CliRunner().invoke(app, ["import-person", str(file), "--user", ANA, *in_database])

    assert ran.exit_code == 1
    assert "`careercheck person export`" in ran.stderr
    assert "Only the JSON that *Export* in `/careercheck mydata` brings to the person can be taken in." in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


@on_sqlite
def test_the_command_says_it_in_one_sentence_and_changes_nothing(
    database: Database, database_url: str, written: str, tmp_path: File
) -> None:
    file = tmp_path / "export.json"
    for text, user, said in (
        ("nothing", ANA, "no export of careercheck"),
        (written[:-100], ANA, "is damaged"),
        (written, BEN, f"an export of {ANA}"),
        (written.replace(ANA, "U0NOBODY"), "U0NOBODY", "Ask them to type /careercheck once"),
    ):
        file.write_text(text)
        ran = CliRunner().invoke(app, ["import-person", str(file), "--user", user, "--database", database_url])
        assert ran.exit_code == 1
        assert said in ran.output
        assert len(ran.output.splitlines()) == 1
    with database.reading() as connection:
        rows = {name: connection.execute(metadata.tables[name].select()).all() for name in ("imports", "outbox")}
    assert rows == {"imports": [], "outbox": []}

    with database.writing() as connection:
        somebody(connection, BEN, first=1000)
    meant = ["import-person", str(file), "--user", BEN, "--from-another-account", "--workspace", WORKSPACE]
    file.write_text(written)
    assert CliRunner().invoke(app, [*meant, "--database", database_url]).exit_code == 0
