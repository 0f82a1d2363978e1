"""A team in its lead's hands: another name, who may read, handed over, taken over, dissolved. Members hear of it."""

from __future__ import annotations

import pytest

from bot.features.team.asking import INVITATION
from bot.store import person
from bot.store.tables import metadata
from tests.kit import Somebody, World, button, words
from tests.stories.nudges import comes_back, leaves, ticks
from tests.stories.teaming import (
    asks,
    audited,
    card,
    errors,
    filled,
    labels,
    makes,
    makes_with,
    newest,
    opens,
    presses_forged,
    sends_at_once,
    team_of,
)

OF_A_LEAD = ("Invite", "Rename", "Who may read", "Hand over", "Dissolve")
NOT_THERE = "I can't find that any more"


@pytest.fixture
def dev(world: World) -> Somebody:
    """Dev, who leads."""
    return world.who("dev")


def hears(world: World, who: Somebody, said: str) -> None:
    """Let the planner look, and somebody read news of their team."""
    world.passes(hours=1)
    ticks(world)
    world.passes(minutes=1)
    who.sees(said)


def leads(world: World) -> list[str]:
    """Return who leads a team now."""
    return [user for (user,) in world.rows("SELECT user_id FROM viewers WHERE leads AND until IS NULL ORDER BY since")]


def hands_over(lead: Somebody, to: str) -> None:
    """Fill in the form."""
    lead.clicks("Hand over", on=card(lead))
    lead.submits(lead=to)


def test_another_name(world: World, dev: Somebody) -> None:
    makes(dev)
    dev.clicks("Rename", on=card(dev))
    dev.submits(name=" ")
    assert "Give the team a name" in errors(dev)["name"]
    dev.submits(name="Platform & friends")
    assert "The team is called Platform & friends now." in words(newest(dev))
    assert world.rows("SELECT name FROM teams") == [("Platform & friends",)]


@pytest.mark.storage
def test_members_hear_who_may_read(world: World, dev: Somebody, ana: Somebody) -> None:
    ben, nia = map(world.who, ("ben", "nia"))
    makes_with(world, dev, ana)
    dev.clicks("Who may read", on=card(dev))
    dev.submits(viewers=[ben.id, nia.id, dev.id])
    assert f"Beside you these may read its summaries: <@{ben.id}>, <@{nia.id}>." in words(newest(dev))
    assert "Whoever has never met me is not: they read with `/careercheck summary`." in words(newest(dev))
    hears(world, ana, "Who may read the summaries of Platform has changed")
    assert labels(card(ben)) == ["See the summary", "Create a team"]
    dev.clicks("Who may read", on=card(dev))
    dev.submits(viewers=[])
    assert "You alone read its summaries." in words(newest(dev))
    assert labels(card(ben)) == ["Create a team"]
    rows = world.rows("SELECT user_id, until IS NULL FROM viewers ORDER BY since, user_id")
    assert {(user, bool(now)) for user, now in rows} == {(dev.id, True), (ben.id, False), (nia.id, False)}
    assert [action for _, action, _ in audited(world)] == ["team.create", "team.save_viewers", "team.save_viewers"]


def test_whoever_is_named_when_a_team_is_made_hears_that_they_may_read(world: World, dev: Somebody) -> None:
    ben = world.who("ben")
    ben.runs("/careercheck help")
    makes(dev, "Platform", viewers=[ben.id])
    hears(world, ben, "You may read the summaries of Platform")


@pytest.mark.storage
def test_handed_over_at_once_and_everybody_hears(world: World, dev: Somebody, ana: Somebody) -> None:
    ben = world.who("ben")
    makes_with(world, dev, ana)
    old = card(dev)
    hands_over(dev, ben.id)
    assert "You have handed over Platform." in words(newest(dev))
    assert leads(world) == [ben.id]
    shown = card(ben)
    assert [label for label in labels(shown) if label in OF_A_LEAD] == list(OF_A_LEAD)
    assert "You've invited nobody yet." in words(shown), "whom others invited before is not theirs to know"
    assert labels(card(dev)) == ["Create a team"]
    for label in OF_A_LEAD:
        dev.presses_old(old, label)
        assert NOT_THERE in words(newest(dev)), label
    assert leads(world) == [ben.id]
    hears(world, ana, "Somebody else leads Platform now")
    hears(world, ben, "You lead Platform now")
    assert (dev.id, "team.save_lead", "done") in audited(world)


@pytest.mark.parametrize("name", ["gus", "otto"])
def test_only_a_full_member_can_lead(world: World, dev: Somebody, name: str) -> None:
    somebody = world.who(name)
    makes(dev)
    hands_over(dev, somebody.id)
    assert "Whoever you picked is no full member of this workspace" in words(newest(dev))
    assert leads(world) == [dev.id]


