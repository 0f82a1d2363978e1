"""A bot in a process of its own that erases somebody, or hands over exports, and is killed at a named point of it.

`python -m tests.process.vanishing AT POINT WORKSPACE USER` stands at the instant AT (ISO 8601).
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.bot import Bot
from bot.features.mydata import work
from bot.run import running
from bot.runtime import config
from bot.runtime.clock import ManualClock
from bot.runtime.own import owner
from bot.runtime.request import Request
from bot.runtime.slack import SlackDoor
from bot.store import workspaces

SHARED = "files.completeUploadExternal"
call, erased = SlackDoor.call, workspaces.erased


def dies(*_: object) -> None:
    """End at once."""
    os.kill(os.getpid(), signal.SIGKILL)


def dies_around(before: bool) -> Callable[..., Any]:
    """Return a call to Slack that ends us before or after files are shared."""

    def around(door: SlackDoor, method: str, arguments: Any) -> Any:
        if method == SHARED and before:
            dies()
        answer = call(door, method, arguments)
        if method == SHARED:
            dies()
        return answer

    return around


def before_commit(*of: Any) -> None:
    """Do all of an erasure, and end before it is kept."""
    erased(*of)
    dies()


def act(bot: Bot, point: str, workspace: str, user: str) -> None:
    """Do it."""
    if point.startswith("shared"):
        SlackDoor.call = dies_around(point.endswith("before"))  # type: ignore[method-assign]
        bot.ticker.run("export")
        return
    if point == "erased:before":
        workspaces.erased = before_commit
    work.erase(bot.services, Request("submit", "mydata.erase", workspace, user, metadata=owner(user, workspace)))
    dies()


if __name__ == "__main__":
    at, where, team, person = sys.argv[1:]
    with running(config.load(os.environ), ManualClock(datetime.fromisoformat(at))) as opened:
        act(opened, where, team, person)
