"""Who counts in a team's summary, and with which answers: those of their own click, as things stood at the close."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from advice.quarters import Close, counted_since
from advice.result import Answers


@dataclass(frozen=True)
class Member:
    """Somebody who joined a team, as of a close.

    Args:
        joined_on: the date of their own click.
        primary: whether this is the team that they count in.
        viewer: whether they may see its summary, as its lead or as somebody whom the lead named.
        active: whether they are still with the company and agree that their answers are kept.
        finished_on: dates on which they had finished the check, all of it.
        answers: their latest answer to each question, of those they gave in the twelve months up to the close.
    """

    joined_on: date
    primary: bool
    viewer: bool
    active: bool
    finished_on: Sequence[date]
    answers: Answers


def finished_whole(parts: Iterable[tuple[date, Collection[str]]], sections: Iterable[str]) -> date | None:
    """Return the day on which somebody had finished all of the check; None: they have not.

    Args:
        parts: which sections they finished, and on which day, in any order: all at once or one after the other.
        sections: those of the whole check.
    """
    left = set(sections)
    for day, done in sorted(parts, key=itemgetter(0)):
        left -= set(done)
        if not left:
            return day
    return None


def group(members: Iterable[Member], close: Close) -> tuple[Answers, ...]:
    """Return the answers of everybody who counts, one entry a person, in no order that means anything."""
    since = counted_since(close)
    return tuple(member.answers for member in members if _counts(member, since, close.on))


def _counts(member: Member, since: date, until: date) -> bool:
    """Tell whether somebody counts; what they answered has no part in it, so that it cannot show."""
    belongs = member.primary and member.active and not member.viewer and member.joined_on <= until
    return belongs and any(since <= day <= until for day in member.finished_on)
