"""User groups, where the app was granted to see them: over real HTTP, and through the bot's own door."""

from __future__ import annotations

from dataclasses import replace

import pytest
from slack_sdk.errors import SlackApiError

from bot.playground.cast import demo_cast
from bot.playground.simulated import SimulatedSlack
from bot.runtime.errors import SlackBusy, SlackRefused, SlackShut
from bot.runtime.slack import SlackDoor
from tests.playground.faces import ANA

PAYMENTS, GUILD = demo_cast().groups


@pytest.fixture
def door(slack: SimulatedSlack):
    found = SlackDoor(slack.bot_token, slack.api_url)
    yield found
    found.close()


def test_groups_are_listed_with_their_people_where_asked(client):
    (first, second) = client.usergroups_list()["usergroups"]
    assert (first["id"], first["name"], first["handle"], first["date_delete"]) == (
        PAYMENTS.id, "Payments", "payments", 0,
    )  # fmt: skip
    assert "users" not in second
    assert client.usergroups_list(include_users=True)["usergroups"][1]["users"] == list(GUILD.members)


def test_who_is_in_a_group_but_for_the_deactivated(slack, client, door):
    assert client.usergroups_users_list(usergroup=PAYMENTS.id)["users"] == list(PAYMENTS.members)
    slack.act.changes(ANA, is_deleted=True)
    assert door.group_members(PAYMENTS.id) == [user for user in PAYMENTS.members if user != ANA]
    with pytest.raises(SlackApiError, match="no_such_subteam"):
        client.usergroups_users_list(usergroup="S0NOBODY1")
    with pytest.raises(SlackRefused, match="no_such_subteam"):
        door.group_members("S0NOBODY1")


def test_the_door_names_groups_in_order(door):
    assert door.user_groups() == [(PAYMENTS.id, "Payments"), (GUILD.id, "Platform guild")]


def test_without_the_scope_there_are_none_to_be_seen(slack, client, door):
    cast = demo_cast()
    scopes = tuple(scope for scope in cast.bot.scopes if scope != "usergroups:read")
    slack._workspace.cast = replace(cast, bot=replace(cast.bot, scopes=scopes))

    with pytest.raises(SlackApiError) as refused:
        client.usergroups_list()
    assert refused.value.response["error"] == "missing_scope"
    assert refused.value.response["needed"] == "usergroups:read"
    assert "usergroups:read" not in refused.value.response["provided"]
    with pytest.raises(SlackShut):
        door.group_members(PAYMENTS.id)
    assert "usergroups:read" not in door.scopes


def test_they_are_asked_for_no_oftener_than_slack_allows(door):
    for _ in range(20):
        door.user_groups()
    with pytest.raises(SlackBusy):
        door.user_groups()
