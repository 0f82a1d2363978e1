"""The page's trouble buttons: each does what it says, shows that it is on, and can be switched off."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread

import pytest
from slack_sdk.errors import SlackApiError

from bot.playground.control import APP, TROUBLE
from bot.playground.faults import Faults
from tests.kit import LOST
from tests.playground.asking import ask, standing, trouble
from tests.playground.echo import MODAL, web_client
from tests.playground.faces import ANA, BEN, GENERAL, texts


def test_every_fault_has_its_address():
    assert set(TROUBLE) == {name for name in vars(Faults) if not name.startswith("_")}


@pytest.mark.parametrize(
    ("on", "given", "shown", "end"),
    [
        ("slow", {"seconds": 5}, {"name": "slow", "seconds": 5.0}, ("slow", {"seconds": 0})),
        ("duplicate_events", {}, {"name": "duplicate_events", "copies": 2}, ("duplicate_events", {"copies": 1})),
        ("hold_acks", {}, {"name": "hold_acks"}, ("release_acks", {})),
        ("expire_triggers", {}, {"name": "expire_triggers"}, ("expire_triggers", {"on": False})),
        (
            "withhold",
            {"scope": "usergroups:read"},
            {"name": "withhold", "scope": "usergroups:read"},
            ("withhold", {"scope": "usergroups:read", "on": False}),
        ),
        ("revokes", {}, {"name": "revokes"}, ("installs", {})),
        ("uninstalls", {}, {"name": "uninstalls"}, ("installs", {})),
        (
            "refuse",
            {"method": "*", "retry_after": 5, "times": None},
            {"name": "refuse", "method": "*", "error": "ratelimited", "retry_after": "5"},
            ("relent", {"method": "*"}),
        ),
    ],
)
def test_what_stays_on_is_shown_and_can_be_switched_off(slack, on, given, shown, end):
    assert standing(slack) == []
    assert trouble(slack, on, **given)["ok"]
    assert standing(slack) == slack.screen(ANA)["trouble"] == [shown]

    off, back = end
    assert trouble(slack, off, **back)["ok"]
    assert standing(slack) == []

    trouble(slack, on, **given)
    trouble(slack, "clear")
    assert standing(slack) == []


def test_every_page_hears_of_trouble(slack):
    before = slack.screen(BEN)["version"]
    trouble(slack, "slow", seconds=1)
    assert slack.screen(BEN)["version"] > before


@pytest.mark.parametrize(
    ("name", "given", "status"),
    [
        ("dance", {}, 404),
        ("slow", {"seconds": "long"}, 400),
        ("slow", {"minutes": 1}, 400),
        ("slow", [], 400),
        ("refuse", {}, 400),
        ("slow", {"seconds": -1}, 200),
        ("slow", {"seconds": float("nan")}, 200),
        ("redeliver", {"copies": 99}, 200),
        ("duplicate_events", {"copies": 0}, 200),
        ("redeliver", {}, 200),
    ],
)
def test_what_makes_no_sense_is_refused(slack, name, given, status):
    code, answer = ask(slack, f"/play/trouble/{name}", given)

    assert (code, answer["ok"]) == (status, False)
    assert standing(slack) == []


@pytest.mark.parametrize("copies", [1, 2])
def test_the_last_event_of_a_person_comes_again(slack, echo, client, copies):
    slack.act.message(ANA, "first")
    slack.act.message(ANA, "second")
    client.chat_postMessage(channel=ANA, text="the bot's own does not count")
    echo.hears("message", 2)

    answer = trouble(slack, "redeliver", copies=copies)

    assert answer["what"]["text"] == "second"
    *_, second = [body for body in echo.hears("message", 2 + copies) if body["event"]["text"] == "second"]
    assert len([body for body in echo.payloads("message") if body["event_id"] == second["event_id"]]) == 1 + copies
    slack.wait_for(lambda: not slack.outstanding(), why="still waiting")


def test_a_slow_slack_hears_a_call_only_after_a_while(slack, client, clock):
    trouble(slack, "slow", seconds=5)
    calling = Thread(target=lambda: client.chat_postMessage(channel=ANA, text="at last"))
    calling.start()
    clock_waits(slack)

    clock.advance(timedelta(seconds=4.9))
    assert texts(slack, ANA) == []
    clock.advance(timedelta(seconds=0.2))
    calling.join(LOST)

    assert texts(slack, ANA) == ["at last"]
    assert slack.traffic()[-1].ms == 5100


def test_a_call_that_waits_goes_on_when_slack_is_quick_again(slack, client):
    trouble(slack, "slow", seconds=600)
    calling = Thread(target=lambda: client.chat_postMessage(channel=ANA, text="at last"))
    calling.start()
    clock_waits(slack)

    trouble(slack, "slow", seconds=0)
    calling.join(LOST)

    assert texts(slack, ANA) == ["at last"]


def clock_waits(slack) -> None:
    """Wait until a call is being kept waiting (and the timekeeper waits too)."""
    slack.wait_for(lambda: len(slack._clock._waiting) == 2, why="no call came")


def test_trouble_with_everything_spares_the_line_itself(slack, client):
    trouble(slack, "refuse", method="*", retry_after=7, times=None)

    for _ in range(2):
        with pytest.raises(SlackApiError, match="ratelimited") as refused:
            client.auth_test()
        assert refused.value.response.headers["Retry-After"] == "7"
    assert web_client(slack, slack.app_token).apps_connections_open(app_token=slack.app_token)["ok"]


def test_a_trigger_that_is_over_opens_nothing(slack, echo):
    trouble(slack, "expire_triggers")
    slack.act.command(ANA, "/careercheck silent")
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        echo.client.views_open(trigger_id=echo.heard[-1]["trigger_id"], view=MODAL)

    trouble(slack, "expire_triggers", on=False)
    slack.act.command(ANA, "/careercheck modal")
    assert slack.screen(ANA)["modal"]


def test_a_cut_socket_is_gone(slack, echo):
    trouble(slack, "drop_socket", abruptly=True)
    slack.wait_for(lambda: not slack.connected, why="it still listens")


def test_revoked_tokens_are_refused_until_they_are_given_back(slack, echo, client):
    trouble(slack, "revokes")
    with pytest.raises(SlackApiError, match="token_revoked"):
        client.auth_test()
    echo.hears("tokens_revoked", 1)

    trouble(slack, "installs")
    assert client.auth_test()["ok"]
    assert {*APP} == {"revokes", "uninstalls", "installs"}


def test_somebody_new_comes_whom_the_bot_hears_of(slack, echo):
    first, second = (ask(slack, "/play/newcomer", {})[1]["user"] for _ in range(2))

    assert first != second
    assert [event["user"]["id"] for event in [body["event"] for body in echo.hears("team_join", 2)]] == [first, second]
    assert {one["id"] for one in slack.screen(first)["conversations"]} == {"D" + first[1:], GENERAL}
    assert second in {person["id"] for person in ask(slack, "/play/people")[1]["people"]}
    assert slack.screen(ANA)["people"] == len(slack.cast.people) + 2
    assert slack.act.message(first, "hello")["ok"]


def test_back_to_the_start(slack, echo, client):
    ask(slack, "/play/newcomer", {})
    slack.act.message(ANA, "hello")
    client.chat_postMessage(channel=ANA, text="hello you")
    slack.act.home(ANA)
    slack.wait_for(lambda: slack.screen(ANA)["home"] and not slack.outstanding(), why="no home")
    trouble(slack, "revokes")
    before = slack.screen(ANA)

    slack.reset()

    after = slack.screen(ANA)
    assert texts(slack, ANA) == []
    assert (after["home"], after["trouble"], after["people"]) == (None, [], before["people"] - 1)
    assert after["version"] > before["version"]
    assert (slack.calls, slack.traffic(), slack.outstanding()) == ([], [], [])
    assert client.auth_test()["ok"]


def test_without_somebody_who_runs_the_bot_there_is_no_way_back(slack):
    assert ask(slack, "/play/people")[1]["can_reset"] is False
    assert ask(slack, "/play/reset", {})[0] == 404


def test_what_nobody_chose_to_do_does_not_come_again(slack):
    slack.act.home(ANA, tab="home", arriving=True)
    slack.act.newcomer()
    slack.act.revokes()
    assert trouble(slack, "redeliver")["error"] == "no_event_yet"

    slack.act.home(ANA, tab="home")
    slack.act.installs()
    slack.act.revokes()
    assert trouble(slack, "redeliver")["what"]["type"] == "app_home_opened"
