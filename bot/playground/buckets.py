"""Slack's rate limits as token buckets on the simulated clock."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from bot.playground.state import Json
from bot.runtime.clock import Clock


@dataclass(frozen=True)
class Limit:
    """So many calls at once, and so many more a second; for each channel where it says so."""

    burst: int
    per_second: float
    by_channel: bool = False


def tier(per_minute: int) -> Limit:
    """Return the limit of a method tier."""
    return Limit(per_minute, per_minute / 60)


TIER_2, TIER_3, TIER_4 = tier(20), tier(50), tier(100)
LIMITS = {
    "chat.postMessage": Limit(burst=5, per_second=1, by_channel=True),
    "chat.update": TIER_3,
    "chat.delete": TIER_3,
    "chat.postEphemeral": TIER_4,
    "conversations.open": TIER_3,
    "users.info": TIER_4,
    "users.list": TIER_2,
    "views.open": TIER_4,
    "views.update": TIER_4,
    "views.push": TIER_4,
    "views.publish": TIER_4,
    "dnd.info": TIER_3,
    "files.getUploadURLExternal": TIER_4,
    "files.completeUploadExternal": TIER_4,
    "files.delete": TIER_3,
    "usergroups.list": TIER_2,
    "usergroups.users.list": TIER_2,
}
"""Methods that are not here have limits nobody reaches."""


@dataclass
class _Bucket:
    tokens: float
    at: datetime


class Buckets:
    """Counts calls. Hold the workspace's lock around any use."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, str], _Bucket] = {}

    def take(self, method: str, args: Json) -> int | None:
        """Take one call of a method; return None, or the whole seconds to wait where there is none left."""
        limit = LIMITS.get(method)
        if limit is None:
            return None
        now = self._clock.now()
        key = (method, _conversation(args) if limit.by_channel else "")
        bucket = self._buckets.setdefault(key, _Bucket(limit.burst, now))
        gained = max(0.0, (now - bucket.at).total_seconds()) * limit.per_second
        bucket.tokens, bucket.at = min(float(limit.burst), bucket.tokens + gained), now
        if bucket.tokens < 1:
            return math.ceil((1 - bucket.tokens) / limit.per_second)
        bucket.tokens -= 1
        return None


def _conversation(args: Json) -> str:
    """Return the channel a call is for; a person's id means the conversation with that person."""
    channel = str(args.get("channel", ""))
    return "D" + channel[1:] if channel.startswith("U") else channel
