"""What Slack's refusal means for a row: again, and when; or over, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.runtime.errors import SlackAway, SlackBusy, SlackError, SlackShut, SlackUnsure
from bot.store.claims import Letter

GIVE_UP_AFTER = 20  # attempts at a reply; with the waits below that is most of a day
LONGEST_WAIT = 3600.0  # seconds


@dataclass(frozen=True)
class Outcome:
    """The state that an attempt leaves a row in, why, and when it is due again; `due_at` None: as it was.

    Of a row that is skipped, `due_at` is when to look again at what it was to tell.
    """

    state: str
    reason: str
    due_at: datetime | None = None


def outcome(letter: Letter, error: SlackError, now: datetime, jitter: Callable[[], float]) -> Outcome:
    """Return what becomes of a row that Slack did not take. `jitter` (0 to 1) spreads those that are tried again."""
    if isinstance(error, SlackBusy):
        return Outcome("due", error.code, now + timedelta(seconds=error.retry_after))
    if isinstance(error, SlackShut):
        return Outcome("due", error.code)
    if isinstance(error, SlackUnsure) and letter.promise == "unasked":
        return Outcome("unknown", error.code)
    if isinstance(error, SlackAway | SlackUnsure) and (letter.attempt < GIVE_UP_AFTER or _never_ends(letter)):
        return Outcome("due", error.code, now + _backoff(letter, jitter()))
    return Outcome("refused", error.code)


def _backoff(letter: Letter, jitter: float) -> timedelta:
    """Wait longer each time, up to an hour; somebody in a conversation is tried again within seconds."""
    first = 1.0 if letter.promise == "reply" else 60.0
    seconds = min(LONGEST_WAIT, first * 2 ** (letter.attempt - 1))
    return timedelta(seconds=seconds * (1 + jitter / 2))


def _never_ends(letter: Letter) -> bool:
    """Tell whether it is tried until Slack is there: nobody waits for it, and it must not be lost."""
    return letter.promise == "unasked"
