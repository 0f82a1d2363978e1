"""What is for this moment is done at once, whatever else takes long."""

from __future__ import annotations

from pathlib import Path
from threading import Semaphore
from typing import Any

import pytest

from tests.kit import LOST, Somebody, World, a_world
from tests.stories.steps import begins
from tests.stories.test_mydata_export import files_of, with_files

STUCK = 2 * LOST  # real seconds: longer than anything is waited for


def presses(world: World, who: Somebody, label: str) -> None:
    """Press a button without waiting for what the bot makes of it."""
    message = who.with_button(label)
    world.slack.act.click(who.id, channel=message["channel"], ts=message["ts"], label=label)


def test_a_modal_opens_while_an_erasure_and_an_export_are_stuck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_world(tmp_path, cast=with_files()) as world:
        ana, ben, chiara = (world.who(name) for name in ("ana", "ben", "chiara"))
        for who in (ana, ben):
            begins(who)
            who.runs("/careercheck mydata")
        chiara.runs("/careercheck help")
        ana.clicks("Erase everything")
        stuck, go_on = Semaphore(0), Semaphore(0)
        for slow in ("delete", "share"):
            real = getattr(world.bot.door, slow)

            def sticks(*args: Any, real: Any = real) -> Any:
                stuck.release()
                assert go_on.acquire(timeout=STUCK)
                return real(*args)

            monkeypatch.setattr(world.bot.door, slow, sticks)
        modal = ana.modal()
        assert modal
        world.slack.act.submit(ana.id, modal["id"], {})
        assert stuck.acquire(timeout=LOST), "the first message is being taken back"
        presses(world, ben, "Export")

        try:
            world.slack.act.command(chiara.id, "/careercheck brag add", None)
            world.slack.wait_for(lambda: chiara.modal() is not None, LOST, "the modal opens")
        finally:
            go_on.release(1000)
        world.settles()
        assert len(files_of(ben)) == 2
