"""Is the bot on this machine alive? Read from its heartbeat in the database, so it serves every transport."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.store.episodes import Episode
from bot.store.processes import Process, is_gone

YOUNG = timedelta(minutes=2)

AILS = {
    "planner": "its planner has stopped, so nothing due is taken up",
    "senders": "its senders have stopped or hang, so nothing is sent",
    "line": "its line to Slack is cut, so what people do does not reach it",
}


@dataclass(frozen=True)
class Health:
    """Whether all is well, and a sentence that says so or why not."""

    well: bool
    said: str


def health(processes: Sequence[Process], stopped: Sequence[Episode], host: str, now: datetime) -> Health:
    """Judge by the processes that are written down, whoever was well last first; `now` is a UTC instant.

    `stopped`: where Slack shut us out. A bot that is shut out lives: no restart lets it in, and none is asked for.
    """
    known = [process for process in processes if process.host == host]
    here = next((process for process in known if not is_gone(process, host)), None)
    if here is None and known:
        age = now - known[0].beat_at
        return Health(False, f"No bot runs on this machine now. One ended by force; it was last well {ago(age)}.")
    if here is None:
        return Health(False, "No bot runs on this machine with this database, or it has not started yet.")
    age = now - here.beat_at
    if age < YOUNG:
        shut = [why_nothing_is_sent(episode, now) for episode in stopped if episode.workspace == here.workspace]
        if shut:
            return Health(True, f"The bot runs: its last heartbeat was {ago(age)}. But {' '.join(shut)}")
        return Health(True, f"The bot is well: its last heartbeat was {ago(age)}.")
    why = AILS.get(here.ails or "", "it has ended, hangs, or cannot write its database")
    return Health(False, f"The bot is not well: {why}. It was last well {ago(age)}. See its log, and restart it.")


def why_nothing_is_sent(stopped: Episode, now: datetime) -> str:
    """Say since when Slack shuts us out, and what to do."""
    return (
        f"Slack refused our token {ago(now - stopped.began_at)} ({stopped.facts['code']}), and nothing is sent since. "
        "Install the app again, set the token you then get, and restart the bot; what waits is kept."
    )


def ago(age: timedelta) -> str:
    """Say how long ago something was."""
    seconds = max(0, int(age.total_seconds()))
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}s ago"
    return f"{seconds} second{'' if seconds == 1 else 's'} ago"
