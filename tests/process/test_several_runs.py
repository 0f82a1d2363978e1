"""Several `careercheck run` on one PostgreSQL serve a conversation together, and one of them may be killed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url

from tests.kit_storage import on_postgresql
from tests.process.served import Run, Served, Watcher

pytestmark = [pytest.mark.process, pytest.mark.storage, on_postgresql]


class Several(Served):
    """A workspace served by several processes on one PostgreSQL."""

    def __init__(self, folder: Path, url: str) -> None:
        super().__init__(folder, CAREERCHECK_DATABASE=url)
        self._looking = create_engine(make_url(url))
        self.bots: list[Run] = []

    def one_more(self) -> Run:
        """Start one more and wait until it listens."""
        there = self.slack.connected
        bot = self.runs("run")
        self.bots.append(bot)
        self.awaits(lambda: self.slack.connected > there, "one more listens")
        return bot

    def rows(self, query: str) -> list[Any]:
        with self._looking.connect() as connection:
            return list(connection.exec_driver_sql(query))

    def changes(self, statement: str) -> None:
        with self._looking.begin() as connection:
            connection.exec_driver_sql(statement)

    def close(self) -> None:
        for bot in self.bots:
            if not bot.ended:
                bot.process.kill()
                bot.ends()
        self._looking.dispose()
        super().close()


@contextmanager
def several(folder: Path, url: str, count: int) -> Iterator[Several]:
    house = Several(folder, url)
    try:
        for _ in range(count):
            house.one_more()
        yield house
    finally:
        house.close()


def answers_a_question(house: Several, person: Watcher, number: int, heard: list[bool]) -> None:
    """Click until the click is heard: one that a dead process was sent is lost, and the person clicks again."""
    person.expects(f"{number} of 5")
    while not heard or len(heard) < number:
        house.clock.advance(timedelta(seconds=2))
        card = person.with_button("Yes")
        done = house.slack.act.click(person.id, channel=card["channel"], ts=card["ts"], label="Yes")
        if done["ok"]:
            heard.append(True)


@pytest.mark.parametrize("count", [2, 4])
def test_processes_serve_a_check_together_and_one_that_is_killed_is_not_missed(
    tmp_path: Path, database_url: str, count: int
) -> None:
    with several(tmp_path, database_url, count) as house:
        ana, heard = house.who("ana"), []
        ana.runs("/careercheck technical")
        ana.expects("what happens to your answers")
        ana.clicks("I agree, start")
        for number in (1, 2):
            answers_a_question(house, ana, number, heard)

        house.bots[0].process.kill()
        house.awaits(lambda: house.slack.connected == count - 1, "its connection is gone")
        house.changes("UPDATE outbox SET lease_until = lease_until - interval '2 minutes' WHERE state = 'sending'")
        house.one_more()
        for number in (3, 4, 5):
            answers_a_question(house, ana, number, heard)

        ana.expects("Your result")
        assert [row[0] for row in house.rows("SELECT question FROM answers ORDER BY id")] == [
            "T1",
            "T2",
            "T3",
            "T4",
            "T5",
        ]
        asked = [call.args["text"] for call in house.slack.calls if call.method == "chat.postMessage"]
        assert len(asked) <= len(set(asked)) + 1, "at most what the dead one was sending is said twice"
        for bot in house.bots[1:]:
            assert bot.stops() == 0
            assert "Traceback" not in bot.err
            assert "outbox.broken" not in bot.err
        assert house.rows("SELECT * FROM outbox WHERE state = 'sending'") == []
