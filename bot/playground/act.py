"""What a person can do in Slack. The same verbs are offered over HTTP; both answer `{"ok": ...}` and never raise."""

from __future__ import annotations

from bot.playground.around import Around
from bot.playground.presses import Presses
from bot.playground.words import Words


class Act(Words, Presses, Around):
    """Every verb, as a method; the first argument is the id of whoever acts."""
