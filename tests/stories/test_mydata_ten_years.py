"""Somebody with ten years of it gets all of it within a minute, as files and as messages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.preview.stage import found_workspace
from bot.store import portable, taken_in
from tests.kit import Somebody, World, a_world
from tests.kit_storage import fresh_database
from tests.store.kit_mydata import taken_along, ten_years
from tests.stories.test_mydata_export import asks, files_of, pasted, with_files

NOTE, STEP = "I asked the night shift what it costs them, and wrote it down. " * 4, "Ask Maya to let me lead it"


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Ten years of somebody's, as their export has it."""
    database = fresh_database(tmp_path_factory.mktemp("lived"))
    with database.writing() as connection:
        found_workspace(connection)
        ten_years(connection, NOTE, STEP)
        yield taken_along(connection).written()
    database.close()


def has_lived(who: Somebody, world: World, export: str) -> dict[str, object]:
    """Let somebody have had those years; returns what is kept of them."""
    who.runs("/careercheck help")
    (workspace,) = world.rows("SELECT workspace FROM workspaces")[0]
    with world.bot.services.database.writing() as connection:
        taken_in.put(connection, workspace, who.id, taken_in.read(export))
        return dict(portable.of_person(connection, workspace, who.id, world.clock.now()).kept)


def within_a_minute(world: World) -> None:
    for _ in range(60):
        world.passes(seconds=1)


@pytest.mark.storage
def test_as_messages_that_can_be_pasted_together_and_taken_in_again(world: World, ana: Somebody, lived: str) -> None:
    kept = has_lived(ana, world, lived)
    asks(ana)
    within_a_minute(world)

    assert world.rows("SELECT state FROM outbox WHERE view = 'mydata.part' AND state <> 'sent'") == []
    assert world.rows("SELECT * FROM exports") == []
    text = pasted(world, ana)
    assert taken_in.read(text) == taken_in.read(lived)
    assert json.loads(text.replace("\n", ""))["kept"] == kept


def test_as_files(tmp_path: Path, lived: str) -> None:
    with a_world(tmp_path, cast=with_files()) as world:
        ana = world.who("ana")
        kept = has_lived(ana, world, lived)
        asks(ana)
        within_a_minute(world)

        assert json.loads(files_of(ana)["my-careercheck-data.json"])["kept"] == kept


def test_whoever_goes_on_meanwhile_is_not_kept_waiting(world: World, ana: Somebody, lived: str) -> None:
    has_lived(ana, world, lived)
    asks(ana)
    ana.writes("help", thread=False)
    for _ in range(5):
        world.passes(seconds=1)

    assert world.rows("SELECT 1 FROM outbox WHERE view = 'mydata.part' AND state = 'due'"), "parts still wait"
    assert world.rows("SELECT 1 FROM outbox WHERE view LIKE 'help%' AND state = 'sent'"), "and the answer does not"
