"""Settings in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from advice.cadence import DAYS, Vacation, Window
from advice.milestone_entries import Milestone
from advice.months import spelled
from advice.recheck import WORDS, Recheck
from bot.store.wishes import Chosen

# What the bot may send of itself, in the person's words.
KINDS = {
    "milestone": "Milestones on my career path",
    "recheck": "Time to check again",
    "unfinished": "A check I left unfinished (once)",
    "step": "My next steps, on their day",
    "again": "What I asked to be reminded of later",
    "invitation": "Invitations to teams",
    "team": "News of my team: a summary is there, somebody else reads them",
}
_NOTHING_ON = {
    "milestone": "milestones",
    "recheck": "checking again",
    "unfinished": "unfinished checks",
    "step": "next steps",
    "again": "what was to come back",
    "invitation": "invitations",
    "team": "news of teams",
}


@dataclass(frozen=True)
class Around:
    """What wishes are read and shown against: the hour (UTC instant), Slack's zone, the organisation's zone and hours.

    The organisation's zone is for people for whom Slack names none.
    """

    now: datetime
    slack_zone: str | None
    fallback_zone: str = "UTC"
    window: Window = field(default_factory=Window)

    @property
    def weekdays(self) -> list[tuple[int, str]]:
        """The days on which the bot may write, by number."""
        return [(number, DAYS[number]) for number in sorted(self.window.weekdays)]

    @property
    def hours(self) -> list[tuple[int, str]]:
        """The hours at which it may begin to."""
        return [(hour, f"{hour:02}:00") for hour in range(self.window.opens, self.window.closes)]

    def zone_of(self, chosen: Chosen) -> ZoneInfo:
        """The zone that counts."""
        return chosen.zone_of(self.slack_zone, self.fallback_zone)

    def day(self, chosen: Chosen, when: datetime | None = None) -> date:
        """The person's date at an instant; now, where none is given."""
        return (when or self.now).astimezone(self.zone_of(chosen)).date()


def in_words(chosen: Chosen, around: Around) -> str:
    """Say in one line what was chosen, as far as it differs from what is usual."""
    return " · ".join(_parts(chosen, around))


def milestones_on(milestones: Mapping[str, Milestone], chosen: Chosen) -> dict[str, bool]:
    """Return which milestones are told: as chosen, else as the content has it."""
    return {name: chosen.milestones.get(name, milestone.on) for name, milestone in milestones.items()}


def milestones_in_words(milestones: Mapping[str, Milestone], chosen: Chosen) -> str:
    """Say of which milestones somebody is told."""
    names = [milestones[name].name for name, is_on in milestones_on(milestones, chosen).items() if is_on]
    if "milestone" in chosen.wishes.off or not names:
        return "I write to you about no milestones of your path."
    return f"Milestones of your path that I write to you about: {', '.join(names)}."


def zone_in_words(chosen: Chosen, around: Around) -> str:
    """Say which time zone counts, and whose choice that is."""
    if chosen.wishes.zone:
        return f"time zone {chosen.wishes.zone}"
    if around.slack_zone:
        return f"time zone {around.slack_zone}, from Slack"
    return f"time zone {around.fallback_zone}, because Slack names none"


def span(off: Vacation) -> str:
    """Days off: 1 to 14 February 2027."""
    if off.first == off.last:
        return spelled(off.first)
    if (off.first.year, off.first.month) == (off.last.year, off.last.month):
        return f"{off.first.day} to {spelled(off.last)}"
    return f"{spelled(off.first)} to {spelled(off.last)}"


def _parts(chosen: Chosen, around: Around) -> Iterator[str]:
    own = chosen.wishes
    if own.paused:
        yield "*paused: I send nothing by myself*"
    if own.snoozed_until and own.snoozed_until > around.now:
        yield f"*quiet until {spelled(around.day(chosen, own.snoozed_until))}*"
    yield _cadence(chosen.recheck)
    when = [DAYS[own.weekday] + "s" if own.weekday is not None else "", f"from {own.hour:02}:00" if own.hour else ""]
    if any(when):
        yield f"on {' '.join(filter(None, when))}" if when[0] else when[1]
    yield zone_in_words(chosen, around)
    today = around.day(chosen)
    ahead = [off for off in own.vacations if off.last >= today]
    if ahead:
        more = f" and {len(ahead) - 1} more" if len(ahead) > 1 else ""
        yield f"days off {span(ahead[0])}{more}"
    if own.off:
        yield f"nothing on {', '.join(words for kind, words in _NOTHING_ON.items() if kind in own.off)}"


def _cadence(recheck: Recheck | None) -> str:
    if recheck is None:
        return "reminder to check again: not chosen yet, so none comes"
    return "no reminder to check again" if recheck is Recheck.OFF else f"reminder to check again {WORDS[recheck]}"
