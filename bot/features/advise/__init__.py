"""Answers questions with advice cards. What was asked is neither kept nor logged: a message names cards alone."""

from __future__ import annotations

from bot.features.advise import draw, work
from bot.runtime.drawing import View
from bot.runtime.feature import Command, Feature

FEATURE = Feature(
    name="advise",
    commands={
        "advice": Command(work.ask, "ask me anything about your career: `advice` and your question"),
        "topics": Command(
            work.topics,
            "what you can ask me about, with a button for each topic",
            ("ask", "ask me", "topic", "themes", "what can i ask", "what can i ask you", "what do you know"),
        ),
    },
    actions={"advise.card": work.card, "advise.topic": work.topic, "advise.topics": work.topics},
    messages=work.on_message,
    views={
        "advise.card": View(draw.card),
        "advise.lost": View(draw.lost),
        "advise.topic": View(draw.topic),
        "advise.topics": View(draw.topics),
    },
)
