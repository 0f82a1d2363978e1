"""The playground's clock runs with the machine's, is moved forward only, and is still ahead after a restart."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.playground import kept_clock
from bot.playground.clock import MovableClock, PlaygroundClock
from bot.playground.folder import CLOCK
from bot.playground.kept import KeepError
from bot.playground.trial import Trial
from bot.runtime.clock import ManualClock
from tests.kit import LOST

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
A_YEAR = timedelta(days=365)


@pytest.fixture
def machine() -> ManualClock:
    return ManualClock(NOW)


def test_it_runs_with_the_machine_and_a_move_is_time_that_has_passed(machine: ManualClock) -> None:
    clock = PlaygroundClock(machine)
    assert isinstance(clock, MovableClock)
    before, up = clock.now(), clock.uptime()
    clock.advance(A_YEAR)
    machine.advance(timedelta(seconds=3))
    passed = A_YEAR + timedelta(seconds=3)
    assert clock.now() - before == passed
    assert clock.monotonic() == passed.total_seconds()
    # What looks for a clock that was set wrong compares these two.
    assert clock.uptime().seconds - up.seconds == passed.total_seconds()
    assert clock.uptime().boot == up.boot


def test_it_never_goes_back(machine: ManualClock) -> None:
    clock = PlaygroundClock(machine)
    with pytest.raises(ValueError, match="only moves forward"):
        clock.advance(timedelta(seconds=-1))
    assert clock.now() == NOW


def test_whoever_waits_is_woken_by_a_move_and_finds_the_time_reached(machine: ManualClock) -> None:
    clock, lock, until = PlaygroundClock(machine), threading.Condition(), NOW + timedelta(days=1)
    asleep, woken = threading.Event(), threading.Event()

    def wait() -> None:
        with lock:
            asleep.set()
            while clock.now() < until:
                clock.wait(lock, until)
        woken.set()

    threading.Thread(target=wait, daemon=True).start()
    assert asleep.wait(LOST)
    clock.advance(timedelta(days=1))
    assert woken.wait(LOST)


def test_where_it_is_kept_it_is_written_before_the_move_and_read_at_the_next_start(
    machine: ManualClock, tmp_path: Path
) -> None:
    file = tmp_path / "clock.json"
    written: list[timedelta] = []
    clock = PlaygroundClock(
        machine,
        kept_clock.load(file),
        lambda ahead: (written.append(ahead), kept_clock.save(file, ahead)),
    )
    assert not file.exists()
    clock.advance(A_YEAR)
    clock.advance(timedelta(hours=1))
    assert written == [A_YEAR, A_YEAR + timedelta(hours=1)]
    again = PlaygroundClock(machine, kept_clock.load(file))
    assert again.now() == clock.now()
    assert again.uptime() == clock.uptime()


@pytest.mark.parametrize("content", ["", "{}", "no json", '{"ahead_seconds": -5}', '{"ahead_seconds": 1e300}'])
def test_a_clock_that_is_not_ours_is_refused_and_left_alone(tmp_path: Path, content: str) -> None:
    file = tmp_path / CLOCK
    file.write_text(content)
    with pytest.raises(KeepError, match="damaged or not ours, and nothing was changed"):
        Trial(tmp_path, kept=True)
    assert file.read_text() == content


def test_a_kept_playground_goes_on_ahead_of_the_machine_and_nobody_tells_a_path_twice(tmp_path: Path) -> None:
    trial = Trial(tmp_path, kept=True)
    trial.start(0)
    try:
        machine = trial.slack.machine
        assert machine is not None
        assert machine.told == ["U0BEN0001", "U0CHI0001"]
        came = machine.by("month")
        assert [one.user for one in came] == ["U0BEN0001", "U0CHI0001"]
        there, said = trial.slack.screen("U0BEN0001")["now"], len(_texts(trial, "U0BEN0001"))
    finally:
        trial.stop()

    again = Trial(tmp_path, kept=True)
    again.start(0)
    try:
        assert there <= again.slack.screen("U0BEN0001")["now"]
        assert len(_texts(again, "U0BEN0001")) == said
        assert again.reset() == {"ok": True}
        assert there <= again.slack.screen("U0BEN0001")["now"]
        assert any("two years this month" in text for text in _texts(again, "U0BEN0001"))
    finally:
        again.stop()


def _texts(trial: Trial, user: str) -> list[str]:
    """What lasts in somebody's conversation with the bot."""
    (im,) = [one for one in trial.slack.screen(user)["conversations"] if one["kind"] == "im"]
    return [message["text"] for message in im["messages"] if not message["ephemeral"]]
