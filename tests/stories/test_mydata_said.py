"""What the bot said at once, without a row that waits, vanishes with all else, and nothing tells what it was."""

from __future__ import annotations

from typing import Any

import pytest

from bot.runtime.posted import Posted
from bot.store.erased import forget
from bot.store.tables import metadata
from tests.kit import Json, Somebody, World
from tests.stories.nudges import leaves
from tests.stories.steps import begins
from tests.stories.test_mydata import erases, left_of, vanish

pytestmark = pytest.mark.storage

CANARY = "Quetzal in the night shift"
CRY = "I want to kill myself"


def of_the_bot(who: Somebody) -> list[Json]:
    """Return the bot's messages that stay in somebody's conversation."""
    return [message for message in who.messages() if message["bot"] and not message["ephemeral"]]


def is_erased(world: World, who: Somebody) -> None:
    (workspace,) = world.rows("SELECT workspace FROM workspaces")[0]
    forget(world.bot.services.database, workspace, who.id, world.clock.now())


def was_away(world: World, who: Somebody) -> None:
    """Let somebody leave and come back, and not have turned to the bot since."""
    leaves(world, who)
    world.slack.act.changes(who.id, is_deleted=False)
    world.settles()


def everything_kept(world: World) -> str:
    return str([world.rows(f"SELECT * FROM {table}") for table in metadata.tables])


def test_the_words_after_brag_add_vanish(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck help")
    ana.writes(f"brag add {CANARY}", thread=False)
    assert CANARY in str([message["blocks"] for message in of_the_bot(ana)])

    erases(ana)
    vanish(world)

    assert of_the_bot(ana) == []


def test_so_do_they_where_their_person_is_erased_meanwhile(
    world: World, ana: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana.runs("/careercheck help")
    door = world.bot.door
    post = door.post

    def erased_first(*args: Any, **how: Any) -> Posted:
        monkeypatch.setattr(door, "post", post)
        is_erased(world, ana)
        return post(*args, **how)

    monkeypatch.setattr(door, "post", erased_first)
    ana.writes(f"brag add {CANARY}", thread=False)

    assert left_of(world, ana) == {}
    vanish(world)
    assert of_the_bot(ana) == []


def test_so_does_a_sentence_about_something_old(world: World, ana: Somebody) -> None:
    begins(ana)
    old = ana.thread_ts()
    ana.runs("/careercheck")
    ana.clicks("Start over")
    world.slack.act.message(ana.id, "yes", thread_ts=old)
    world.settles()
    ana.sees("You set that check aside")

    erases(ana)
    vanish(world)

    assert of_the_bot(ana) == []


def test_so_does_what_somebody_hears_whom_slack_does_not_tell_about(world: World, ana: Somebody) -> None:
    """They left once, so something is kept about them."""
    ana.runs("/careercheck help")
    was_away(world, ana)
    world.slack.faults.refuse("users.info", error="internal_error")
    ana.writes("hello", thread=False)
    ana.sees("I couldn't look you up in Slack just now")

    is_erased(world, ana)
    vanish(world)

    assert of_the_bot(ana) == []


def test_an_answer_to_a_cry_for_help_vanishes_and_nothing_says_what_it_was(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck help")
    ana.writes(CRY, thread=False)
    was_away(world, ana)
    ana.writes(CRY, thread=False)
    assert len(of_the_bot(ana)) == 2
    kept = everything_kept(world)
    assert not any(trace in kept for trace in ("care", "crisis", "kill"))

    is_erased(world, ana)
    vanish(world)

    assert of_the_bot(ana) == []


def test_of_whom_we_never_met_nothing_is_kept_and_the_answer_stays(world: World, ana: Somebody) -> None:
    ana.writes(CRY, thread=False)

    assert len(of_the_bot(ana)) == 1
    assert left_of(world, ana) == {}
    assert ana.id not in everything_kept(world)
