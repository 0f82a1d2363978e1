"""What a button or a form of the path carries along: whose path, as it stood then. Ids and numbers only."""

from __future__ import annotations

from dataclasses import dataclass, fields

from bot.runtime.errors import Denied
from bot.runtime.numbers import read_number


@dataclass(frozen=True)
class Ticket:
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

    def write(self) -> str:
        """Return it as a form's metadata, or a button's value."""
        return "|".join(str(getattr(self, part.name)) for part in fields(self))

    @classmethod
    def read(cls, text: str) -> Ticket:
        """Read what `write` wrote.

        Raises:
            Denied: it is none of ours.
        """
        parts = text.split("|")
        if len(parts) != len(fields(cls)):
            raise Denied
        owner, revision, stint, *rest = parts
        return cls(owner, read_number(revision), read_number(stint), *rest)


def entry(owner: str, stint: int) -> str:
    """Return the value of a button about one entry of a path."""
    return f"{owner}|{stint}"


def read_entry(value: str) -> tuple[str, int]:
    """Read what `entry` wrote; Denied where it is none of ours."""
    owner, _, stint = value.partition("|")
    return owner, read_number(stint)
