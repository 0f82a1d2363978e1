"""How the settings look: the form, the same in words, and being left in peace. Pure: values in, message out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from advice.cadence import Vacation, Window
from advice.milestone_entries import Milestone
from advice.months import spelled
from advice.recheck import WORDS, Recheck
from advice.zone_names import COMMON
from advice.zones import zone
from bot.features.settings.words import KINDS, Around, in_words, milestones_in_words, milestones_on, span
from bot.runtime.blocks import Block, Element, Rendered, RenderedView, actions, button, message, modal, section
from bot.runtime.fields import MOST_BOXES, boxes, field, line_input, open_date, radios, select
from bot.runtime.room import OPTION, cut, headed, shorten
from bot.store.wishes import Chosen

WEEK, MONTH = "week", "month"
SLACKS, ANY, PAUSED, SNOOZED = "slack", "any", "paused", "snoozed"
MOST_VACATIONS = MOST_BOXES
LONGEST_ZONE = 64  # characters that may be typed


@dataclass(frozen=True)
class MilestoneField:
    """A field of boxes, and which milestones it has."""

    name: str
    milestones: tuple[str, ...]


def form(owner: str, chosen: Chosen, around: Around, milestones: Mapping[str, Milestone]) -> RenderedView:
    """The form of everything that can be set. It comes back with `owner`."""
    own = chosen.wishes
    today = around.day(chosen)
    return modal(
        "settings.save",
        "Settings",
        section(
            "about",
            _about(around.window),
        ),
        *_hold(chosen, around),
        field("recheck", "Remind me to check again", radios("recheck", _cadences(), chosen.recheck), optional=True),
        field("weekday", "On which day?", _select("weekday", around.weekdays, "Any working day", own.weekday)),
        field("hour", "From what time on?", _select("hour", around.hours, "As soon as the day begins", own.hour)),
        field(
            "zone",
            "Time zone",
            select("zone", _zones(own.zone, around), own.zone or SLACKS),
            hint="Type into the list to search it.",
        ),
        field(
            "zone_typed",
            "Another time zone",
            line_input("zone_typed", most=LONGEST_ZONE, placeholder="Asia/Tbilisi"),
            optional=True,
            hint="Only if yours isn't in the list: its name, like Asia/Tbilisi.",
        ),
        *_days_off(own.vacations, today),
        field(
            "kinds", "What I may write to you about", boxes("kinds", _kinds(), KINDS.keys() - own.off), optional=True
        ),
        *_milestones(milestones, chosen),
        submit="Save",
        metadata=owner,
    )


def shown(chosen: Chosen, around: Around, milestones: Mapping[str, Milestone]) -> Rendered:
    """The settings in words, with a button that opens the form."""
    words, told = in_words(chosen, around), milestones_in_words(milestones, chosen)
    return message(
        shorten(f"Your settings. {headed(_plain(words))}. {told}"),
        section("settings", f"*Your settings*\n{headed_line(words)}"),
        section("milestones", cut(told, 2000)),
        actions("settings.go", button("Change settings", "settings.open")),
    )


def nothing_to_set() -> Rendered:
    """There is nothing to set for somebody who has not agreed to anything."""
    words = (
        "Until you begin a check or tell me your career path, I write to you by myself about teams alone: an "
        "invitation, or news of one whose summary you may read; so there is nothing to set yet."
    )
    start = button("Start the check", "check.open", style="primary")
    path = button("Tell my path", "path.show")
    return message(words, section("nothing", words), actions("nothing.go", start, path))


def saved(
    chosen: Chosen, around: Around, milestones: Mapping[str, Milestone], late: Sequence[str], *, changed: bool
) -> Rendered:
    """What counts from now on; `late`: what is said of milestones that were switched on after their day."""
    words, told = in_words(chosen, around), milestones_in_words(milestones, chosen)
    title = "Saved" if changed else "Nothing changed"
    return message(
        shorten(f"{title}. {headed(_plain(words))}. {told}"),
        section("saved", f"*{title}*\n{headed_line(words)}"),
        section("milestones", cut(told, 2000)),
        section("late", "\n".join(cut(line, 900) for line in late)) if late else None,
    )


def line(chosen: Chosen, around: Around) -> Block:
    """The settings in one line of the Home tab."""
    return section("settings", headed_line(in_words(chosen, around)), button("Settings", "settings.open"))


def how_long(owner: str) -> Rendered:
    """The question for how long to be quiet. The buttons carry `owner`."""
    words = "For how long shall I be quiet? Nothing gets lost by it."
    week, month = (button(label, f"settings.snooze_for:{value}", f"{owner}|{value}") for value, label in _PAUSES)
    return message(words, section("how_long", words), actions("how_long.go", week, month))


def quiet(until: date) -> Rendered:
    """For how long the bot is quiet."""
    words = (
        f"I'll be quiet until {until:%A}, {spelled(until)}. What comes due meanwhile comes then, and your next steps "
        "are on my Home tab all the time."
    )
    return message(words, section("quiet", words, button("Settings", "settings.open")))


def headed_line(words: str) -> str:
    """A line of settings as it stands by itself."""
    return headed(words) if not words.startswith("*") else f"*{headed(words[1:])}"


def milestone_fields(milestones: Iterable[str]) -> list[MilestoneField]:
    """The fields of milestones: as many as it takes, since a field has room for so many boxes only."""
    names = list(milestones)
    groups = [tuple(names[at : at + MOST_BOXES]) for at in range(0, len(names), MOST_BOXES)]
    return [MilestoneField(f"milestones{number or ''}", group) for number, group in enumerate(groups)]


def vacation_value(off: Vacation) -> str:
    """What stands for days off in the form."""
    return f"{off.first.isoformat()}/{off.last.isoformat()}"


_PAUSES = ((WEEK, "1 week"), (MONTH, "1 month"))


def _hold(chosen: Chosen, around: Around) -> list[Block]:
    own = chosen.wishes
    options, ticked = [(PAUSED, "Pause everything until I untick this")], [PAUSED] if own.paused else []
    if own.snoozed_until and own.snoozed_until > around.now:
        options.append((SNOOZED, f"Quiet until {spelled(around.day(chosen, own.snoozed_until))}"))
        ticked.append(SNOOZED)
    return [field("hold", "Leave me in peace", boxes("hold", options, ticked), optional=True)]


def _cadences() -> list[tuple[str, str]]:
    return [(cadence.value, headed(WORDS[cadence])) for cadence in Recheck]


def _kinds() -> list[tuple[str, str]]:
    return list(KINDS.items())


def _select(name: str, numbers: Sequence[tuple[int, str]], any_of_them: str, chosen: int | None) -> Element:
    options = [(ANY, any_of_them), *((str(number), label) for number, label in numbers)]
    return select(name, options, ANY if chosen is None else str(chosen))


def _zones(own: str | None, around: Around) -> list[tuple[str, str]]:
    slacks = f"As in Slack: {_clock(around.slack_zone, around.now)}" if around.slack_zone else None
    usual = slacks or f"Slack names none, so {_clock(around.fallback_zone, around.now)}"
    named = [*([own] if own and own not in COMMON else []), *COMMON]
    return [(SLACKS, shorten(usual, OPTION)), *((name, shorten(_clock(name, around.now), OPTION)) for name in named)]


def _about(window: Window) -> str:
    hours = f"{window.opens:02}:00 to {window.closes:02}:00"
    return f"When I may write to you by myself, and about what. I keep to {hours}, Monday to Friday, where you are."


def _clock(name: str, now: datetime) -> str:
    """A zone with the time it is there: the surest way to see whether it is the right one."""
    return f"{name.replace('_', ' ')} (now {now.astimezone(zone(name)):%H:%M})"


def _days_off(vacations: Sequence[Vacation], today: date) -> list[Block]:
    ahead = [(vacation_value(off), span(off)) for off in vacations if off.last >= today][:MOST_VACATIONS]
    kept = boxes("vacations", ahead, [value for value, _ in ahead]) if ahead else None
    return [
        *([field("vacations", "Days off", kept, optional=True, hint="Untick what no longer holds.")] if kept else []),
        field("off_from", "Add days off: the first", open_date("off_from"), optional=True),
        field("off_to", "And the last", open_date("off_to"), optional=True),
    ]


def _milestones(milestones: Mapping[str, Milestone], chosen: Chosen) -> list[Block]:
    ticked = [name for name, is_on in milestones_on(milestones, chosen).items() if is_on]
    blocks: list[Block] = []
    for group in milestone_fields(milestones):
        options = [(name, shorten(headed(milestones[name].name), OPTION)) for name in group.milestones]
        label = "Which milestones" if not blocks else "And"
        blocks.append(field(group.name, label, boxes(group.name, options, ticked), optional=True))
    return blocks


def _plain(words: str) -> str:
    return words.replace("*", "")
