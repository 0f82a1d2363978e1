"""Files of the bot: announced, brought, shared, deleted, as Slack takes and refuses them; real HTTP."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from slack_sdk import WebClient  # noqa: TID251 - the production client, against the simulator

from bot.playground.cast import Cast, demo_cast
from bot.playground.simulated import SimulatedSlack
from bot.runtime.errors import SlackRefused
from bot.runtime.slack import File, SlackDoor
from tests.playground.asking import trouble
from tests.playground.faces import ANA, ANAS_DM, BEN, GENERAL, messages
from tests.playground.test_slack_methods import refusal

WORDS = "Größe: 3 €"  # more bytes than characters


@pytest.fixture
def cast() -> Cast:
    return demo_cast(also=("files:write",))


@pytest.fixture
def door(slack: SimulatedSlack) -> Iterator[SlackDoor]:
    found = SlackDoor(slack.bot_token, slack.api_url)
    yield found
    found.close()


def announced(client: WebClient, text: str = WORDS, name: str = "notes.md") -> tuple[str, str]:
    """Announce a file; returns its id, and where to bring it."""
    place = client.files_getUploadURLExternal(filename=name, length=len(text.encode()))
    return place["file_id"], place["upload_url"]


def bring(url: str, text: str = WORDS) -> tuple[int, str]:
    """Bring the bytes of a file; returns the status and what is said."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, text.encode()), timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


def shared(client: WebClient, text: str = WORDS, name: str = "notes.md", **more: str) -> str:
    """Share a file with Ana; returns its id."""
    file, url = announced(client, text, name)
    bring(url, text)
    client.files_completeUploadExternal(files=[{"id": file, "title": name}], channel_id=ANAS_DM, **more)
    return file


def files(slack: SimulatedSlack, user: str = ANA) -> list[list[tuple[str, str]]]:
    """The files of each message that somebody sees."""
    return [[(file["name"], file["text"]) for file in one.get("files", [])] for one in messages(slack, user)]


# -- what works


def test_a_file_stands_in_one_message_and_only_for_whom_it_is(slack, client):
    file, url = announced(client)
    assert bring(url) == (200, "OK")
    assert messages(slack, ANA) == [], "nobody sees what is not shared yet"

    done = client.files_completeUploadExternal(files=[{"id": file, "title": "notes.md"}], channel_id=ANAS_DM)

    assert done["files"] == [{"id": file, "title": "notes.md"}]
    assert files(slack) == [[("notes.md", WORDS)]]
    assert files(slack, BEN) == []


def test_two_files_share_a_message_and_what_is_said_with_them(slack, client):
    named = []
    for name in ("a.md", "b.json"):
        file, url = announced(client, name, name)
        bring(url, name)
        named.append({"id": file})
    client.files_completeUploadExternal(files=named, channel_id=ANAS_DM, initial_comment="Here they are")

    assert files(slack) == [[("a.md", "a.md"), ("b.json", "b.json")]]
    assert messages(slack, ANA)[0]["text"] == "Here they are"


def test_the_bot_is_told_of_its_own_file_as_of_any_message(slack, client, echo):
    shared(client)

    event = next(line for line in slack.traffic() if line.direction == "to_bot").sent["event"]
    assert (event["subtype"], event["bot_id"], event["files"][0]["name"]) == ("file_share", "B0CHECK01", "notes.md")


def test_the_bots_own_door_brings_and_deletes_what_it_shares(slack, door):
    first, second = door.share(ANAS_DM, [File("a.md", WORDS), File("b.json", "{}")], bool)
    assert files(slack) == [[("a.md", WORDS), ("b.json", "{}")]]

    door.delete_file(first)
    assert files(slack) == [[("b.json", "{}")]]
    door.delete_file(second)
    assert messages(slack, ANA) == []
    with pytest.raises(SlackRefused, match="file_deleted"):
        door.delete_file(second)


def test_words_of_a_message_stay_when_its_last_file_goes(slack, client):
    file = shared(client, initial_comment="Read this")

    client.files_delete(file=file)

    assert [(one["text"], one.get("files")) for one in messages(slack, ANA)] == [("Read this", None)]


# -- what Slack refuses


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"length": 0}, "missing_argument"),
        ({"length": -1}, "invalid_arguments"),
        ({"length": "many"}, "invalid_arguments"),
        ({"filename": ""}, "invalid_arguments"),
    ],
)
def test_a_file_is_announced_with_its_name_and_size(client, given, code):
    call = {"filename": "a.md", "length": 3} | given

    assert refusal(client.api_call, api_method="files.getUploadURLExternal", params=call) == code


def test_an_announcement_in_json_is_not_read(client):
    call = {"filename": "a.md", "length": 3}

    assert refusal(client.api_call, api_method="files.getUploadURLExternal", json=call) == "invalid_arguments"


