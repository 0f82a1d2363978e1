"""`careercheck run`."""

from __future__ import annotations


def run() -> None:
    """Serve a workspace (SLACK_BOT_TOKEN, SLACK_APP_TOKEN; SLACK_API_URL for another Web API address)."""
    from bot.run import run as serve  # noqa: PLC0415

    serve()
