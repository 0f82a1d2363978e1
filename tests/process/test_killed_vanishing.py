"""`kill -9` in the middle of an erasure or an export: all of it or nothing, and nothing that nobody finds again."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit import Somebody, World, a_world
from tests.process.served import SOON, beside
from tests.stories.test_mydata import erases, left_of, vanish
from tests.stories.test_mydata_export import asks, files_of, has_history, with_files

pytestmark = pytest.mark.process


def killed(world: World, who: Somebody, point: str) -> int:
    """Let a process of its own do it, be killed there, and start ours again; returns how it ended."""
    world.stops()
    named = (world.clock.now().isoformat(), point, "T0DEMO001", who.id)
    ended = beside(world, "tests.process.vanishing", *named).wait(4 * SOON)
    world.starts()
    world.settles()
    return ended


@pytest.mark.storage
def test_before_its_commit_the_next_start_does_it_where_it_is_written_down(world: World) -> None:
    """They had said that they are sure; where there is no log (PostgreSQL, unless it is set) they say so again."""
    ana = world.who("ana")
    has_history(ana)
    before = left_of(world, ana)
    assert killed(world, ana, "erased:before") == -signal.SIGKILL

    if not world.bot.services.database.is_sqlite:
        assert left_of(world, ana) == before
        erases(ana)
    assert left_of(world, ana) == {}
    vanish(world)
    assert [message for message in ana.messages() if message["bot"] and not message["ephemeral"]] == []


@pytest.mark.storage
def test_after_its_commit_the_rest_goes_once_the_bot_is_back(world: World) -> None:
    ana = world.who("ana")
    has_history(ana)
    ana.opens_home()
    assert killed(world, ana, "erased:after") == -signal.SIGKILL

    assert left_of(world, ana) == {}
    vanish(world)
    assert [message for message in ana.messages() if message["bot"] and not message["ephemeral"]] == []
    world.bot.ticker.run("purge")
    assert world.rows("SELECT erased_at FROM workspaces WHERE erased_at IS NOT NULL") == []


@pytest.fixture
def sharing(tmp_path: Path) -> Iterator[World]:
    """A workspace that lets the bot share files, where Ana asked for an export that did not come yet."""
    with a_world(tmp_path, cast=with_files()) as world:
        has_history(world.who("ana"))
        world.slack.faults.refuse("files.getUploadURLExternal", error="internal_error")
        asks(world.who("ana"))
        yield world


def the_next_try(world: World) -> None:
    """Let the lease of whoever died run out."""
    world.passes(minutes=6)
    world.bot.ticker.run("export")
    world.settles()


@pytest.mark.parametrize(("point", "shown"), [("shared:before", 0), ("shared:after", 2)])
def test_an_export_comes_whatever_it_was_killed_at_and_all_of_it_goes(sharing: World, point: str, shown: int) -> None:
    """After the upload and before that is noted it comes twice, and the first two files are not forgotten."""
    ana = sharing.who("ana")
    sharing.passes(minutes=6)
    assert killed(sharing, ana, point) == -signal.SIGKILL
    assert sum(len(message.get("files", ())) for message in ana.messages()) == shown

    the_next_try(sharing)
    assert sum(len(message.get("files", ())) for message in ana.messages()) == shown + 2
    ana.sees("That's everything I keep about you")

    erases(ana)
    vanish(sharing)
    assert files_of(ana) == {}


def test_erased_between_the_upload_and_the_next_try(sharing: World) -> None:
    ana = sharing.who("ana")
    sharing.passes(minutes=6)
    killed(sharing, ana, "shared:after")
    assert len(files_of(ana)) == 2

    erases(ana)
    the_next_try(sharing)
    vanish(sharing)
    assert files_of(ana) == {}
    assert left_of(sharing, ana) == {}
