"""Settings: when and of what the bot may speak of itself; and to be left in peace for a while."""

from __future__ import annotations

from bot.features.settings import draw, snooze, work
from bot.runtime.drawing import View
from bot.runtime.feature import Command, Feature

SPOKEN = (
    "setting",
    "my settings",
    "preferences",
    "snooze",
    "pause all",
    "pause everything",
    "mute",
    "reminders",
    "no reminders",
    "notifications",
    "time zone",
    "timezone",
    "days off",
    "vacation",
    "unsubscribe",
    "leave me alone",
    "leave me in peace",
    "dont nudge me",
    "don't nudge me",
    "stop nudging me",
    "stop writing to me",
)

FEATURE = Feature(
    name="settings",
    commands={
        "settings": Command(
            work.open_settings,
            "reminders, time zone, days off, pause everything",
            SPOKEN,
        ),
    },
    actions={
        "settings.open": work.open_settings,
        "settings.snooze": snooze.ask,
        "settings.snooze_for": snooze.keep_quiet,
    },
    modals={"settings.save": work.save},
    views={"settings.shown": View(draw.shown), "settings.saved": View(draw.saved)},
)
