"""A simulated Slack that goes on where it ended."""

from __future__ import annotations

import json
import stat
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.playground.cast import Room, demo_cast
from bot.playground.folder import DATABASE, claimed
from bot.playground.kept import KeepError
from bot.playground.simulated import SimulatedSlack
from bot.playground.trial import Trial
from bot.run import ServeError
from tests.playground.echo import CARD, Echo, web_client
from tests.playground.faces import ANA, BEN, GENERAL, messages, texts


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "slack.json"


@pytest.fixture
def begin(clock, file) -> Iterator[Callable[[], SimulatedSlack]]:
    """Starts a run on the file; what is still running at the end is stopped."""
    begun: list[SimulatedSlack] = []

    def begin() -> SimulatedSlack:
        begun.append(SimulatedSlack(clock, keep=file))
        begun[-1].start()
        return begun[-1]

    yield begin
    for slack in begun:
        slack.stop()


def test_everything_on_everybodys_screen_is_there_again(begin):
    slack = begin()
    echo = Echo(slack)
    echo.connect()
    card = echo.client.chat_postMessage(channel=ANA, text="Pick", blocks=CARD)["ts"]
    slack.act.choose(ANA, ts=card, action_id="colour", value="blue")
    slack.act.message(ANA, "a reply", thread_ts=card)
    slack.act.command(ANA, "/careercheck modal")
    slack.act.home(ANA)
    new = slack.act.newcomer()["user"]
    slack.act.read(ANA)
    slack.wait_for(lambda: slack.screen(ANA)["home"] and not slack.outstanding(), why="no home")
    echo.close()
    people = [person.id for person in slack.cast.people] + [new]
    before = {user: slack.screen(user) for user in people}
    slack.stop()

    again = begin()

    for user in people:
        after = again.screen(user)
        assert {**after, "version": 0, "bot": {}} == {**before[user], "version": 0, "bot": {}}


def test_whom_the_cast_has_got_since_is_let_in_and_into_their_channels(begin, clock, file):
    cast = demo_cast()
    few = tuple(person for person in cast.people if person.id == ANA)
    slack = SimulatedSlack(clock, replace(cast, people=few, rooms=(Room(GENERAL, "general", (ANA,)),)), keep=file)
    slack.start()
    slack.stop()

    again = begin()

    assert again.screen(ANA)["people"] == len(cast.people)
    assert GENERAL in {one["id"] for one in again.screen(BEN)["conversations"]}


def test_numbers_are_never_given_twice(begin):
    slack = begin()
    first = slack.act.message(ANA, "one")["ts"]
    ids = {slack._workspace.next_id("Ev") for _ in range(50)}  # as a run that is killed before it writes them down
    slack.stop()

    again = begin()

    assert again.act.message(ANA, "two")["ts"] > first
    assert ids.isdisjoint({again._workspace.next_id("Ev") for _ in range(50)})


def test_what_the_bot_has_not_heard_it_hears_after_the_next_start(begin):
    slack = begin()
    slack.act.message(ANA, "echo?")
    slack.stop()

    again = begin()
    echo = Echo(again)
    echo.connect()

    again.wait_for(lambda: "echo!" in texts(again, ANA), why="the event was lost")
    echo.close()


def test_it_is_written_while_it_runs_for_nobody_else_to_read(begin, file):
    slack = begin()
    web_client(slack).chat_postMessage(channel=ANA, text="kept at once")

    slack.wait_for(lambda: "kept at once" in file.read_text(), why="never written")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "xoxb" not in file.read_text()


def test_trouble_ends_with_the_run(begin):
    slack = begin()
    slack.act.message(ANA, "hello")
    slack.act.revokes()
    slack.faults.slow(5)
    slack.stop()

    again = begin()

    assert again.screen(ANA)["trouble"] == []
    assert web_client(again).auth_test()["ok"]


def test_what_only_one_person_saw_is_not_kept(begin, file):
    slack = begin()
    slack.act.message(ANA, "stays")
    web_client(slack).chat_postEphemeral(channel=ANA, user=ANA, text="only for now")
    assert texts(slack, ANA) == ["stays", "only for now"]
    slack.stop()

    assert "only for now" not in file.read_text()
    assert texts(begin(), ANA) == ["stays"]


def test_a_reset_is_kept_too(begin):
    slack = begin()
    slack.act.message(ANA, "hello")
    slack.reset()
    slack.stop()

    assert messages(begin(), ANA) == []


@pytest.mark.parametrize("content", ["", "{}", "[]", "not json", '{"format": 1}', "\x00\xff"])
def test_a_file_that_is_not_ours_is_refused_and_left_alone(clock, file, content):
    file.write_text(content)

    with pytest.raises(KeepError, match="damaged or not ours, and nothing was changed"):
        SimulatedSlack(clock, keep=file)

    assert file.read_text() == content


def test_the_file_of_a_later_version_or_another_workspace_is_refused(clock, file, begin):
    begin().stop()
    whole = json.loads(file.read_text())

    with pytest.raises(KeepError, match="another workspace"):
        SimulatedSlack(clock, demo_cast("T0OTHER01"), keep=file)
    file.write_text(json.dumps({**whole, "format": 2}))
    with pytest.raises(KeepError, match="not ours"):
        SimulatedSlack(clock, keep=file)


def test_a_place_that_cannot_be_read_or_written_is_said(clock, tmp_path):
    with pytest.raises(KeepError, match="cannot be read"):
        SimulatedSlack(clock, keep=tmp_path)
    slack = SimulatedSlack(clock, keep=tmp_path / "gone" / "slack.json")
    with pytest.raises(KeepError, match="cannot be written"):
        slack.start()
    slack.stop()


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"notes.txt": "mine"}, "holds other things, such as notes.txt. Name an empty folder or a new one."),
        ({DATABASE: "x"}, "slack.json is missing, so half of this playground is gone. Name another folder."),
    ],
)
def test_a_folder_that_is_not_ours_is_refused_and_left_alone(tmp_path, files, words):
    for name, content in files.items():
        (tmp_path / name).write_text(content)

    with pytest.raises(KeepError, match=words), claimed(tmp_path):
        pass

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == files


def test_a_folder_is_made_for_nobody_else_and_held_by_one_run_at_a_time(tmp_path):
    folder = tmp_path / "new" / "one"
    with claimed(folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        with pytest.raises(KeepError, match=r"Another playground runs in .*\. Stop it first"), claimed(folder):
            pass
    with claimed(folder):
        pass


def test_a_damaged_database_is_said_and_nothing_is_left_running(tmp_path):
    (tmp_path / DATABASE).write_bytes(b"no database at all" * 100)
    trial = Trial(tmp_path, kept=True)

    with pytest.raises(ServeError, match="damaged"):
        trial.start(0)

    trial.stop()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("simulated")]
