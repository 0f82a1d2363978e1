"""Belonging to teams: where somebody counts, and leaving. The lead hears nothing of it."""

from __future__ import annotations

import pytest

from tests.kit import Somebody, World, button, words
from tests.stories.teaming import (
    asks,
    card,
    invitation,
    labels,
    makes,
    makes_with,
    members,
    newest,
    presses_forged,
    team_of,
)

pytestmark = pytest.mark.storage


@pytest.fixture
def dev(world: World) -> Somebody:
    """Dev, who leads."""
    return world.who("dev")


def counted_in(world: World) -> list[str]:
    """Return where somebody counted, one after the other."""
    return [name for (name,) in world.rows("SELECT name FROM primaries JOIN teams ON id = team_id ORDER BY since")]


def test_the_first_team_is_where_somebody_counts_until_they_choose_another(
    world: World, dev: Somebody, ana: Somebody
) -> None:
    makes_with(world, dev, ana)
    world.passes(days=8)
    makes_with(world, world.who("chiara"), ana, name="Guild")
    assert "You count in another team: `/careercheck team` changes that." in words(ana.sees("You joined"))
    assert counted_in(world) == ["Platform"]
    shown = card(ana)
    assert "You belong to it, and *count here*." in words(shown)
    assert "You belong to it, and count in another team." in words(shown)
    assert labels(shown) == ["Leave", "Count me here", "Leave", "Create a team"]
    ana.clicks("Count me here", on=shown)
    assert "You count in Guild." in words(newest(ana))
    assert "from the close on 31 December 2026 on" in words(newest(ana))
    ana.presses_old(shown, "Count me here")
    assert counted_in(world) == ["Platform", "Guild"]


def test_leaving_takes_one_click_and_the_lead_sees_what_they_saw_before(
    world: World, dev: Somebody, ana: Somebody
) -> None:
    makes_with(world, dev, ana)
    before, said = words(card(dev)), len(dev.messages())
    shown = card(ana)
    leave = button(shown, "Leave") or {}
    assert leave["confirm"]["title"]["text"] == "Leave this team?"
    ana.clicks("Leave", on=shown)
    assert "You've left Platform." in words(newest(ana))
    assert members(world) == set()
    ana.presses_old(shown, "Leave")
    assert "I can't find that any more" in words(newest(ana))
    assert words(card(dev)) == before
    assert len(dev.messages()) == said + 1
    assert labels(card(ana)) == ["Create a team"]
    assert "You may join" in words(newest(ana))
    assert len(world.rows("SELECT left_at FROM memberships WHERE left_at IS NOT NULL")) == 1


def test_who_leaves_the_team_they_count_in_is_told_that_they_count_nowhere(
    world: World, dev: Somebody, ana: Somebody
) -> None:
    makes_with(world, dev, ana)
    world.passes(days=8)
    makes_with(world, world.who("chiara"), ana, name="Guild")
    ana.clicks("Leave", on=card(ana))
    assert "You count in none of your teams now: choose one, if you like." in words(newest(ana))
    ana.clicks("My teams")
    assert "You belong to it, and count in no team." in words(newest(ana))
    ana.clicks("Count me here", on=newest(ana))
    assert counted_in(world) == ["Platform", "Guild"]


def test_nobody_leaves_or_counts_where_they_do_not_belong(world: World, dev: Somebody, ana: Somebody) -> None:
    makes_with(world, dev, ana)
    world.passes(days=8)
    makes_with(world, world.who("chiara"), world.who("ben"), name="Guild")
    shown, guild = card(ana), team_of(world, "Guild")
    presses_forged(world, ana, shown, "Leave", guild)
    assert "I can't find that any more" in words(newest(ana))
    presses_forged(world, world.who("nia"), shown, "Leave", team_of(world))
    assert members(world) == {ana.id, world.who("ben").id}


def test_a_lead_cannot_tell_a_member_from_somebody_who_never_answered(
    world: World, dev: Somebody, ana: Somebody
) -> None:
    ben = world.who("ben")
    makes_with(world, dev, ana, ben)
    ben.clicks("Leave", on=card(ben))
    world.passes(days=8)
    makes_with(world, world.who("chiara"), world.who("nia"), name="Guild")
    for lead, invited in ((dev, (ana, ben)), (world.who("chiara"), (world.who("nia"),))):
        facts = [b["text"]["text"] for b in card(lead)["blocks"] if b["block_id"].endswith(".facts")]
        named = ", ".join(f"<@{one.id}>" for one in invited)
        assert facts == [
            "You lead it.\nNobody else reads its summaries.\n"
            f"You invited: {named}.\nThe next summary is made when 31 December 2026 is over."
        ]


def test_over_the_home_tab_the_teams_are_only_read(world: World, dev: Somebody, ana: Somebody) -> None:
    makes_with(world, dev, ana)
    assert "Platform" in ana.opens_home()


def test_whoever_left_or_said_no_may_look_at_the_invitation_again_and_join(
    world: World, dev: Somebody, ana: Somebody
) -> None:
    ben = world.who("ben")
    makes(dev, "Platform", ana, ben)
    asks(world, ana, ben)
    ana.clicks("Join")
    ana.clicks("Leave", on=card(ana))
    ben.clicks("Don't ask me again")
    before = words(card(dev))
    for who in (ana, ben):
        shown = card(who)
        assert "Platform" in words(shown)
        assert f"Led by <@{dev.id}>." in words(shown)
        old = invitation(who)
        who.clicks("See the invitation", on=shown)
        assert invitation(who) != old, "it is there once more"
        who.clicks("Join", on=invitation(who))
        assert "You joined this team." in words(invitation(who) or {})
        assert "You may join" not in words(card(who))
    assert members(world) == {ana.id, ben.id}
    assert len(world.rows("SELECT 1 FROM memberships")) == 3
    assert words(card(dev)) == before, "the lead sees what they saw before"


def test_no_invitation_is_offered_that_is_on_its_way_or_leads_nowhere(
    world: World, dev: Somebody, ana: Somebody
) -> None:
    makes(dev, "Platform", ana)
    assert "You may join" not in words(card(ana)), "it comes by itself"
    asks(world, ana)
    shown = card(ana)
    assert "You may join" in words(shown)
    presses_forged(world, world.who("nia"), shown, "See the invitation", button(shown, "See the invitation")["value"])
    assert invitation(world.who("nia")) is None
    dev.clicks("Dissolve", on=card(dev))
    assert "You may join" not in words(card(ana))
    ana.presses_old(shown, "See the invitation")
    assert "That team is no more" in words(newest(ana))
