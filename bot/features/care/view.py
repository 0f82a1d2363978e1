"""How the answer to a cry for help looks. Pure: values in, message out."""

from __future__ import annotations

import textwrap

from bot.runtime.blocks import Rendered, escape, message, section

WIDTH = 600  # characters of a section; each may become five when it is escaped


def crisis(words: str) -> Rendered:
    """The answer: words only, nothing to press. All of them: here nothing is shortened."""
    parts = textwrap.wrap(words, WIDTH, replace_whitespace=False, drop_whitespace=False)
    return message(words, *(section(f"crisis.{number}", escape(part)) for number, part in enumerate(parts, 1)))