def test_whoever_was_deactivated_or_is_a_bot_cannot_lead(world: World, dev: Somebody, ana: Somebody) -> None:
    makes(dev)
    leaves(world, ana)
    for nobody in (ana.id, world.slack.cast.bot.user_id, "U0NOBODY1"):
        dev.clicks("Hand over", on=card(dev))
        answers = sends_at_once(world, dev, filled(dev, lead={"selected_user": nobody}))
        assert answers == [{}]
        assert "no full member" in words(newest(dev)), nobody
    assert leads(world) == [dev.id]


def test_a_lead_picks_somebody_and_not_themselves(world: World, dev: Somebody) -> None:
    makes(dev)
    dev.clicks("Hand over", on=card(dev))
    dev.submits(lead=dev.id)
    assert errors(dev) == {"lead": "You lead it already; pick somebody else."}
    (answer,) = sends_at_once(world, dev, filled(dev, lead={"selected_user": None}))
    assert answer["errors"] == {"lead": "Pick who leads from now on."}


def test_slack_does_not_say_who_that_is(world: World, dev: Somebody, ana: Somebody) -> None:
    makes(dev)
    dev.clicks("Hand over", on=card(dev))
    world.slack.faults.refuse("users.info", retry_after=30, times=1)
    dev.submits(lead=ana.id)
    assert "I couldn't look that person up in Slack." in words(newest(dev))
    assert leads(world) == [dev.id]
    hands_over(dev, ana.id)
    assert leads(world) == [ana.id]


def test_of_whoever_is_erased_nothing_is_left_in_what_others_keep(world: World, dev: Somebody, ana: Somebody) -> None:
    ben, nia = map(world.who, ("ben", "nia"))
    makes(dev, "Platform", ana, viewers=[nia.id])
    asks(world, ana)
    ana.clicks("Join")
    hands_over(dev, ben.id)
    ben.runs("/careercheck summary")
    hands_over(ben, nia.id)
    hears(world, ana, "Somebody else leads Platform now")

    for one in (ana, ben):
        with world.bot.services.database.writing() as connection:
            person.erase(connection, world.slack.cast.team_id, one.id)

    for table in metadata.tables:
        kept = str(world.rows(f"SELECT * FROM {table}"))
        assert not [one.id for one in (ana, ben) if one.id in kept], table


@pytest.mark.storage
def test_two_hand_overs_at_once_leave_one_lead(world: World, dev: Somebody) -> None:
    ana, ben = map(world.who, ("ana", "ben"))
    makes(dev)
    shown = card(dev)
    forms = []
    for one in (ana, ben):
        dev.clicks("Hand over", on=shown)
        forms.append(filled(dev, lead={"selected_user": one.id}))
    sends_at_once(world, dev, *forms)
    assert len(leads(world)) == 1
    assert leads(world)[0] in {ana.id, ben.id}
    assert len([message for message in dev.messages() if "You have handed over" in words(message)]) == 1


@pytest.mark.storage
@pytest.mark.parametrize("gone", ["deactivated", "erased"])
def test_a_viewer_takes_over_what_nobody_leads(world: World, dev: Somebody, ana: Somebody, gone: str) -> None:
    ben, nia = map(world.who, ("ben", "nia"))
    makes(dev, "Platform", ana, viewers=[ben.id, nia.id])
    asks(world, ana)
    ana.clicks("Join")
    assert "Take over" not in labels(card(ben))
    if gone == "deactivated":
        leaves(world, dev)
    else:
        with world.bot.services.database.writing() as connection:
            person.erase(connection, world.slack.cast.team_id, dev.id)
    assert labels(card(ana)) == ["Leave", "Create a team"]
    shown = card(ben)
    assert "Nobody leads it any more. You may take it over." in words(shown)
    presses_forged(world, ana, card(ana), "Leave", team_of(world, "Platform"))
    other = card(nia)
    ben.clicks("Take over", on=shown)
    assert "You lead Platform now." in words(newest(ben))
    assert leads(world) == [ben.id]
    nia.presses_old(other, "Take over")
    assert "Somebody leads this team, so there is nothing to take over." in words(newest(nia))
    assert leads(world) == [ben.id]
    assert (ben.id, "team.take_over", "done") in audited(world)


def test_nobody_takes_over_from_a_lead_who_is_there_nor_without_being_a_viewer(
    world: World, dev: Somebody, ana: Somebody
) -> None:
    ben = world.who("ben")
    makes(dev, "Platform", viewers=[ben.id])
    leaves(world, dev)
    shown = card(ben)
    comes_back(world, dev)
    ben.presses_old(shown, "Take over")
    assert "Somebody leads this team" in words(newest(ben))
    mine = card(ana)
    action = {**(button(shown, "Take over") or {})}
    world.slack.act.click(ana.id, channel=mine["channel"], stale=True, action=action, message=mine)
    world.settles()
    assert NOT_THERE in words(newest(ana))
    assert leads(world) == [dev.id]


