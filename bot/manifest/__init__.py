"""The app as Slack has to know it: which scopes it asks for and why, and the manifest it is created from."""

from __future__ import annotations

from bot.manifest.scopes import OPTIONAL, SCOPES

__all__ = ["OPTIONAL", "SCOPES"]
