"""The HTTP interface of the page: act as a person, read what that person sees."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from threading import Thread

import pytest
from websockets.sync.client import connect

from bot.playground.faults import Faults
from bot.playground.play import VERBS
from bot.playground.simulated import SimulatedSlack
from tests.kit import LOST
from tests.playground.asking import ask
from tests.playground.faces import ANA, ANAS_DM, BEN, GENERAL


def act(slack: SimulatedSlack, verb: str, **body: object) -> dict:
    return ask(slack, f"/play/people/{ANA}/{verb}", body)[1]


def screen(slack: SimulatedSlack, user: str = ANA) -> dict:
    return ask(slack, f"/play/people/{user}/screen")[1]


def test_people_are_listed_with_workspace_and_bot(slack, echo):
    _, found = ask(slack, "/play/people")

    assert found["workspace"] == {"id": "T0DEMO001", "name": "Birchworks", "domain": "birchworks"}
    assert (found["bot"]["name"], found["bot"]["connected"]) == ("careercheck", True)
    assert {"id", "name", "title", "about", "kind", "tz"} <= set(found["people"][0])
    assert {person["kind"] for person in found["people"]} == {"member", "guest", "stranger"}


def test_a_whole_conversation_over_http(slack, echo):
    assert act(slack, "command", channel=GENERAL, text="/careercheck card") == {"ok": True}
    im = next(one for one in screen(slack)["conversations"] if one["id"] == ANAS_DM)
    (card,) = im["messages"]
    assert (im["kind"], im["unread"], card["bot"], card["ephemeral"]) == ("im", 1, True, False)

    assert act(slack, "click", channel=ANAS_DM, ts=card["ts"], action_id="yes")["ok"]
    assert act(slack, "choose", channel=ANAS_DM, ts=card["ts"], action_id="colour", value="blue")["ok"]
    sent = act(slack, "message", channel=ANAS_DM, text="hello", thread_ts=card["ts"])
    assert sent["ok"]
    assert act(slack, "edit", channel=ANAS_DM, ts=sent["ts"], text="hello there")["ok"]
    assert act(slack, "read", channel=ANAS_DM)["ok"]

    im = next(one for one in screen(slack)["conversations"] if one["id"] == ANAS_DM)
    parent, reply = im["messages"]
    assert (im["unread"], parent["reply_count"], reply["thread_ts"], reply["edited"]) == (0, 1, card["ts"], True)
    assert parent["state"]["answers"]["colour"]["selected_option"]["value"] == "blue"
    assert act(slack, "delete", channel=ANAS_DM, ts=sent["ts"])["ok"]


def test_modal_and_home_over_http(slack, echo):
    assert act(slack, "shortcut", callback_id="check_open")["ok"]
    modal = screen(slack)["modal"]
    assert act(slack, "submit", view_id=modal["id"], values={})["errors"] == {
        "words": "Please complete this required field."
    }
    assert act(slack, "close", view_id=modal["id"])["ok"]
    assert act(slack, "home", tab="home")["ok"]
    slack.wait_for(lambda: slack.screen(ANA)["home"], why="no home")

    shown = screen(slack)
    assert (shown["modal"], shown["home"]["type"], shown["home"]["errors"]) == (None, "home", {})


@pytest.mark.parametrize(
    ("path", "body", "status", "error"),
    [
        (f"/play/people/{ANA}/dance", {}, 404, "unknown_act"),
        (f"/play/people/{ANA}/message", {"words": "x"}, 400, "invalid_arguments"),
        (f"/play/people/{ANA}/message", {"text": 5}, 400, "invalid_arguments"),
        (f"/play/people/{ANA}/message", [], 400, "invalid_arguments"),
        ("/play/people/U0NOBODY/message", {"text": "x"}, 200, "user_not_found"),
        ("/play/people/U0NOBODY/screen", None, 404, "user_not_found"),
        (f"/play/people/{ANA}/command", {"text": "/careercheck"}, 200, "not_connected"),
    ],
)
def test_what_cannot_be_done_says_why(slack, path, body, status, error):
    code, answer = ask(slack, path, body)

    assert (code, answer["ok"], answer["error"]) == (status, False, error)


def test_a_page_hears_of_changes_on_its_persons_screen_only(slack, client):
    with connect(slack.url.replace("http", "ws") + f"/play/live?person={ANA}") as live:
        first = json.loads(live.recv(timeout=LOST))["version"]
        client.chat_postMessage(channel=BEN, text="for Ben")
        client.chat_postMessage(channel=ANA, text="for Ana")

        second = json.loads(live.recv(timeout=LOST))["version"]

    assert second == slack.screen(ANA)["version"] > first
    with pytest.raises(TimeoutError):
        slack.wait_for(lambda: slack.screen(ANA)["version"] > second, timeout=0.01, why="nothing more")


def test_it_stops_while_pages_hang_up(clock):
    slack = SimulatedSlack(clock)
    slack.start()
    pages = [ExitStack() for _ in range(40)]
    for page in pages:
        page.enter_context(connect(slack.url.replace("http", "ws") + f"/play/live?person={ANA}"))
    hanging_up = [Thread(target=page.close) for page in pages]
    for thread in hanging_up:
        thread.start()

    slack.stop()

    for thread in hanging_up:
        thread.join(LOST)
    with pytest.raises(urllib.error.URLError):
        ask(slack, "/play/people")


def test_other_hosts_and_origins_are_turned_away(slack):
    assert ask(slack, "/play/people", Host="evil.example")[0] == 403
    assert ask(slack, f"/play/people/{ANA}/message", {"text": "x"}, Origin="https://evil.example")[0] == 403
    assert ask(slack, f"/play/people/{ANA}/message", {"text": "x"}, Origin=slack.url)[0] == 200


def test_a_taken_port_is_an_error_at_once(slack, clock):
    other = SimulatedSlack(clock)

    with pytest.raises(OSError, match="in use"):
        other.start(port=int(slack.url.rsplit(":", 1)[1]))


@pytest.mark.parametrize("path", ["/", "/static/app.js", "/static/css/base.css"])
def test_a_browser_asks_each_time_whether_it_has_the_newest_page(slack, path):
    with urllib.request.urlopen(slack.url + path, timeout=10) as answer:
        assert answer.headers["Cache-Control"] == "no-cache"


def test_what_the_browser_has_already_is_not_sent_again(slack):
    path = slack.url + "/static/app.js"
    with urllib.request.urlopen(path, timeout=10) as answer:
        tag = answer.headers["ETag"]
    again = urllib.request.Request(path, headers={"If-None-Match": tag})
    with pytest.raises(urllib.error.HTTPError) as unchanged:
        urllib.request.urlopen(again, timeout=10)
    with unchanged.value as answer:
        assert (answer.code, answer.headers["Cache-Control"]) == (304, "no-cache")


def test_the_data_note_is_told_to_the_page(clock):
    slack = SimulatedSlack(clock, data="try.db")
    slack.start()
    _, found = ask(slack, "/play/people")
    slack.stop()

    assert found["data"] == "try.db"


def test_every_verb_and_fault_is_documented():
    words = (Path(__file__).parents[2] / "docs" / "playground.md").read_text(encoding="utf-8")

    for verb in VERBS:
        assert f"| `{verb}` |" in words
    for fault in (name for name in vars(Faults) if not name.startswith("_")):
        assert f"`{fault}(" in words
