"""The help, and the answers to a greeting and to unknown words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.runtime.blocks import Rendered, actions, button, context, escape, message, section
from bot.runtime.room import cut, listing, shorten

LINE = 150  # characters of what a command does


def help_card(
    commands: Mapping[str, str],
    guides: Collection[str] = (),
    *,
    unknown: str | None = None,
    nearest: str | None = None,
) -> Rendered:
    """Everything the bot can do, one line each; with a suggestion where a word was not understood.

    `guides`: the words among the commands that open a guided check of the content.
    """
    own = [_line(word, words) for word, words in commands.items() if word not in guides]
    guided = [_line(word, words) for word, words in commands.items() if word in guides]
    missed = _missed(unknown, nearest)
    text = f"{missed + ' ' if missed else ''}Here is what I can do: {', '.join(filter(None, commands))}."
    return message(
        shorten(text),
        section("missed", escape(missed)) if missed else None,
        section("commands", listing(["*Here is what I can do*", *own])),
        section("guides", listing(["*Guided checks, a few minutes each*", *guided])) if guided else None,
        context("words", _alone([word for word in commands if word and word not in guides])),
        actions(
            "go",
            button("Start the check", "check.open", style="primary"),
            button("All checks", "check.list"),
            button("Topics", "advise.topics"),
            button("Where am I?", "home.status"),
        ),
    )


def hello(nearest: str | None, *, greeting: bool, thanks: bool, under_way: str | None) -> Rendered:
    """A friendly line for a greeting or for thanks; else what may have been meant.

    `under_way`: the value of a button that goes on with the check that is begun, where there is one.
    """
    if thanks:
        words = "You're welcome. I'm here when you need me."
    elif greeting:
        words = "Hello! I'm here to help: ask me anything about your career, or let me walk you through a check."
    elif nearest is not None:
        words = f"I didn't quite get that. Did you mean `{nearest}`?"
    else:
        words = "Ask me anything about your career. I can walk you through a check, or show you where you are."
    return message(
        words,
        section("hello", words),
        actions(
            "go",
            button("Start the check", "check.open", style="primary")
            if under_way is None
            else button("Continue the check", "check.resume", under_way, style="primary"),
            button("All checks", "check.list"),
            button("Topics", "advise.topics"),
            button("Where am I?", "home.status"),
            button("Help", "help.show"),
        ),
    )


def _line(word: str, words: str) -> str:
    return f"• `{_spelled(word)}`: {cut(words, LINE)}"


def _alone(words: Collection[str]) -> str:
    listed = ", ".join(f"`{word}`" for word in words)
    return (
        f"In our direct message the word alone is enough: {listed} or a guided check's, and `brag add` with what you "
        "did. Anything else you write there, I take as a question."
    )


def _spelled(word: str) -> str:
    return f"/careercheck {word}".strip()


def _missed(unknown: str | None, nearest: str | None) -> str:
    if unknown is None:
        return ""
    suggestion = f" Did you mean `/careercheck {nearest}`?" if nearest else ""
    return f"I don't know \u201c{unknown[:40]}\u201d.{suggestion}"
