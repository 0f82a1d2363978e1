"""Payloads are read without trust: what is no id, time or text is nothing, and what no database takes is gone."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.surfaces import check_view
from bot.runtime import payload
from bot.runtime.blocks import modal
from bot.runtime.fields import field, people_input, person_input
from bot.runtime.payload import Unreadable

WHO = {"user": {"id": "U0ANA0001", "team_id": "T0DEMO001"}, "team": {"id": "T0DEMO001"}}


def clicked(**more: Any) -> dict[str, Any]:
    return {**WHO, "type": "block_actions", "actions": [{"action_id": "a:1", "value": "v"}], **more}


def said(text: Any, **more: Any) -> dict[str, Any]:
    inner = {"type": "message", "channel_type": "im", "user": "U0ANA0001", "text": text, "ts": "1.2", "channel": "D1"}
    return {"type": "event_callback", "team_id": "T0DEMO001", "event": inner, **more}


@pytest.mark.parametrize("odd", ["a\0b", "a\ud800b", "\udfffab"])
def test_what_no_database_takes_is_taken_out(odd: str) -> None:
    message = payload.event(said(odd))
    assert message is not None
    assert message.text == "ab"
    assert payload.click(clicked(actions=[{"action_id": "a", "value": odd}])).value == "ab"
    form = payload.form({**WHO, "view": {"callback_id": odd, "private_metadata": odd}})
    assert (form.name, form.metadata) == ("ab", "ab")


@pytest.mark.parametrize("event_id", ["", "x" * 65, "Ev 1", "Ev\n", 5, [], {}])
def test_an_event_without_a_usable_id_is_not_read(event_id: Any) -> None:
    with pytest.raises(Unreadable):
        payload.event(said("hello", event_id=event_id))


@pytest.mark.parametrize(
    "who", [None, "", "U", "u0ana0001", "U0ANA 001", "U" * 33, "\u0661\u0662", 7, [], {"id": "U1"}]
)
def test_nobody_is_read_as_somebody(who: Any) -> None:
    with pytest.raises(Unreadable):
        payload.click(clicked(user={"id": who}))
    with pytest.raises(Unreadable):
        payload.command({"team_id": who, "user_id": "U0ANA0001"})


@pytest.mark.parametrize("where", ["", "1.2\n", "x" * 40, "1" * 40, 1.2, [], {}, "1.2'; --"])
def test_a_place_that_is_none_is_nowhere(where: Any) -> None:
    read = payload.click(clicked(container={"message_ts": where, "thread_ts": where, "channel_id": where}))

    assert (read.message_ts, read.thread_ts, read.channel) == ("", "", "")


@pytest.mark.parametrize(
    "url", ["", "ftp://x/y", "https://", "https://x", "https://[::1]/a", "https://x y/", "javascript:1", "//x/y", 3, {}]
)
def test_an_address_to_answer_at_that_is_none_is_not_used(url: Any) -> None:
    assert payload.click(clicked(response_url=url)).response_url == ""


def test_slacks_own_addresses_are_used() -> None:
    for url in ("https://hooks.slack.com/actions/T1/1/aB3", "http://127.0.0.1:8080/commands/T1/1/x_-"):
        assert payload.click(clicked(response_url=url)).response_url == url


def test_people_who_are_picked_are_read_and_what_is_no_id_is_left_out() -> None:
    values = {
        "a": {"lead": {"type": "users_select", "selected_user": "U0BEN0001"}},
        "b": {"nobody": {"type": "users_select", "selected_user": None}},
        "c": {"crew": {"type": "multi_users_select", "selected_users": ["U0BEN0001", "no id", 7, "U0NIA0001"]}},
        "d": {"odd": {"type": "users_select", "selected_user": "<@U1>"}},
    }
    form = payload.form({**WHO, "view": {"state": {"values": values}}})
    assert form.values == {"lead": "U0BEN0001", "nobody": "", "crew": ("U0BEN0001", "U0NIA0001"), "odd": ""}


def test_the_pickers_of_people_are_what_slack_takes() -> None:
    view = modal(
        "crew",
        "A crew",
        field("lead", "Who leads?", person_input("lead", "U0BEN0001")),
        field("heir", "Who next?", person_input("heir")),
        field("crew", "Who is in?", people_input("crew", most=40, initial=("U0NIA0001",))),
        field("rest", "Who else?", people_input("rest", most=4)),
        submit="Save",
    ).view
    assert check_view(dict(view), "modal")
    first, _, crew, rest = (block["element"] for block in view["blocks"])
    assert first["initial_user"] == "U0BEN0001"
    assert (crew["max_selected_items"], crew["initial_users"]) == (40, ["U0NIA0001"])
    assert "initial_users" not in rest
