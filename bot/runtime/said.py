"""One occasion as it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.runtime.blocks import Block


@dataclass(frozen=True)
class Said:
    """In plain words, as blocks with ids of their own, and all of it in one line.

    The line stands on Home, and below the next message, where nobody knows whether the message itself came.
    """

    text: str
    blocks: Sequence[Block]
    line: str
