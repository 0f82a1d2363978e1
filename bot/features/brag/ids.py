"""What a button or a form of the brag document carries along. Ids, numbers and names of versions only."""

from __future__ import annotations

from dataclasses import dataclass

from bot.runtime.numbers import read_number
from bot.runtime.way_back import WayBack


@dataclass(frozen=True)
class Ticket(WayBack):
    """A form's way back: the owner, the entry (none: a new one) and its version when the form was opened.

    `agreed` is "1" where the form said what is kept, and that sending it is agreeing to that; `heard`, where it
    answered a cry for help. `card` is the message that showed the document, where it can be brought up to date, and
    `page` the page it showed.
    """

    owner: str
    workspace: str
    entry: str = ""
    version: str = ""
    agreed: str = ""
    card: str = ""
    page: str = "1"
    heard: str = ""

    @classmethod
    def read(cls, text: str) -> Ticket:
        """Read what `write` wrote; Denied where it is none of ours."""
        return cls(*cls.parts(text))


def numbered(name: str, page: int) -> str:
    """Return the value of a button about something (an entry, an owner) on a page; 0: on none."""
    return f"{name}|{page}"


def read_numbered(value: str) -> tuple[str, int]:
    """Read what `numbered` wrote; Denied where it is none of ours."""
    name, _, number = value.rpartition("|")
    return name, read_number(number)
