"""Words that content may not take: a guide is opened by its id and its words, and so is what the bot itself can do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from advice.catalog import Catalog, Guide
from advice.problems import Problem
from advice.words import key
from bot.declared import FEATURES
from bot.runtime.feature import merged


def reserved_problems(catalog: Catalog) -> Iterator[Problem]:
    """Everything in the guides that a command of the bot, or another guide, is called by already."""
    own = merged(feature.commands for feature in FEATURES)
    words = {*own, *(key(spoken) for command in own.values() for spoken in command.spoken)}
    guides = [check for check in catalog.checks.values() if isinstance(check, Guide)]
    ids = Counter(guide.id.lower() for guide in guides)
    for guide in guides:
        file = f"guides/{guide.id}.toml"
        if guide.id.lower() in own:
            yield Problem(file, "id", f"/careercheck {guide.id.lower()} is a command of the bot")
        if ids[guide.id.lower()] > 1:
            yield Problem(file, "id", "another guide has this id, in other letters")
        for word in (word for word in guide.words if key(word) in words):
            yield Problem(file, "words", f"{word!r} is said for a command of the bot")
