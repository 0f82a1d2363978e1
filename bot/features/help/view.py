"""The help, and the answers to a greeting and to unknown words."""

from __future__ import annotations

from collections.abc import Mapping

from bot.runtime.blocks import Rendered, actions, button, context, escape, message, section


def help_card(commands: Mapping[str, str], *, unknown: str | None = None, nearest: str | None = None) -> Rendered:
    """Everything the bot can do, one line each; with a suggestion where a word was not understood."""
    lines = [f"• `{_spelled(word)}`: {escape(words)}" for word, words in commands.items()]
    missed = _missed(unknown, nearest)
    return message(
        f"{missed + ' ' if missed else ''}Here is what I can do: {', '.join(filter(None, commands))}.",
        section("missed", escape(missed)) if missed else None,
        section("commands", "\n".join(["*Here is what I can do*", *lines])),
        context(
            "words", "In our direct message the bare words work too: `help`, `status`, `result`, `pause`, `resume`."
        ),
        actions("go", button("Start the check", "check.open", style="primary"), button("Where am I?", "home.status")),
    )


def hello(nearest: str | None, *, greeting: bool, thanks: bool, under_way: str | None) -> Rendered:
    """A friendly line for a greeting, or for words that mean nothing to the bot.

    `under_way`: the value of a button that goes on with the check that is begun, where there is one.
    """
    if thanks:
        words = "You're welcome. I'm here when you need me."
    elif greeting:
        words = "Hello! I'm here to help you look at where your career stands, a few questions at a time."
    elif nearest is not None:
        words = f"I didn't quite get that. Did you mean `{nearest}`?"
    else:
        words = "I don't have anything good on that yet. I can walk you through a check, or show you where you are."
    return message(
        words,
        section("hello", words),
        actions(
            "go",
            button("Start the check", "check.open", style="primary")
            if under_way is None
            else button("Continue the check", "check.resume", under_way, style="primary"),
            button("Where am I?", "home.status"),
            button("Help", "help.show"),
        ),
    )


def _spelled(word: str) -> str:
    return f"/careercheck {word}".strip()


def _missed(unknown: str | None, nearest: str | None) -> str:
    if unknown is None:
        return ""
    suggestion = f" Did you mean `/careercheck {nearest}`?" if nearest else ""
    return f"I don't know \u201c{unknown[:40]}\u201d.{suggestion}"
