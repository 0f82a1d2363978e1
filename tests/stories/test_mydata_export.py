"""An export holds everything, comes as files or as messages, once whatever happens, and leaves nothing behind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.playground.cast import Cast, demo_cast
from bot.store import deletions, exports
from bot.store.erased import forget
from bot.store.exports import Asked
from bot.store.person import about_people
from tests.kit import Somebody, World, a_world, words
from tests.stories.steps import begins, finishes_pillar
from tests.stories.test_mydata import erases, left_of, vanish

OWN_WORDS = "Quetzal <!channel> in the night shift"


def with_files() -> Cast:
    """The demo's people, with an app that may share files."""
    return demo_cast(also=("files:write",))


@pytest.fixture
def sharing(tmp_path: Path) -> Iterator[World]:
    """A workspace that lets the bot share files."""
    with a_world(tmp_path, cast=with_files()) as world:
        yield world


def has_history(who: Somebody) -> None:
    """Let somebody have a result, a note and a next step."""
    begins(who, "/careercheck technical")
    who.writes(OWN_WORDS)
    finishes_pillar(who, "technical")
    who.clicks("Pick a next step")
    who.submits(which="own", own="Read one paper", by="2026-12-01")


def asks(who: Somebody) -> None:
    who.runs("/careercheck mydata")
    who.clicks("Export")


def files_of(who: Somebody) -> dict[str, str]:
    """Return the files that somebody has in their conversations, by name."""
    return {file["name"]: file["text"] for message in who.messages() for file in message.get("files", ())}


def pasted(world: World, who: Somebody, between: str = "\n") -> str:
    """Return the JSON as somebody pastes it together out of the messages of an export."""
    while world.rows("SELECT 1 FROM outbox WHERE view = 'mydata.part' AND state = 'due'"):
        world.passes(seconds=5)
    parts = [message for message in who.messages() if "(for programs)" in message["text"]]
    blocks = [block for part in parts for block in part["blocks"] if block["type"] == "rich_text"]
    return between.join(block["elements"][0]["elements"][0]["text"].strip() for block in blocks)


def document(world: World, who: Somebody) -> dict[str, Any]:
    """Return the JSON out of the messages of an export."""
    found: dict[str, Any] = json.loads(pasted(world, who, between=""))
    return found


def test_it_comes_as_two_files_where_slack_lets_us(sharing: World) -> None:
    ana = sharing.who("ana")
    has_history(ana)
    asks(ana)

    files = files_of(ana)
    assert set(files) == {"my-careercheck-data.md", "my-careercheck-data.json"}
    readable, data = files["my-careercheck-data.md"], json.loads(files["my-careercheck-data.json"])
    assert f"  > {OWN_WORDS}" in readable
    assert "  > Read one paper" in readable
    assert "- Deep knowledge of one technology: **Yes** (23 November 2026)" in readable
    assert "- Finished on 23 November 2026\n  - Technical skills: " in readable
    assert "- Checks and results: " in readable
    assert data["format"] == "careercheck-person"
    assert {*data["kept"], *data["besides"]} >= {table.name for table in about_people()}
    assert data["kept"]["notes"][0]["text"] == OWN_WORDS
    ana.sees("That's everything I keep about you")


def test_what_is_read_has_the_days_of_its_persons_own_clock(tmp_path: Path) -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # half past midnight in Madrid
    with a_world(tmp_path, cast=with_files(), now=late) as world:
        ana = world.who("ana")
        has_history(ana)
        asks(ana)
        world.passes(minutes=1)
        read = files_of(ana)["my-careercheck-data.md"]

    assert "begun 23 November 2026 (finished)" in read
    assert "As of 23 November 2026." in read
    assert "22 November 2026" not in read
    assert "By 1 December 2026" in read, "a day is a day"


@pytest.mark.storage
def test_else_it_comes_as_messages_and_is_kept_nowhere_after(world: World, ana: Somebody) -> None:
    has_history(ana)
    asks(ana)

    assert document(world, ana)["kept"]["notes"][0]["text"] == OWN_WORDS
    assert files_of(ana) == {}
    assert world.rows("SELECT * FROM exports") == []
    assert OWN_WORDS not in str(world.rows("SELECT * FROM outbox"))


def test_a_scope_that_was_taken_away_meanwhile_falls_back_to_messages(sharing: World) -> None:
    ana = sharing.who("ana")
    has_history(ana)
    sharing.slack.faults.refuse("files.getUploadURLExternal", error="missing_scope")
    asks(ana)

    assert document(sharing, ana)["kept"]["steps"][0]["text"] == "Read one paper"
    assert sharing.rows("SELECT sending FROM workspaces")[0][0], "that is no reason to stop"


def test_it_is_not_lost_where_slack_is_away(sharing: World) -> None:
    ana = sharing.who("ana")
    has_history(ana)
    sharing.slack.faults.refuse("files.completeUploadExternal", error="internal_error")
    asks(ana)
    assert files_of(ana) == {}

    sharing.passes(minutes=6)
    sharing.bot.ticker.run("export")
    assert len(files_of(ana)) == 2


def test_asking_twice_brings_it_once(sharing: World) -> None:
    ana = sharing.who("ana")
    has_history(ana)
    sharing.slack.faults.refuse("files.completeUploadExternal", error="internal_error")
    asks(ana)
    ana.clicks("Export")

    ana.sees("Your export is on its way already")
    assert sharing.rows("SELECT count(*) FROM exports")[0][0] == 1


def test_the_files_vanish_when_everything_is_erased(sharing: World) -> None:
    ana = sharing.who("ana")
    has_history(ana)
    asks(ana)
    ana.clicks("Erase everything")
    ana.submits()
    for _ in range(5):
        sharing.passes(seconds=20)
        sharing.bot.ticker.run("take back")

    assert files_of(ana) == {}
    assert sharing.rows("SELECT * FROM deletions") == []


