"""What the Web API tells the production client of people, and the conversations with them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.playground.faces import ANA, ANAS_DM, BEN, GUS, OTTO, refusal


def test_conversations_open_gives_the_same_conversation_each_time(client):
    first, again = client.conversations_open(users=ANA), client.conversations_open(users=ANA, return_im=True)

    assert first["channel"]["id"] == again["channel"]["id"] == ANAS_DM
    assert again["channel"]["user"] == ANA


@pytest.mark.parametrize(
    ("users", "code"),
    [
        ("U0NOBODY", "user_not_found"),
        ("U0CHECK01", "cannot_dm_bot"),
        ("", "users_list_not_supplied"),
        (f"{ANA},{BEN}", "missing_scope"),
    ],
)
def test_conversations_open_needs_one_person(client, users, code):
    assert refusal(client.conversations_open, users=users) == code


def test_nobody_talks_to_who_has_left(slack, client):
    slack.act.changes(ANA, is_deleted=True)

    assert refusal(client.conversations_open, users=ANA) == "user_disabled"
    assert refusal(client.chat_postMessage, channel=ANAS_DM, text="x") == "user_disabled"


def test_users_info_tells_members_guests_and_strangers_apart(slack, client):
    def facts(user: str) -> tuple:
        found = client.users_info(user=user)["user"]
        return found["team_id"], found["is_restricted"], found.get("is_stranger", False), found["is_bot"]

    assert facts(ANA) == ("T0DEMO001", False, False, False)
    assert facts(GUS) == ("T0DEMO001", True, False, False)
    assert facts(OTTO) == ("T0OTHER01", False, True, False)
    assert facts("U0CHECK01") == ("T0DEMO001", False, False, True)
    assert refusal(client.users_info, user="U0NOBODY") == "user_not_found"


def test_users_info_knows_the_zone_and_what_it_is_worth_today(slack, client, clock):
    winter = client.users_info(user=ANA)["user"]
    clock.advance(timedelta(days=200))
    summer = client.users_info(user=ANA, include_locale=True)["user"]

    assert (winter["tz"], winter["tz_offset"], summer["tz_offset"]) == ("Europe/Madrid", 3600, 7200)
    assert ("locale" in winter, summer["locale"]) == (False, "en-GB")


def test_users_list_comes_in_pages(slack, client):
    seen, cursor = [], None
    while cursor != "":
        page = client.users_list(limit=3, cursor=cursor)
        assert len(page["members"]) <= 3
        seen += [member["id"] for member in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]

    assert seen == ["USLACKBOT", "U0CHECK01", *[person.id for person in slack.cast.people]]


def test_dnd_info_answers_for_people_only(slack, client):
    assert client.dnd_info(user=ANA)["dnd_enabled"] is False
    slack.act.wants_quiet(ANA, 1000, 2000)
    quiet = client.dnd_info(user=ANA)
    assert (quiet["dnd_enabled"], quiet["next_dnd_start_ts"], quiet["next_dnd_end_ts"]) == (True, 1000, 2000)
    assert refusal(client.dnd_info, user="U0NOBODY") == "user_not_found"
