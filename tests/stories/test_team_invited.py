"""An invitation says who leads, what they will see and what not; each answer is final, and the lead hears of none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.kit import Somebody, World, button, words
from tests.stories.nudges import ticks
from tests.stories.teaming import (
    asks,
    card,
    invitation,
    makes,
    members,
    newest,
    presses_forged,
    states,
    team_of,
)

pytestmark = pytest.mark.storage

WEDNESDAY_NIGHT = datetime(2026, 11, 25, 23, 0, tzinfo=UTC)


@pytest.fixture
def dev(world: World) -> Somebody:
    """Dev, who leads."""
    return world.who("dev")


@pytest.fixture
def asked(world: World, dev: Somebody, ana: Somebody) -> Somebody:
    """Ana, whom Dev has invited to the team Platform."""
    makes(dev, "Platform", ana)
    asks(world, ana)
    return ana


def test_it_says_what_the_lead_will_see_and_what_not(world: World, dev: Somebody, asked: Somebody) -> None:
    message = invitation(asked) or {}
    said = words(message)
    assert f"<@{dev.id}> leads this team, and asks whether you join it. Nobody else reads its summaries." in said
    assert "SET checks that the team went through, which ask about soft skills, experience and technical skills" in said
    assert "*blurred and confidential*" in said
    assert "*What they never see*\nYour answers" in said
    assert "You count from the close on 31 December 2026 on, in this team alone" in said
    assert "*Join* is agreeing to that" in said
    assert "docs/privacy.md" in said
    assert [block["type"] for block in message["blocks"]].count("data_visualization") == 1
    assert all(button(message, label) for label in ("Join", "No thanks", "Don't ask me again"))
    assert world.rows(f"SELECT consented_at FROM people WHERE user_id = '{asked.id}'") == [(None,)]


def test_joining_is_the_consent_and_the_message_says_what_was_chosen(world: World, asked: Somebody) -> None:
    asked.clicks("Join")
    message = invitation(asked) or {}
    assert "You joined this team." in words(message)
    assert "To be counted you need a finished SET check by 31 December 2026: `/careercheck`." in words(message)
    assert not button(message, "Join")
    assert members(world) == {asked.id}
    ((consented,),) = world.rows(f"SELECT consented_at FROM people WHERE user_id = '{asked.id}'")
    assert consented
    assert world.rows("SELECT user_id, team_id FROM primaries") == [(asked.id, team_of(world))]


@pytest.mark.parametrize(
    ("label", "line"),
    [
        (
            "No thanks",
            "You said no thanks. Nobody is told, and nobody asks you for this team again. `/careercheck team` has it",
        ),
        ("Don't ask me again", "No other team asks you either."),
    ],
)
def test_saying_no_is_final_and_the_lead_hears_nothing(
    world: World, dev: Somebody, asked: Somebody, label: str, line: str
) -> None:
    before, said = words(card(dev)), len(dev.messages())
    asked.clicks(label)
    message = invitation(asked) or {}
    assert line in words(message)
    assert not button(message, "Join")
    assert members(world) == set()
    assert states(world) == {asked.id: "declined"}
    assert words(card(dev)) == before
    assert len(dev.messages()) == said + 1
    asked_once = [m for m in asked.messages() if "An invitation" in words(m)]
    world.passes(days=60)
    ticks(world)
    assert len([m for m in asked.messages() if "An invitation" in words(m)]) == len(asked_once) == 1


def test_whoever_wants_no_invitations_gets_none_of_any_team(world: World, dev: Somebody, asked: Somebody) -> None:
    asked.clicks("Don't ask me again")
    chiara = world.who("chiara")
    makes(chiara, "Guild", asked)
    world.passes(days=3)
    ticks(world)
    assert len([m for m in asked.messages() if "An invitation" in words(m)]) == 1
    assert states(world) == {asked.id: "void"}, "the newer one"
    assert f"You invited: <@{asked.id}>." in words(card(chiara))
    assert f"You invited: <@{asked.id}>." in words(card(dev))


def test_whoever_wants_no_invitations_is_heard_also_where_the_team_is_no_more(
    world: World, dev: Somebody, asked: Somebody
) -> None:
    dev.clicks("Dissolve", on=card(dev))
    asked.clicks("Don't ask me again", on=invitation(asked) or {})
    assert "nothing to join. No other team asks you either." in words(asked.sees("The team is no more"))
    makes(world.who("chiara"), "Guild", asked)
    world.passes(days=8)
    ticks(world)
    assert invitation(asked) is None


@pytest.mark.parametrize(("first", "then"), [("Join", "No thanks"), ("No thanks", "Join"), ("Join", "Join")])
def test_an_answer_stands_whatever_is_clicked_later(world: World, asked: Somebody, first: str, then: str) -> None:
    old = invitation(asked) or {}
    asked.clicks(first)
    before = (members(world), states(world))
    asked.presses_old(old, then)
    assert (members(world), states(world)) == before
    assert first == then or "You've answered this invitation before, and that stands" in words(newest(asked))
    assert len(world.rows("SELECT * FROM memberships")) == len(before[0])


def test_an_invitation_waits_for_working_hours_and_for_a_week_without_another_message(
    world: World, dev: Somebody, ana: Somebody
) -> None:
    world.passes(seconds=(WEDNESDAY_NIGHT - world.clock.now()).total_seconds())
    makes(dev, "Platform", ana)
    ticks(world)
    assert invitation(ana) is None
    world.passes(hours=11)
    ticks(world)
    assert invitation(ana)
    makes(world.who("chiara"), "Guild", ana)
    ticks(world)
    assert len([m for m in ana.messages() if "An invitation" in words(m)]) == 1
    world.passes(days=7, hours=2)
    ticks(world)
    assert len([m for m in ana.messages() if "An invitation" in words(m)]) == 2


def test_several_invitations_of_one_night_are_one_message(world: World, dev: Somebody, ana: Somebody) -> None:
    world.passes(seconds=(WEDNESDAY_NIGHT - world.clock.now()).total_seconds())
    for number in range(4):
        makes(dev, f"Team {number}", ana)
    world.passes(hours=11)
    ticks(world)
    (message,) = [m for m in ana.messages() if "An invitation" in words(m)]
    assert [f"team Team {number}" in words(message) for number in range(4)] == [True] * 4
    assert [block["type"] for block in message["blocks"]].count("data_visualization") == 1
    ana.clicks("No thanks", on=message)
    message = invitation(ana) or {}
    assert "You said no thanks" in words(message)
    assert button(message, "Join")
    ana.clicks("Join", on=message)
    answered = [state for (state,) in world.rows("SELECT state FROM invitations ORDER BY state")]
    assert answered == ["asked", "asked", "declined", "joined"]


def test_a_team_that_is_dissolved_asks_nobody_and_takes_nobody(world: World, dev: Somebody, asked: Somebody) -> None:
    old, ben = invitation(asked) or {}, world.who("ben")
    world.passes(hours=20)
    dev.clicks("Invite")
    dev.submits(people=[ben.id])
    dev.clicks("Dissolve", on=card(dev))
    world.passes(days=2)
    ticks(world)
    assert invitation(ben) is None
    asked.presses_old(old, "Join")
    assert "That team is no more" in words(newest(asked))
    assert members(world) == set()


def test_whoever_joins_agrees_to_those_who_read_and_to_no_others(world: World, dev: Somebody, asked: Somebody) -> None:
    ben = world.who("ben")
    card(dev)
    dev.clicks("Who may read")
    dev.submits(viewers=[ben.id])
    asked.clicks("Join")
    assert members(world) == set()
    assert "Who may read has changed since I wrote that" in words(newest(asked))
    message = invitation(asked) or {}
    assert f"These read its summaries too: <@{ben.id}>." in words(message)
    asked.clicks("Join", on=message)
    assert members(world) == {asked.id}


def test_whoever_reads_by_now_is_not_asked_and_cannot_join(world: World, dev: Somebody, asked: Somebody) -> None:
    card(dev)
    dev.clicks("Who may read")
    dev.submits(viewers=[asked.id])
    asked.clicks("Join")
    assert "You may read this team's summaries, so you can't be counted in them." in words(newest(asked))
    assert members(world) == set()


def test_nobody_answers_for_somebody_else(world: World, dev: Somebody, asked: Somebody) -> None:
    ben = world.who("ben")
    makes(dev, "Another", ben)
    asks(world, ben)
    theirs, other = invitation(ben) or {}, button(invitation(asked) or {}, "Join") or {}
    for label in ("Join", "No thanks", "Don't ask me again"):
        presses_forged(world, ben, theirs, label, other["value"])
        presses_forged(world, dev, theirs, label, other["value"])
    assert states(world) == {asked.id: "asked", ben.id: "asked"}
    assert members(world) == set()


def test_who_left_the_company_before_they_were_asked_is_not(world: World, dev: Somebody, ana: Somebody) -> None:
    ana.runs("/careercheck help")
    world.slack.act.changes(ana.id, is_deleted=True)
    world.settles()
    makes(dev, "Platform", ana)
    world.passes(hours=1)
    ticks(world)
    assert states(world) == {ana.id: "void"}


def test_asking_somebody_we_know_keeps_their_agreement(world: World, dev: Somebody, ana: Somebody) -> None:
    ana.runs("/careercheck")
    ana.clicks("I agree, start")
    makes(dev, "Platform", ana)
    asks(world, ana)
    ((consented,),) = world.rows(f"SELECT consented_at FROM people WHERE user_id = '{ana.id}'")
    assert consented


def test_whoever_agreed_to_nothing_is_shown_no_button_that_takes_an_agreement(world: World, asked: Somebody) -> None:
    message = invitation(asked) or {}
    assert not button(message, "Snooze")
    assert not button(message, "Settings")
    asked.clicks("Join")
    message = invitation(asked) or {}
    assert button(message, "Snooze")


def test_an_invitation_does_not_grow_old_while_the_bot_is_away(world: World, dev: Somebody, ana: Somebody) -> None:
    makes(dev, "Platform", ana)
    world.passes(days=30)
    asks(world, ana)


def test_whoever_changed_their_mind_finds_the_way_back_in_the_settings(
    world: World, dev: Somebody, ana: Somebody
) -> None:
    ana.runs("/careercheck")
    ana.clicks("I agree, start")
    makes(dev, "Platform", ana)
    asks(world, ana)
    ana.clicks("Don't ask me again")
    assert "`/careercheck settings` switches that back on." in words(invitation(ana) or {})
