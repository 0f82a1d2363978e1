"""The command line, in a process that asks Slack every second, not every minute, whether it is let in again."""

from __future__ import annotations

from datetime import timedelta

from bot import jobs
from bot.cli import app

if __name__ == "__main__":
    jobs.ASK_EVERY = timedelta(seconds=1)
    app(prog_name="careercheck")
