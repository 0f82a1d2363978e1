"""While the log of erasures cannot be read nobody is erased: whoever asks hears the truth, and operators hear of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.store.erasures import log_of
from tests.kit import Somebody, World, words
from tests.stories.steps import begins
from tests.stories.test_mydata import erases, left_of

CANNOT = {"event": "mydata.log_unreadable", "log_level": "error", "flaw": "line", "row": 2}


def breaks(world: World, second: str = "what is this") -> None:
    """Let the second line of the log be this."""
    log = log_of(world.bot.services.database)
    assert log is not None
    entry = f"{world.clock.now().isoformat()} ab cd\n"
    log.write_text(entry + second)


@pytest.fixture
def told(world: World, ana: Somebody) -> Somebody:
    """Ana, about whom something is kept."""
    begins(ana)
    ana.clicks("Yes")
    return ana


def test_who_asks_hears_that_it_cannot_be_done_now_and_whom_to_tell(world: World, told: Somebody) -> None:
    breaks(world)
    before = left_of(world, told)
    with capture_logs() as logged:
        erases(told)

    said = words(told.modal() or {})
    assert "I can't erase just now: whoever runs me has to mend something first. Nothing was changed." in said
    assert "the log of erasures can't be read, and `careercheck doctor` says why" in said
    assert "try again in a minute" not in said
    assert left_of(world, told) == before
    assert [line for line in logged if line["log_level"] == "error"] == [CANNOT]

    breaks(world, second="")
    erases(told)
    assert "Everything I kept about you is erased" in words(told.modal() or {})
    assert left_of(world, told) == {}


def test_nor_is_anybody_erased_for_their_time_being_over(world: World, told: Somebody) -> None:
    world.clock.advance(timedelta(days=365 * 6))
    breaks(world)
    with capture_logs() as logged:
        world.bot.ticker.run("retention")

    assert CANNOT in logged
    assert "people" in left_of(world, told)

    breaks(world, second="")
    world.bot.ticker.run("retention")
    assert left_of(world, told) == {}
