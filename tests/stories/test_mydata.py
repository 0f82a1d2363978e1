"""Everything kept about somebody is shown to them in words, and erased with one confirmed click."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.features.mydata import taking_back
from bot.features.mydata.words import KINDS
from bot.runtime.posted import Posted
from bot.runtime.router import ERASED
from bot.store import deletions
from bot.store.deletions import Deletion
from bot.store.erased import forget
from bot.store.held import count
from bot.store.person import about_people
from tests.kit import Somebody, World, button, words
from tests.stories.steps import begins, finishes_pillar
from tests.stories.teaming import filled, sends_at_once

pytestmark = pytest.mark.storage

OWN_WORDS = "Quetzal in the night shift"


@pytest.fixture
def told(world: World, ana: Somebody) -> Somebody:
    """Ana, who has a result, a note and a next step, and is in the middle of a check."""
    begins(ana, "/careercheck technical")
    ana.writes(OWN_WORDS)
    finishes_pillar(ana, "technical")
    ana.clicks("Pick a next step")
    ana.submits(which="own", own=f"Write about {OWN_WORDS}", by="2026-12-01")
    begins(ana)
    return ana


def erases(who: Somebody) -> None:
    """Have everything erased."""
    who.runs("/careercheck mydata")
    who.clicks("Erase everything")
    who.submits()


def left_of(world: World, who: Somebody) -> dict[str, int]:
    """Return how many rows name somebody, by table."""
    (workspace,) = world.rows("SELECT workspace FROM workspaces")[0]
    with world.bot.services.database.reading() as connection:
        return {name: kept.rows for name, kept in count(connection, workspace, who.id).items()}


def vanish(world: World) -> None:
    """Let vanish from Slack what is to vanish there."""
    for _ in range(20):
        if not world.rows("SELECT 1 FROM deletions"):
            return
        world.passes(seconds=20)
        world.bot.ticker.run("take back")
    raise AssertionError(world.rows("SELECT * FROM deletions"))


def test_every_table_has_words() -> None:
    assert set(KINDS) == {table.name for table in about_people()}


def test_it_is_shown_by_kind_with_numbers_and_days(told: Somebody) -> None:
    told.runs("/careercheck mydata")

    shown = words(told.sees("What I keep about you"))
    assert "• Your answers, with those you changed: 5, all on 23 November 2026" in shown
    assert "• Your next step (23 November 2026)" in shown
    assert "• The checks you began, and how far you got: 2, all on 23 November 2026" in shown
    came = [message for message in told.messages() if message["bot"] and not message["ephemeral"]]
    assert f"• Messages to you: which, when and where (not their words): {len(came)}, all on 23 November" in shown
    assert "5 years after you were last here, and 30 days after you leave" in shown
    assert OWN_WORDS not in shown


def test_it_can_be_asked_for_in_words(told: Somebody) -> None:
    told.writes("What do you know about me?", thread=False)

    assert button(told.sees("What I keep about you"), "Erase everything")


def test_nothing_is_erased_before_the_form_is_sent(world: World, told: Somebody) -> None:
    before = left_of(world, told)
    told.runs("/careercheck mydata")
    told.clicks("Erase everything")

    form = words(told.modal() or {})
    assert "Summaries that a team was shown already" in form
    assert "no way back" in form
    assert left_of(world, told) == before


def test_erasing_leaves_no_row_and_no_message(world: World, told: Somebody) -> None:
    told.opens_home()
    erases(told)

    assert "Everything I kept about you is erased" in words(told.modal() or {})
    assert left_of(world, told) == {}
    vanish(world)
    assert [words(m) for m in told.messages() if m["bot"] and not m["ephemeral"]] == []
    assert "Everything I kept about you is erased" in words(told.home())
    assert OWN_WORDS not in str([world.rows(f"SELECT * FROM {table}") for table in ("contents", "outbox", "audit")])


def test_others_keep_what_is_theirs(world: World, told: Somebody) -> None:
    ben = world.who("ben")
    begins(ben)
    kept, seen = left_of(world, ben), ben.messages()
    erases(told)
    vanish(world)

    assert left_of(world, ben) == kept
    assert ben.messages() == seen


def test_an_old_button_says_that_it_was_erased(world: World, told: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_back, "AT_ONCE", 0)  # it still stands there
    question = told.with_button("Yes")
    erases(told)

    told.presses_old(question, "Yes")

    told.sees(ERASED)
    assert left_of(world, told) == {}, "not even that a button was pressed"


@pytest.mark.parametrize("label", ["Add something", "Show my brag document", "Export", "Erase everything"])
def test_nobody_is_met_anew_by_a_button_that_is_left_over(
    world: World, told: Somebody, label: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one that leads in, and names nothing of theirs."""
    monkeypatch.setattr(taking_back, "AT_ONCE", 0)
    for typed in ("brag", "brag add a thing", "my data"):
        told.writes(typed, thread=False)
    old = told.with_button(label)
    erases(told)

    told.presses_old(old, label)

    told.sees(ERASED)
    assert left_of(world, told) == {}