def test_files_are_completed_by_json_too(slack, client):
    file, url = announced(client)
    bring(url)

    client.api_call("files.completeUploadExternal", json={"files": [{"id": file}], "channel_id": ANAS_DM})

    assert files(slack) == [[("notes.md", WORDS)]]


@pytest.mark.parametrize("text", [WORDS + "!", WORDS[:-1], ""])
def test_other_bytes_than_were_announced_are_refused(client, text):
    file, url = announced(client)

    assert bring(url, text) == (400, "invalid_length")
    named = [{"id": file}]
    assert refusal(client.files_completeUploadExternal, files=named, channel_id=ANAS_DM) == "file_not_found"


def test_bytes_that_are_no_text_are_refused_and_break_nothing(client):
    _, url = announced(client, "abc")
    request = urllib.request.Request(url, b"\xff\xfe\xfd")

    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)

    with refused.value:
        assert (refused.value.code, refused.value.read()) == (400, b"invalid_text")


def test_an_address_that_was_never_given_takes_nothing(slack):
    assert bring(f"{slack.url}/upload/v1/F00000000") == (400, "file_not_found")


def test_an_upload_is_completed_once_and_its_address_is_used_up_by_that(slack, client):
    file, url = announced(client)
    assert (bring(url)[0], bring(url)[0]) == (200, 200), "until then it may be brought again"
    client.files_completeUploadExternal(files=[{"id": file}], channel_id=ANAS_DM)

    assert bring(url) == (400, "file_not_found")
    named = [{"id": file}]
    assert refusal(client.files_completeUploadExternal, files=named, channel_id=ANAS_DM) == "file_not_found"
    assert len(messages(slack, ANA)) == 1


@pytest.mark.parametrize("named", [[], [{"title": "a.md"}], ["a.md"], {"id": "F1"}, "not JSON"])
def test_which_files_are_meant_is_said_in_a_list(client, named):
    given = {"files": named if isinstance(named, str) else json.dumps(named), "channel_id": ANAS_DM}

    assert refusal(client.api_call, api_method="files.completeUploadExternal", params=given) == "invalid_arguments"


@pytest.mark.parametrize(
    ("channel", "code"),
    [("C0NOWHERE", "channel_not_found"), (ANA, "channel_not_found"), (GENERAL, "not_in_channel")],
)
def test_files_go_only_where_the_bot_is_and_a_refusal_uses_nothing_up(slack, client, channel, code):
    file, url = announced(client)
    bring(url)
    named = [{"id": file}]

    assert refusal(client.files_completeUploadExternal, files=named, channel_id=channel) == code

    client.files_completeUploadExternal(files=named, channel_id=ANAS_DM)
    assert len(messages(slack, ANA)) == 1


def test_only_a_file_that_is_there_can_be_deleted_and_only_once(client):
    file = shared(client)

    assert refusal(client.files_delete, file="F00000000") == "file_not_found"
    client.files_delete(file=file)
    assert refusal(client.files_delete, file=file) == "file_deleted"


def test_what_was_brought_and_never_shared_is_deleted_too(client):
    file, url = announced(client)
    bring(url)

    client.files_delete(file=file)

    named = [{"id": file}]
    assert refusal(client.files_completeUploadExternal, files=named, channel_id=ANAS_DM) == "file_not_found"


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("files.getUploadURLExternal", {"filename": "a.md", "length": 3}),
        ("files.completeUploadExternal", {"files": "[]", "channel_id": ANAS_DM}),
        ("files.delete", {"file": "F1"}),
    ],
)
def test_without_the_scope_no_file_is_taken(slack, client, method, given):
    assert trouble(slack, "withhold", scope="files:write")["ok"]

    assert refusal(client.api_call, api_method=method, params=given) == "missing_scope"
    assert "files:write" not in client.auth_test().headers["x-oauth-scopes"].split(",")
    trouble(slack, "clear")
    assert "files:write" in client.auth_test().headers["x-oauth-scopes"].split(",")


def test_only_a_scope_that_was_granted_can_be_withheld(slack):
    answer = trouble(slack, "withhold", scope="chat:shout")

    assert (answer["ok"], answer["error"]) == (False, "invalid_arguments")


def test_a_hundred_files_a_minute_may_be_announced_and_fifty_deleted(slack, client):
    for _ in range(100):
        announced(client)
    assert refusal(client.files_getUploadURLExternal, filename="a", length=1) == "ratelimited"
    for _ in range(50):
        assert refusal(client.files_delete, file="F00000000") == "file_not_found"
    assert refusal(client.files_delete, file="F00000000") == "ratelimited"


def test_nothing_is_left_of_an_upload_when_all_begins_anew(slack, client):
    _, url = announced(client)

    slack.reset()

    assert bring(url) == (400, "file_not_found")
