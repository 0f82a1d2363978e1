"""Somebody who manages since March 2024, and what a day tells them of milestones: `at(MANAGER, "2026-03-15")`."""

from collections.abc import Iterable
from datetime import date

from advice.career import Path
from advice.milestone_entries import Milestone
from advice.milestones import Known, decide, wanted
from tests.advice.told import day, path
from tests.kit_content import builtin_content

CONTENT = builtin_content().milestones
DEFAULT = wanted(CONTENT.values(), {})
ALL = wanted(CONTENT.values(), dict.fromkeys(CONTENT, True))
MANAGER = path("engineer 2018-03 2024-03-15", "manager 2024-03-16")
SWING = day("2024-03-15")


def at(
    path: Path, today: str, *known: str, milestones: Iterable[Milestone] = DEFAULT, swing: date = SWING
) -> tuple[str | None, list[str]]:
    """Return which milestone is told on a day, and which are skipped; the known ones were told of that swing."""
    decision = decide(path, milestones, day(today), [Known(name, swing) for name in known])
    return decision.tell and decision.tell.milestone, [one.milestone for one in decision.skip]