def test_a_check_that_is_open_in_two_places_is_gone_in_both(
    world: World, told: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one erases, the other still shows question and form, and answers, notes and saves."""
    monkeypatch.setattr(taking_back, "AT_ONCE", 0)
    question, step = told.with_button("Yes"), told.with_button("Done")
    told.clicks("Pick a next step")
    form = filled(told, which={"selected_option": {"value": "own"}}, own={"value": OWN_WORDS})
    thread = told.thread_ts()
    erases(told)

    for old, label in ((question, "Yes"), (question, "Skip"), (step, "Done"), (question, "Yes")):
        told.presses_old(old, label)
        assert left_of(world, told) == {}, label
    (answered,) = sends_at_once(world, told, form)
    assert ERASED.partition("`")[0] in str(answered)
    assert left_of(world, told) == {}
    world.slack.act.message(told.id, OWN_WORDS, thread_ts=thread)
    world.settles()
    assert set(left_of(world, told)) <= {"people", "outbox"}, "who writes is met anew, and what they write is not kept"
    assert OWN_WORDS not in str(world.rows("SELECT * FROM notes"))


def test_erasing_twice_says_the_same_twice(world: World, told: Somebody) -> None:
    told.runs("/careercheck mydata")
    card = told.with_button("Erase everything")
    told.clicks("Erase everything")
    form = filled(told)
    told.submits()

    (answered,) = sends_at_once(world, told, form)
    assert "Everything I kept about you is erased" in str(answered)
    told.clicks("Erase everything", on=card)
    told.sees(ERASED)
    assert left_of(world, told) == {}


def test_a_message_that_is_on_its_way_meanwhile_vanishes_too(
    world: World, told: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    door, (workspace,) = world.bot.door, world.rows("SELECT workspace FROM workspaces")[0]
    post = door.post

    def erased_first(*args: Any, **how: Any) -> Posted:
        monkeypatch.setattr(door, "post", post)
        forget(world.bot.services.database, workspace, told.id, world.clock.now())
        return post(*args, **how)

    monkeypatch.setattr(door, "post", erased_first)
    told.clicks("Yes")

    assert left_of(world, told) == {}
    vanish(world)
    assert [words(m) for m in told.messages() if m["bot"] and not m["ephemeral"]] == []


def test_a_home_tab_that_is_on_its_way_meanwhile_vanishes_too(
    world: World, told: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The empty one is up before the full one lands."""
    door, (workspace,) = world.bot.door, world.rows("SELECT workspace FROM workspaces")[0]
    told.opens_home()
    publish = door.publish

    def erased_first(*args: Any) -> None:
        monkeypatch.setattr(door, "publish", publish)
        forget(world.bot.services.database, workspace, told.id, world.clock.now())
        taking_back.take_back(world.bot.services, door, workspace)
        publish(*args)

    monkeypatch.setattr(door, "publish", erased_first)
    told.clicks("Yes")
    world.passes(minutes=1)

    assert left_of(world, told) == {}
    vanish(world)
    assert "Everything I kept about you is erased" in words(told.home())


@pytest.mark.parametrize("error", ["ratelimited", "message_not_found", "internal_error"])
def test_whatever_slack_says_meanwhile_the_rest_vanishes(world: World, told: Somebody, error: str) -> None:
    world.slack.faults.refuse("chat.delete", error=error)
    world.slack.faults.refuse("views.publish", error=error)
    erases(told)
    vanish(world)

    missed = 1 if error == "message_not_found" else 0  # of what is said to be gone already, nothing is tried again
    assert len([message for message in told.messages() if message["bot"] and not message["ephemeral"]]) == missed


def test_who_comes_back_is_asked_again_and_nothing_of_theirs_is_taken_away(
    world: World, told: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_back, "AT_ONCE", 0)
    erases(told)
    told.runs("/careercheck")
    told.clicks("I agree, start")
    told.opens_home()
    monkeypatch.undo()
    vanish(world)

    assert "1 of 21" in words(told.with_button("Yes")), "the new card is theirs"
    assert "Everything I kept about you is erased" not in words(told.home())


def test_what_is_to_vanish_is_forgotten_in_time_also_where_slack_shuts_us_out(world: World, told: Somebody) -> None:
    world.slack.act.uninstalls()
    world.settles()
    forget(world.bot.services.database, "T0DEMO001", told.id, world.clock.now())
    assert world.rows("SELECT 1 FROM deletions")
    world.clock.advance(taking_back.KEPT + timedelta(hours=1))
    world.bot.ticker.run("take back")

    assert world.rows("SELECT * FROM deletions") == []


def test_what_slack_never_answers_for_keeps_nothing_behind_it_waiting(world: World) -> None:
    database, tries = world.bot.services.database, taking_back.AT_ONCE
    with database.writing() as connection:
        for number in range(tries + 1):
            deletions.add(connection, Deletion("T0DEMO001", "D1", f"{number:03}"), world.clock.now())
    with database.reading() as connection:
        asked = {one.ts for _ in range(100) for one in deletions.first(connection, "T0DEMO001", tries)}
        newest = [one.ts for one in deletions.first(connection, "T0DEMO001", tries)][: tries // 2]

    assert "000" in asked, "the last of all"
    assert newest == [f"{tries - at:03}" for at in range(tries // 2)]
