"""Help, greetings, and a kind word for what nobody understood."""

from __future__ import annotations

from bot.features.help import draw, work
from bot.runtime.drawing import View
from bot.runtime.feature import Command, Feature

FEATURE = Feature(
    name="help",
    commands={
        "help": Command(
            work.command, "what I can do, in one list", ("what can you do", "what do you do", "who are you", "commands")
        )
    },
    actions={"help.show": work.command},
    fallback=work.fallback,
    views={"help.card": View(draw.card), "help.hello": View(draw.hello)},
)
