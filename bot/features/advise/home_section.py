"""What Home says of advice: one line, and the way to the topics."""

from __future__ import annotations

from bot.runtime.blocks import Block, button, section

WORDS = "Ask me anything about your career in our direct message, or browse what I know about."


def draw() -> list[Block]:
    """Draw the section."""
    return [section("advice", WORDS, button("Topics", "advise.topics"))]
