"""The demo's two teams: three quarters lived through once, and taken up by each playground."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from advice.release import Release
from bot.playground import demo as made
from bot.playground import history
from bot.playground.demo import demo
from bot.playground.hand import Hand
from bot.playground.state import instant
from bot.playground.trial import Trial
from bot.runtime.clock import SystemClock
from bot.store.tables import summaries
from tests.kit import button, words

ANA, CHIARA, DEV, HANA = "U0ANA0001", "U0CHI0001", "U0DEV0001", "U0HANA001"
SOON = 30.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The demo's data, made once for all processes that test."""
    own = tmp_path_factory.getbasetemp()
    shelf = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shelf"
    shelf.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch, (shelf / "lock").open("w") as lock:
        patch.setattr(made, "SHELF", shelf / "demos")
        fcntl.flock(lock, fcntl.LOCK_EX)
        said: list[str] = []
        now = SystemClock().now()
        folder = demo(now, said.append)
        assert folder is not None
        assert len(said) <= 1
        assert demo(now, said.append) == folder
        assert len(said) <= 1, "only this once"
        assert [one.name for one in (shelf / "demos").iterdir()] == [folder.name], "nothing is left behind"
        fcntl.flock(lock, fcntl.LOCK_UN)
        yield folder


@pytest.fixture
def trial(folder: Path, tmp_path: Path) -> Iterator[Trial]:
    trial = Trial(tmp_path, kept=False, demo=folder)
    trial.start(0)
    yield trial
    trial.stop()


def shown(trial: Trial, user: str) -> list[str]:
    """Return what the bot has said to somebody in their conversation, newest last."""
    return [words({"text": one.text, "blocks": one.blocks}) for one in trial.slack.heard(user)]


def asks(trial: Trial, user: str, command: str) -> str:
    """Type a command and return what comes of it."""
    hand = Hand(trial.slack, user)
    before = len(hand.heard())
    trial.slack.wait_for(lambda: trial.slack.connected, SOON, "the bot did not connect")
    hand.types(command)
    trial.slack.wait_for(lambda: len(hand.heard()) > before, SOON, "no answer came")
    return "\n".join(shown(trial, user)[before:])


def releases(trial: Trial) -> dict[date, list[str]]:
    from bot.store.engine import Database  # noqa: PLC0415

    database = Database(f"sqlite:///{trial.data}")
    with database.reading() as connection:
        of_demo = summaries.c.workspace == trial.slack.cast.team_id
        rows = connection.execute(select(summaries.c.closed_on, summaries.c.body).where(of_demo))
        found: dict[date, list[str]] = {}
        for closed_on, body in rows:
            found.setdefault(closed_on, []).append(body)
    database.close()
    return found


def test_three_quarters_of_two_teams_are_over(trial: Trial) -> None:
    found = releases(trial)

    assert len(found) == 3
    assert all(on < SystemClock().now().date() and on.month % 3 == 0 for on in found)
    for bodies in found.values():
        assert sorted(Release.read(body).about for body in bodies) == ["questions", "sections"]


def test_each_quarter_closed_on_its_day_and_its_people_heard_of_it_then(trial: Trial) -> None:
    news = [one for one in trial.slack.heard(HANA) if "The summary of Payments is there" in words({"text": one.text})]
    ends = history.ends(SystemClock().now())

    assert len(news) == len(ends) == 3
    for one, end in zip(news, ends, strict=True):
        assert end < instant(one.ts).date() <= end + timedelta(days=4), "after a weekend at the latest"


def test_a_lead_reads_a_summary_at_once_and_what_was_there_stays(trial: Trial) -> None:
    answer = asks(trial, DEV, "/careercheck summary")

    assert "Team summary: Payments" in answer
    assert sum("The summary of Payments is there" in one for one in shown(trial, DEV)) == 3
    assert "Team summary: Platform guild" in asks(trial, CHIARA, "/careercheck summary")


def test_a_member_sees_who_reads_and_a_stranger_nothing(trial: Trial) -> None:
    assert "Dev" in asks(trial, HANA, "/careercheck who-sees-what").replace(DEV, "Dev")
    assert any(button({"blocks": one.blocks}, "Read the summary") for one in trial.slack.heard(HANA))
    assert "There's no summary I can show you" in asks(trial, ANA, "/careercheck summary")


def test_it_is_now_and_a_start_over_brings_the_same_back(trial: Trial) -> None:
    before = releases(trial)
    told = len(shown(trial, HANA))
    asks(trial, HANA, "/careercheck who-sees-what")
    assert abs(trial.clock.now() - SystemClock().now()) < timedelta(minutes=1)

    assert trial.reset() == {"ok": True}

    assert releases(trial) == before
    assert len(shown(trial, HANA)) == told
    assert not shown(trial, ANA), "Ana is new"


@pytest.mark.parametrize(
    ("now", "begins", "last"),
    [
        (datetime(2026, 11, 21, tzinfo=UTC), date(2026, 2, 15), date(2026, 9, 30)),
        (datetime(2026, 1, 1, tzinfo=UTC), date(2025, 5, 18), date(2025, 12, 31)),
        (datetime(2028, 3, 31, 23, tzinfo=UTC), date(2027, 5, 18), date(2027, 12, 31)),
    ],
)
def test_it_begins_right_before_the_last_three_quarters_that_are_over(now: datetime, begins: date, last: date) -> None:
    assert history.begins(now).date() == begins
    assert history.ends(now)[-1] == last
    assert len(history.ends(now)) == 3


def test_where_it_cannot_be_made_the_playground_goes_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setattr(made, "SHELF", file)

    assert demo(SystemClock().now(), lambda _: None) is None
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("simulated")]
