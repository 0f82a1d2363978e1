"""Fields in which people of the workspace are picked: real HTTP, a real websocket."""

from __future__ import annotations

import pytest

from tests.playground.echo import MODAL, text
from tests.playground.faces import ANA, BEN

NIA = "U0NIA0001"
WHO = {"type": "users_select", "action_id": "who", "initial_user": BEN}
CREW = {"type": "multi_users_select", "action_id": "crew", "max_selected_items": 2}


def field(element: dict) -> dict:
    name = element["action_id"]
    return {"type": "input", "block_id": name, "optional": True, "label": text(name), "element": element}


@pytest.fixture
def view(slack, client, echo) -> dict:
    slack.act.command(ANA, "/careercheck hi")
    picking = MODAL | {"blocks": [field(WHO), field(CREW)]}
    client.views_open(trigger_id=echo.heard[-1]["trigger_id"], view=picking)
    return slack.screen(ANA)["modal"]


def values(echo) -> dict:
    return echo.payloads("view_submission")[-1]["view"]["state"]["values"]


def test_whoever_is_picked_arrives_by_id(slack, echo, view):
    assert slack.act.submit(ANA, view["id"], {"who": NIA, "crew": [ANA, BEN]})["ok"]

    assert values(echo)["who"]["who"] == {"type": "users_select", "selected_user": NIA}
    assert values(echo)["crew"]["crew"] == {"type": "multi_users_select", "selected_users": [ANA, BEN]}


def test_untouched_it_is_who_was_named_from_the_start_or_nobody(slack, echo, view):
    assert slack.act.submit(ANA, view["id"])["ok"]

    assert values(echo)["who"]["who"]["selected_user"] == BEN
    assert values(echo)["crew"]["crew"]["selected_users"] == []


def test_nobody_is_picked_who_does_not_exist_and_no_more_than_the_field_takes(slack, echo, view):
    assert slack.act.submit(ANA, view["id"], {"who": "U0NOBODY"})["error"] == "user_not_found"
    assert slack.act.submit(ANA, view["id"], {"crew": ["U0NOBODY"]})["error"] == "user_not_found"
    assert slack.act.submit(ANA, view["id"], {"crew": [ANA, BEN, NIA]})["error"] == "invalid_value"
    assert echo.payloads("view_submission") == []
