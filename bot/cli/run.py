"""`careercheck run`."""

from __future__ import annotations

import os

from bot.cli.said import fail


def run() -> None:
    """Serve a workspace (SLACK_BOT_TOKEN, SLACK_APP_TOKEN; SLACK_API_URL for another Web API address)."""
    from bot.run import ServeError, serve  # noqa: PLC0415

    try:
        serve(os.environ)
    except ServeError as error:
        fail(str(error))
