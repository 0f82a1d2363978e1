"""The values behind buttons, and the keys of messages. A value names rows; it is never trusted, only looked up."""

from __future__ import annotations

from dataclasses import dataclass

from bot.runtime.errors import Denied
from bot.runtime.numbers import number_in, read_number
from bot.store.checks import CheckRow

SET = "set"  # the check that the commands are about


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
    if len(parts) not in (3, 4):
        raise Denied
    return Card(parts[0], parts[1], read_number(parts[2])), parts[3] if len(parts) > 3 else ""  # noqa: PLR2004


def stamp(row: CheckRow) -> str:
    """Return the value of a button that acts on a check as it stands now: once it moved on, the button is old."""
    return f"{row.id}|{row.revision}"


def read_check(value: str) -> tuple[str, str]:
    """Read a button's value into the id of its check and what follows it (a revision, the number of a result)."""
    check_id, _, rest = value.partition("|")
    return check_id, rest


def of_result(check_id: str, number: int) -> str:
    """Return the value of a button that shows one result of a check, whatever became of the check since."""
    return f"{check_id}|r{number}"


def read_result(value: str) -> tuple[str, int | None]:
    """Read a button's value into the id of its check and the number of the result it names; None: it names none."""
    check_id, rest = read_check(value)
    return check_id, number_in(rest.removeprefix("r")) if rest.startswith("r") else None