def test_dissolved_it_is_nothing_to_anybody(world: World, dev: Somebody, ana: Somebody) -> None:
    ben = world.who("ben")
    makes(dev, "Platform", ana, viewers=[ben.id])
    asks(world, ana)
    ana.clicks("Join")
    old = {"lead": card(dev), "member": card(ana), "viewer": card(ben)}
    confirm = (button(old["lead"], "Dissolve") or {})["confirm"]
    assert confirm["title"]["text"] == "Dissolve this team?"
    dev.clicks("Dissolve", on=old["lead"])
    assert "The team is dissolved." in words(newest(dev))
    for who in (dev, ana, ben):
        assert labels(card(who)) == ["Create a team"]
    for label in (*OF_A_LEAD, "Dissolve"):
        dev.presses_old(old["lead"], label)
        assert NOT_THERE in words(newest(dev)), label
    ana.presses_old(old["member"], "Leave")
    assert NOT_THERE in words(newest(ana))
    assert (dev.id, "team.dissolve", "done") in audited(world)


def test_a_lead_of_one_team_is_nothing_to_another(world: World, dev: Somebody) -> None:
    chiara, ana = map(world.who, ("chiara", "ana"))
    makes(dev)
    makes(chiara, "Guild")
    mine, guild = card(dev), team_of(world, "Guild")
    for label in (*OF_A_LEAD, "See the summary"):
        before = world.rows("SELECT id, name, dissolved_at FROM teams ORDER BY id")
        presses_forged(world, dev, mine, label, guild)
        assert dev.modal() is None, label
        assert world.rows("SELECT id, name, dissolved_at FROM teams ORDER BY id") == before
    dev.clicks("Rename", on=mine)
    forged = {**filled(dev, name={"value": "Mine now"}), "private_metadata": guild}
    (answer,) = sends_at_once(world, dev, forged)
    assert NOT_THERE in str(answer)
    dev.clicks("Invite", on=mine)
    forged = {**filled(dev, people={"selected_users": [ana.id]}), "private_metadata": guild}
    (answer,) = sends_at_once(world, dev, forged)
    assert NOT_THERE in str(answer)
    assert world.rows("SELECT name FROM teams ORDER BY name") == [("Guild",), ("Platform",)]
    assert world.rows("SELECT * FROM invitations") == []


def test_a_form_for_a_new_team_is_its_persons_own(world: World, dev: Somebody, ana: Somebody) -> None:
    opens(dev)
    form = filled(dev, name={"value": "Platform"})
    card(ana)
    (answer,) = sends_at_once(world, ana, form)
    assert NOT_THERE in str(answer)
    assert world.rows("SELECT * FROM teams") == []


def test_guests_and_strangers_are_told_that_they_are_not_served(world: World) -> None:
    for name in ("gus", "otto"):
        who = world.who(name)
        who.runs("/careercheck team")
        assert "I can only help full members" in words(newest(who))


def test_many_teams_are_shown_some_at_a_time(world: World, dev: Somebody) -> None:
    for number in range(9):
        makes(dev, f"Team {number}")
    shown = card(dev)
    assert labels(shown).count("Dissolve") == 7
    dev.clicks("More teams", on=shown)
    assert labels(newest(dev)).count("Dissolve") == 2
    assert "Team 8" in words(newest(dev))


def test_what_a_lead_is_to_hear_of_invitations_is_no_kind_of_news(world: World, dev: Somebody, ana: Somebody) -> None:
    makes_with(world, dev, ana)
    ana.clicks("Leave", on=card(ana))
    world.passes(days=2)
    ticks(world)
    told = world.rows(f"SELECT kind FROM occasions WHERE user_id = '{dev.id}'")
    assert told == []
    assert world.rows("SELECT DISTINCT kind FROM occasions") == [(INVITATION,)]


def test_a_lead_cannot_find_out_whom_the_one_before_had_invited(world: World, dev: Somebody, ana: Somebody) -> None:
    """Asking shows nothing: what they hear is what they would hear of somebody whom nobody had invited."""
    ben, nia, chiara = map(world.who, ("ben", "nia", "chiara"))
    makes(dev, "Platform", ana, viewers=[nia.id])
    asks(world, ana)
    ana.clicks("No thanks")
    hands_over(dev, ben.id)
    heard = []
    for invited in (ana, chiara):
        ben.clicks("Invite", on=card(ben))
        ben.submits(people=[invited.id])
        assert ben.modal() is None
        heard.append(words(newest(ben)))
    assert heard[0] == heard[1]
    assert "I'm asking one person to join Platform." in heard[0]
    world.passes(days=10)
    ticks(world)
    assert len([message for message in ana.messages() if "An invitation" in words(message)]) == 1


def test_who_leads_is_told_before_erasing_which_team_stays_without_a_lead(world: World, dev: Somebody) -> None:
    ana = world.who("ana")
    makes_with(world, dev, ana, name="Search & <friends>")

    def asked(who: Somebody) -> str:
        who.runs("/careercheck mydata")
        who.clicks("Erase everything")
        return words(who.modal() or {})

    assert "stays without a lead*\n• Search &amp; &lt;friends&gt;\nTo hand one on first" in asked(dev)
    assert "without a lead" not in asked(ana)
    hands_over(dev, ana.id)
    assert "without a lead" not in asked(dev)
