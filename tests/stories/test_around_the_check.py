"""Help, greetings, unknown words, the shortcut, and people the bot does not serve."""

from __future__ import annotations

import pytest

from tests.kit import Somebody, World, words
from tests.stories.steps import begins, finishes_pillar


def test_help_lists_every_command(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck help", channel="engineering")

    shown = words(ana.sees("Here is what I can do"))
    for word in ("soft", "experience", "technical", "resume", "result", "status", "help"):
        assert f"/careercheck {word}" in shown


def test_the_same_words_work_in_the_direct_message(world: World, ana: Somebody) -> None:
    ana.writes("help", thread=False)
    ana.sees("Here is what I can do")
    ana.writes("status", thread=False)
    ana.sees("No check is under way")
    ana.writes("result", thread=False)
    ana.sees("There is nothing to show yet")


def test_an_unknown_word_gets_the_nearest_command(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck staus")

    shown = words(ana.sees("I don't know"))
    assert "/careercheck status" in shown
    assert "/careercheck help" in shown


@pytest.mark.parametrize("greeting", ["hi", "Hello!", "good morning"])
def test_greetings_are_answered(world: World, ana: Somebody, greeting: str) -> None:
    ana.writes(greeting, thread=False)

    ana.sees("I'm here to help")


def test_unknown_words_in_the_direct_message_are_never_met_with_silence(world: World, ana: Somebody) -> None:
    ana.writes("the quick brown fox", thread=False)

    ana.sees("I don't have anything good on that")
    ana.clicks("All checks")
    ana.sees("Every check, and what it is for")


def test_the_global_shortcut_opens_a_check(world: World, ana: Somebody) -> None:
    ana.uses_shortcut("check_open")

    assert ana.sees("what happens to your answers")
    assert ana.modal() is not None


@pytest.mark.parametrize("name", ["gus", "otto"])
@pytest.mark.parametrize("how", ["command", "message", "shortcut", "home"])
def test_guests_and_strangers_are_refused_kindly_and_leave_no_trace(world: World, name: str, how: str) -> None:
    guest = world.who(name)
    {
        "command": lambda: guest.runs("/careercheck"),
        "message": lambda: guest.writes("hello", thread=False),
        "shortcut": lambda: guest.uses_shortcut("check_open"),
        "home": guest.opens_home,
    }[how]()

    assert world.rows("SELECT * FROM people") == []
    assert world.rows("SELECT * FROM outbox") == []
    if how in ("shortcut", "home"):
        assert "full members" in words((guest.modal() if how == "shortcut" else guest.home()) or {})
    else:
        guest.sees("full members")


def test_a_first_command_is_answered_once(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck help")

    (answer,) = ana.messages()
    assert "Here is what I can do" in words(answer)


def test_known_members_are_never_looked_up_again(world: World, ana: Somebody) -> None:
    begins(ana)
    finishes_pillar(ana, "soft")

    assert [call.method for call in world.slack.calls].count("users.info") == 1


def test_a_failed_look_up_says_so_and_keeps_nothing(world: World, ana: Somebody) -> None:
    world.slack.faults.html_error("users.info")

    ana.runs("/careercheck")

    ana.sees("I couldn't look you up")
    assert world.rows("SELECT * FROM people") == []


def test_a_new_time_zone_is_kept_fresh(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck help")

    world.slack.act.changes(ana.id, tz="Asia/Tokyo")
    world.settles()

    assert world.rows("SELECT tz FROM people") == [("Asia/Tokyo",)]


def test_whoever_leaves_gets_nothing_more_and_is_asked_again_on_return(world: World, ana: Somebody) -> None:
    begins(ana)
    world.slack.act.changes(ana.id, is_deleted=True)
    world.settles()
    assert world.rows("SELECT active FROM people") == [(0,)]

    world.slack.act.changes(ana.id, is_deleted=False)
    world.settles()
    ana.runs("/careercheck status")

    assert world.rows("SELECT active, consented_at FROM people") == [(1, None)]


def test_a_token_taken_back_stops_the_sending_and_keeps_what_is_due(world: World, ana: Somebody) -> None:
    begins(ana)
    world.slack.faults.refuse("chat.postMessage", "token_revoked")

    ana.clicks("Yes")

    assert world.rows("SELECT sending FROM workspaces") == [(0,)]
    assert world.rows("SELECT count(*) FROM outbox WHERE state = 'due'")[0][0] >= 1
    world.restarts()
    world.settles()
    ana.sees("2 of 21")


def test_two_people_never_see_each_others_things(world: World, ana: Somebody) -> None:
    ben = world.who("ben")
    begins(ana)
    ana.writes("a secret of mine about the team")
    begins(ben)

    ben.does_not_see("a secret of mine")
    ben.presses_old({**ben.with_button("Yes"), "blocks": ana.with_button("Yes")["blocks"]}, "Yes")

    ben.sees("I can't find that any more")
    assert world.rows("SELECT * FROM answers") == []
