"""Operators hear of the bot's own trouble, once each, and nothing about anybody."""

from __future__ import annotations

from bot.features.alert import draw
from bot.runtime.drawing import View
from bot.runtime.feature import Feature

FEATURE = Feature(name="alert", views={"alert.told": View(draw.told, alerts=True)})
