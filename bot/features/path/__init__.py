"""The career path: told in forms, read back as a timeline, with what the pendulum clock makes of it."""

from __future__ import annotations

from advice.stint import Role
from bot.features.path import ask, draw, saving, work
from bot.runtime.drawing import View
from bot.runtime.feature import Command, Feature

SPOKEN = (
    *("my path", "career path", "my career path", "career", "my career", "timeline"),
    *("role", "my role", "new role", "my new role", "i have a new role", "my role changed", "my role has changed"),
    *(f"{i_am} {a} {role.words} now" for role in Role for i_am in ("i am", "i'm", "im") for a in ("a", "an", "the")),
)

FEATURE = Feature(
    name="path",
    commands={"path": Command(work.show, "your career path, and how long you've been away from hands-on work", SPOKEN)},
    actions={
        "path.show": work.show,
        "path.new": work.new,
        "path.changed": work.changed,
        "path.role_changed": work.role_changed,
        "path.correct": work.correct,
        "path.building": saving.building,
        "path.never": saving.never,
        "path.role": ask.role,
        "path.not_now": ask.not_now,
    },
    modals={
        "path.add": saving.add,
        "path.change": saving.change,
        "path.mend": saving.mend,
        "path.begin": saving.begin,
    },
    views={
        "path.card": View(draw.card),
        "path.saved": View(draw.saved),
        "path.ask": View(draw.ask),
        "path.folded": View(draw.folded),
    },
)
