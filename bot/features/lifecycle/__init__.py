"""People come, change and go; the app too."""

from __future__ import annotations

from bot.features.lifecycle import work
from bot.runtime.feature import Feature

FEATURE = Feature(
    name="lifecycle",
    events={
        "user_change": work.user_change,
        "team_join": work.user_change,
        "app_uninstalled": work.uninstalled,
        "tokens_revoked": work.uninstalled,
    },
)
