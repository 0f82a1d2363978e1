"""The values behind buttons, and the keys of messages. A value names rows; it is never trusted, only looked up."""

from __future__ import annotations

from dataclasses import dataclass

from bot.runtime.errors import Denied


@dataclass(frozen=True)
class Card:
    """One card of a question: which check, which question, and the how-manieth time it was put."""

    check: str
    question: str
    number: int

    @property
    def value(self) -> str:
        """What a button of this card carries."""
        return f"{self.check}|{self.question}|{self.number}"

    @property
    def key(self) -> str:
        """What the message of this card is found by in the outbox."""
        return f"card:{self.value}"


def read_card(value: str) -> tuple[Card, str]:
    """Read a button's value into its card and what follows it (the choice, of an answer).

    Raises:
        Denied: no value of ours.
    """
    parts = value.split("|")
    if len(parts) not in (3, 4) or not parts[2].isdecimal() or len(parts[2]) > 6:  # noqa: PLR2004
        raise Denied
    return Card(parts[0], parts[1], int(parts[2])), parts[3] if len(parts) > 3 else ""  # noqa: PLR2004
