"""Next steps: what somebody means to do after a result, and by when."""

from __future__ import annotations

from bot.features.steps import draw, work
from bot.runtime.drawing import View
from bot.runtime.feature import Feature

FEATURE = Feature(
    name="steps",
    actions={"steps.pick": work.pick, "steps.done": work.done, "steps.drop": work.drop, "steps.keep": work.keep},
    modals={"steps.save": work.save},
    views={"steps.saved": View(draw.saved), "steps.kept": View(draw.kept)},
)
