"""Several things due on one day are one message."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Part:
    """A kind of message with the instant at which it may go."""

    kind: str
    at: datetime
    asked: bool = False


@dataclass(frozen=True)
class Together:
    """One message: when it goes and what it speaks of. `asked`: all of it was asked for, so it counts for no limit."""

    at: datetime
    kinds: tuple[str, ...]
    asked: bool


def merge(parts: Iterable[Part], tz: ZoneInfo) -> list[Together]:
    """One message for each of the person's days, in order. It goes when the last of its parts may."""
    days: dict[date, list[Part]] = {}
    for part in sorted(parts, key=lambda part: (part.at, not part.asked, part.kind)):
        days.setdefault(part.at.astimezone(tz).date(), []).append(part)
    return [
        Together(
            at=max(part.at for part in day),
            kinds=tuple(dict.fromkeys(part.kind for part in day)),
            asked=all(part.asked for part in day),
        )
        for day in days.values()
    ]
