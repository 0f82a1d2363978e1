"""What somebody is told whom we are only meeting. Pure: values in, message out."""

from __future__ import annotations

from bot.runtime.blocks import Rendered, RenderedView, home, message, modal, section

NOT_SERVED = "I'm sorry, I can only help full members of this workspace. I have kept nothing about you."
NOT_REACHED = "I couldn't look you up in Slack just now. Please try again in a minute."


def sentence(words: str) -> Rendered:
    """One sentence, as a message."""
    return message(words, section("sentence", words))


def sentence_over_home(words: str) -> RenderedView:
    """One sentence, as a modal: where there is no conversation to say it in."""
    return modal("lifecycle.sentence", "Careercheck", section("sentence", words))


def sentence_on_home(words: str) -> RenderedView:
    """One sentence, as the whole Home tab."""
    return home(section("sentence", words))
