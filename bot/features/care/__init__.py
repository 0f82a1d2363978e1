"""Answers first what sounds like a person in danger. Nothing of it is kept, counted or logged."""

from __future__ import annotations

from bot.features.care import draw, work
from bot.runtime.drawing import View
from bot.runtime.feature import Feature

FEATURE = Feature(name="care", hears=work.hear, views={"care.crisis": View(draw.crisis, draw.crisis_sent)})