def test_an_export_that_comes_to_no_end_is_ended(sharing: World) -> None:
    ana = sharing.who("ana")
    has_history(ana)
    sharing.slack.faults.refuse("files.completeUploadExternal", error="internal_error")
    asks(ana)
    sharing.clock.advance(timedelta(days=2))
    sharing.bot.ticker.run("forget exports")

    assert sharing.rows("SELECT * FROM exports WHERE done_at IS NULL OR body IS NOT NULL") == []


@pytest.mark.parametrize("moment", ["files.getUploadURLExternal", "files.completeUploadExternal"])
def test_erased_while_its_files_are_on_their_way(sharing: World, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    ana, door = sharing.who("ana"), sharing.bot.door
    has_history(ana)
    call, erasures = door.call, []

    def erased_first(method: str, arguments: Any) -> Any:
        if method == moment and not erasures:
            erasures.append(forget(sharing.bot.services.database, "T0DEMO001", ana.id, sharing.clock.now()))
        return call(method, arguments)

    monkeypatch.setattr(door, "call", erased_first)
    asks(ana)
    vanish(sharing)

    assert erasures
    assert files_of(ana) == {}
    assert left_of(sharing, ana) == {}
    assert [words(message) for message in ana.messages() if message["bot"] and not message["ephemeral"]] == []


@pytest.mark.storage
def test_erased_while_its_messages_are_on_their_way(world: World, ana: Somebody) -> None:
    has_history(ana)
    asks(ana)
    world.passes(seconds=2)
    assert world.rows("SELECT 1 FROM outbox WHERE view = 'mydata.part' AND state = 'due'")
    assert world.rows("SELECT 1 FROM outbox WHERE view = 'mydata.part' AND state = 'sent'")

    erases(ana)
    vanish(world)
    world.passes(minutes=1)
    assert left_of(world, ana) == {}
    assert [words(message) for message in ana.messages() if message["bot"] and not message["ephemeral"]] == []


@pytest.mark.storage
def test_a_part_that_slack_takes_only_later_is_not_missing(world: World, ana: Somebody) -> None:
    """Its text is kept until the last of them is there, whichever that is."""
    has_history(ana)
    ana.runs("/careercheck mydata")
    world.slack.faults.refuse("chat.postMessage", error="internal_error", times=1)
    ana.clicks("Export")

    assert document(world, ana)["kept"]["notes"][0]["text"] == OWN_WORDS
    assert world.rows("SELECT * FROM exports") == []


@pytest.mark.parametrize("ends", ["forgotten", "as messages"])
def test_files_that_slack_may_have_are_known_to_an_erasure_also_where_it_never_said_so(
    world: World, ana: Somebody, ends: str
) -> None:
    begins(ana)
    asked, database = Asked("T0DEMO001", "X1", ana.id), world.bot.services.database
    with database.writing() as connection:
        exports.ask(connection, asked, world.clock.now())
        exports.about_to_share(connection, asked, ["F0ONE", "F0TWO"])  # and no answer came
        if ends == "as messages":
            exports.becomes_messages(connection, asked, OWN_WORDS)
            exports.sent(connection, "T0DEMO001", "X1", ana.id, "the last of them")
    if ends == "forgotten":
        world.clock.advance(timedelta(days=1, hours=1))
        world.bot.ticker.run("forget exports")

    assert OWN_WORDS not in str(world.rows("SELECT * FROM exports"))
    with database.writing() as connection:
        assert exports.ask(connection, Asked("T0DEMO001", "X2", ana.id), world.clock.now()), "it has ended"
        deletions.plan(connection, "T0DEMO001", ana.id, world.clock.now())
    assert world.rows("SELECT place FROM deletions WHERE ts = 'file' ORDER BY place") == [("F0ONE",), ("F0TWO",)]


def test_an_export_whose_last_message_slack_refuses_keeps_nobody_from_another(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.runs("/careercheck mydata")
    world.slack.faults.refuse("chat.postMessage", error="msg_too_long", times=99)
    ana.clicks("Export")
    for _ in range(60):
        world.passes(seconds=1)
    assert world.rows("SELECT DISTINCT state FROM outbox WHERE view = 'mydata.part'") == [("refused",)]
    world.slack.faults.relent("chat.postMessage")

    ana.clicks("Export")

    ana.sees("I'm putting your export together")
    assert document(world, ana)["kept"]["checks"]


def test_the_last_message_says_so_and_where_the_json_begins(world: World, ana: Somebody) -> None:
    has_history(ana)
    asks(ana)
    pasted(world, ana)

    parts = [words(message) for message in ana.messages() if message["text"].startswith("Your export, part")]
    first = next(number for number, part in enumerate(parts, 1) if "(for programs)" in part)
    assert f"That was all of it. The JSON, for programs, begins with part {first};" in parts[-1]
    assert not [part for part in parts[:-1] if "That was all" in part]


def test_what_is_read_is_in_words_and_the_rest_no_longer_than_it_must_be(sharing: World) -> None:
    ana = sharing.who("ana")
    has_history(ana)
    ana.opens_home()
    asks(ana)

    read, data = files_of(ana)["my-careercheck-data.md"], json.loads(files_of(ana)["my-careercheck-data.json"])
    assert "- Checks and results: " in read
    assert not re.search(r"\b(check|home|nudge|steps|mydata)\.[a-z]", read)
    came = data["besides"]["outbox"]
    assert {*came[0]} == {"view", "created_at", "sent_at", "channel", "ts", "state", "reason"}
    assert "home.tab" not in {row["view"] for row in came}
