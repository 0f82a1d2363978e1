"""Settings in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from advice.cadence import Vacation, Window
from advice.milestone_entries import Milestone
from advice.recheck import WORDS, Recheck
from advice.zones import zone
from bot.store.wishes import Chosen

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS = tuple((number, DAYS[number]) for number in sorted(Window().weekdays))
HOURS = tuple((hour, f"{hour:02}:00") for hour in range(Window().opens, Window().closes))
# What the bot may send of itself, in the person's words.
KINDS = {
    "milestone": "Milestones on my career path",
    "recheck": "Time to check again",
    "unfinished": "A check I left unfinished (once)",
    "step": "My next steps, on their day",
    "again": "What I asked to be reminded of later",
}
_NOTHING_ON = {
    "milestone": "milestones",
    "recheck": "checking again",
    "unfinished": "unfinished checks",
    "step": "next steps",
    "again": "what was to come back",
}


def in_words(chosen: Chosen, slack_zone: str | None, now: datetime) -> str:
    """Say in one line what was chosen, as far as it differs from what is usual."""
    return " · ".join(_parts(chosen, slack_zone, now))


def milestones_on(milestones: Mapping[str, Milestone], chosen: Chosen) -> dict[str, bool]:
    """Return which milestones are told: as chosen, else as the content has it."""
    return {name: chosen.milestones.get(name, milestone.on) for name, milestone in milestones.items()}


def zone_in_words(chosen: Chosen, slack_zone: str | None) -> str:
    """Say which time zone counts, and whose choice that is."""
    if chosen.wishes.zone:
        return f"time zone {chosen.wishes.zone}"
    return f"time zone {slack_zone}, from Slack" if slack_zone else "time zone UTC, because Slack names none"


def day(when: date) -> str:
    """A date as people write it: 5 March 2027."""
    return f"{when.day} {when:%B %Y}"


def span(off: Vacation) -> str:
    """Days off: 1 to 14 February 2027."""
    if off.first == off.last:
        return day(off.first)
    if (off.first.year, off.first.month) == (off.last.year, off.last.month):
        return f"{off.first.day} to {day(off.last)}"
    return f"{day(off.first)} to {day(off.last)}"


def local_day(when: datetime, chosen: Chosen, slack_zone: str | None) -> date:
    """The person's date at an instant."""
    return when.astimezone(zone(chosen.wishes.zone, slack_zone or "")).date()


def _parts(chosen: Chosen, slack_zone: str | None, now: datetime) -> Iterator[str]:
    own = chosen.wishes
    if own.paused:
        yield "*paused: I send nothing by myself*"
    if own.snoozed_until and own.snoozed_until > now:
        yield f"*quiet until {day(local_day(own.snoozed_until, chosen, slack_zone))}*"
    yield _cadence(chosen.recheck)
    when = [DAYS[own.weekday] + "s" if own.weekday is not None else "", f"from {own.hour:02}:00" if own.hour else ""]
    if any(when):
        yield f"on {' '.join(filter(None, when))}" if when[0] else when[1]
    yield zone_in_words(chosen, slack_zone)
    today = local_day(now, chosen, slack_zone)
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
