"""All features, and what they declare together."""

from __future__ import annotations

from collections.abc import Iterable

from advice.cadence import Window
from advice.catalog import Catalog
from bot.features import (
    advise,
    alert,
    brag,
    care,
    check,
    help,  # noqa: A004 - a feature's name
    history,
    home,
    lifecycle,
    mydata,
    nudge,
    path,
    remind,
    settings,
    steps,
    team,
)
from bot.features.nudge.carried import carry
from bot.runtime.drawing import View
from bot.runtime.feature import Feature, commands
from bot.runtime.telling import Telling

# In this order they are asked about a message; the first that knows what to do with it answers.
FEATURES: tuple[Feature, ...] = (
    care.FEATURE,
    check.FEATURE,
    steps.FEATURE,
    brag.FEATURE,
    path.FEATURE,
    nudge.FEATURE,
    remind.FEATURE,
    settings.FEATURE,
    team.FEATURE,
    mydata.FEATURE,
    advise.FEATURE,
    history.FEATURE,
    home.FEATURE,
    help.FEATURE,
    lifecycle.FEATURE,
    alert.FEATURE,
)


def all_views(features: Iterable[Feature] = FEATURES) -> dict[str, View]:
    """Return every view that a row of the outbox may name."""
    return {name: view for feature in features for name, view in feature.views.items()}


def help_lines(catalog: Catalog, features: Iterable[Feature] = FEATURES) -> dict[str, str]:
    """Return each command's word and what it does; some are declared by the content."""
    return {word: command.help for word, command in commands(features, catalog).items()}


def telling(window: Window, zone: str = "UTC", features: Iterable[Feature] = FEATURES) -> Telling:
    """Return how each kind of occasion is told, in the hours of `window`; `zone` is for people without one."""
    tellers = {kind: teller for feature in features for kind, teller in feature.tellers.items()}
    return Telling(tellers, window, zone, carry)
