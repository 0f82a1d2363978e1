"""Several bots on one PostgreSQL: they serve a conversation together, and what reaches two at once happens once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import BoltRequest
from sqlalchemy import update

from bot.bot import Bot
from bot.run import running
from bot.runtime import logs
from bot.store import claims
from bot.store.tables import outbox
from tests.kit import A_MOMENT, LOST, Json, Somebody, World, words
from tests.kit_storage import on_postgresql
from tests.kit_watched import every_statement_names_its_workspace
from tests.stories.steps import begins
from tests.stories.test_twice_and_late import choices, click_of

pytestmark = [pytest.mark.storage, on_postgresql]

AT = "1795165300.00000"


class Two(World):
    """A workspace with two bots on one database, each with a connection to Slack of its own."""

    second: Bot

    def starts(self) -> None:
        super().starts()
        self.second = self._stack.enter_context(running(self.settings, self.clock))
        self.slack.wait_for(lambda: self.slack.connected == 2, LOST, "both are there")

    def settles(self) -> None:
        """Wait until neither has anything to do: what one does may be work for the other."""
        while True:
            super().settles()
            assert self.second.wait_idle(LOST)
            if self.bot.idle() and not self.slack.outstanding():
                return

    def at_once(self, *payloads: Json) -> list[int]:
        """Bring each payload to both bots in one moment; returns how they were answered."""
        answered: list[int] = []
        doings = [lambda b=bot, p=p: answered.append(_sent(b, p)) for p in payloads for bot in (self.bot, self.second)]
        in_one_moment(doings)
        self.clock.advance(A_MOMENT)
        self.settles()
        return answered


def _sent(bot: Bot, payload: Json) -> int:
    return bot.app.dispatch(BoltRequest(mode="socket_mode", body=payload, headers={})).status


def in_one_moment(doings: list[Callable[[], Any]]) -> None:
    """Do things in threads that begin together."""
    ready = threading.Barrier(len(doings))

    def run(do: Callable[[], Any]) -> None:
        ready.wait()
        do()

    threads = [threading.Thread(target=run, args=(do,)) for do in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.fixture
def two(tmp_path: Path, database_url: str) -> Iterator[Two]:
    logs.configure("WARNING")
    with every_statement_names_its_workspace():
        world = Two(tmp_path, database=database_url)
        try:
            world.starts()
            yield world
        finally:
            world.close()


@pytest.fixture
def ana(two: Two) -> Somebody:
    return two.who("ana")


def saying(person: Somebody, text: str) -> list[Json]:
    return [message for message in person.messages() if text in words(message)]


def test_two_that_ask_for_their_first_check_at_once_get_one(two: Two, ana: Somebody) -> None:
    in_one_moment([lambda: two.slack.act.command(ana.id, "/careercheck", None)] * 4)
    two.settles()

    assert len(two.rows("SELECT * FROM checks")) == 1
    assert len(saying(ana, "what happens to your answers")) == 1
    assert not saying(ana, "went wrong")


def test_two_that_are_known_and_ask_at_once_get_one(two: Two, ana: Somebody) -> None:
    ana.runs("/careercheck help")
    for _ in range(5):
        in_one_moment([lambda: two.slack.act.command(ana.id, "/careercheck", None)] * 4)
        two.settles()

    assert len(two.rows("SELECT * FROM checks")) == 1
    assert len(saying(ana, "what happens to your answers")) == 1
    assert not saying(ana, "went wrong")


def test_a_click_that_reaches_both_at_once_is_one_answer_and_one_next_question(two: Two, ana: Somebody) -> None:
    begins(ana)
    for number in range(1, 6):
        click = click_of(two, ana, "Yes", f"{AT}{number}")

        assert two.at_once(click, click) == [200] * 4

        assert len(choices(two)) == number
        assert len(saying(ana, f"{number + 1} of 21")) == 1


def test_different_clicks_at_once_leave_the_newest_and_one_next_question(two: Two, ana: Somebody) -> None:
    begins(ana)
    clicks = [click_of(two, ana, label, f"{AT}{n}") for n, label in enumerate(["Yes", "Partly", "Not yet"])]

    assert two.at_once(*clicks) == [200] * 6

    assert two.rows("SELECT progress FROM checks")[0][0]["given"]["S1"][0] == "not_yet"
    assert len(saying(ana, "2 of 21")) == 1


def test_an_event_that_reaches_both_at_once_counts_once(two: Two, ana: Somebody) -> None:
    begins(ana)
    mine = ana.writes("a thought about that one")
    said = next(m for m in ana.messages() if m["text"] == "a thought about that one")
    assert mine
    inner = {"type": "message", "channel_type": "im", "user": ana.id, "channel": said["channel"], "ts": "1795165301.1"}
    inner |= {"text": "another thought", "thread_ts": said["thread_ts"]}
    event = {"type": "event_callback", "team_id": two.slack.cast.team_id, "event_id": "Ev1", "event": inner}

    assert two.at_once(event, event, event) == [200] * 6

    assert [row[0] for row in two.rows("SELECT text FROM notes ORDER BY id")] == [said["text"], "another thought"]
    assert len(saying(ana, "Kept as a private note")) == 2


def test_a_start_leaves_alone_what_another_process_is_sending(two: Two, ana: Somebody) -> None:
    begins(ana)
    team = two.slack.cast.team_id
    now = two.clock.now()
    with two.bot.services.database.writing() as connection:
        busy = {"state": "sending", "token": "another", "lease_until": now + timedelta(seconds=50)}
        newest = two.rows("SELECT id FROM outbox ORDER BY id DESC")[0][0]
        connection.execute(update(outbox).where(outbox.c.workspace == team, outbox.c.id == newest).values(**busy))

    two.restarts()

    assert two.rows("SELECT token FROM outbox WHERE state = 'sending'") == [("another",)]
    with two.bot.services.database.writing() as connection:
        assert claims.recover(connection, now=now + timedelta(seconds=51)) == 1
