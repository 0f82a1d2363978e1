"""Teams: made by a lead, joined by each member's own click, and told about once a quarter, blurred."""

from __future__ import annotations

from bot.features.team import news
from bot.runtime.feature import Feature

FEATURE = Feature(
    name="team",
    tellers=news.TELLERS,
)
