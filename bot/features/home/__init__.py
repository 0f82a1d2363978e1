"""The Home tab, and the same in words as `/careercheck status`."""

from __future__ import annotations

from bot.features.home import draw, work
from bot.runtime.drawing import View
from bot.runtime.feature import Command, Feature

FEATURE = Feature(
    name="home",
    commands={"status": Command(work.status, "where you are, and your next steps")},
    actions={"home.status": work.status},
    events={"app_home_opened": work.opened},
    views={"home.tab": View(draw.tab, work.published), "home.status": View(draw.status)},
)
