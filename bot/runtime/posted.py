"""Where something of ours came to stand in Slack."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Posted:
    """Where a message came to stand."""

    channel: str
    ts: str
    digest: str | None = None  # of a Home tab
