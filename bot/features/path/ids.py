"""What a button or a form of the path carries along: whose path, as it stood then. Ids and numbers only."""

from __future__ import annotations

from dataclasses import dataclass

from bot.runtime.numbers import read_number
from bot.runtime.way_back import WayBack


@dataclass(frozen=True)
class Ticket(WayBack):
    """A form's way back: the owner, the path's revision, the stint's number; and where it came from.

    `agreed` is "1" where the form said what is kept, and that sending it is agreeing to that. `role` is the one that
    was clicked on the card of channel message `card`; `thread` is where the answer belongs; `occasion` is the nudge on
    which *My role changed* was clicked.
    """

    owner: str
    revision: int = 0
    stint: int = 0
    agreed: str = ""
    role: str = ""
    thread: str = ""
    card: str = ""
    occasion: str = ""

    @classmethod
    def read(cls, text: str) -> Ticket:
        """Read what `write` wrote; Denied where it is none of ours."""
        owner, revision, stint, *rest = cls.parts(text)
        return cls(owner, read_number(revision), read_number(stint), *rest)


def entry(owner: str, stint: int) -> str:
    """Return the value of a button about one entry of a path."""
    return f"{owner}|{stint}"


def read_entry(value: str) -> tuple[str, int]:
    """Read what `entry` wrote; Denied where it is none of ours."""
    owner, _, stint = value.partition("|")
    return owner, read_number(stint)
