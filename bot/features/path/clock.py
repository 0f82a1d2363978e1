"""What the clocks of a path say, in sentences: how long away or back, what that means, what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from advice.career import Path
from advice.catalog import Catalog
from advice.milestone_entries import Counted
from advice.milestone_words import Sum, state
from advice.milestones import coming, on_clocks, speaks_to, wanted
from advice.pendulum import Counts, clocks

SUMS: Mapping[Counts, str] = {
    Counts.AWAY: "Away from hands-on work since {since}: {away} ({story}).",
    Counts.BACK: "Back at hands-on work since {since}: {back}, after {gone} away.",
    Counts.BUILDING: "Hands-on work for {built} so far.",
}
ASSUMED = (
    "I know of no hands-on work before that, so I count from your earliest entry. If there was some, add it; if there "
    "was none, say so."
)

UNFINISHED = "I don't know yet what you do today. Add what came next, and I'll count."


@dataclass(frozen=True)
class Told:
    """The clocks in words. `sums` one sentence a clock; `state` what the sources make of it, with where it is from.

    `assumed`: the hands-on work before is not known. `unfinished`: neither is the role of today, so nothing is counted.
    `next`: the next milestone and about when; empty for none.
    """

    sums: Sequence[str] = ()
    state: str = ""
    source: str = ""
    assumed: bool = False
    unfinished: bool = False
    next: str = ""


def told(catalog: Catalog, path: Path, today: date, choices: Mapping[str, bool]) -> Told:
    """Put the clocks of a path into words, for the person's own `today`; `choices`: milestones switched on or off."""
    if path.stints and path.current is None:
        return Told(unfinished=True)
    running = list(clocks(path))
    sums = [Sum(path, _counted(clock.counts), today).put_into(SUMS[clock.counts]) for clock in running]
    now, disagree = state(catalog.pendulum, path, today), catalog.pendulum.disagree
    return Told(
        sums=sums,
        state=now.text if now else "",
        source=f"{disagree.text} {catalog.cite((*now.facts, *disagree.facts))}." if now else "",
        assumed=any(clock.assumed and clock.counts is Counts.AWAY for clock in running),
        next=_next(catalog, path, today, choices),
    )


def late(catalog: Catalog, path: Path, today: date, milestones: Sequence[str]) -> list[str]:
    """Return what is said, this once, of milestones that had passed before they could be told."""
    there = {reached.milestone for reached in on_clocks(path, catalog.milestones.values())}
    named = [catalog.milestones[name] for name in milestones if name in there]
    return [Sum(path, milestone.counts, today).put_into(milestone.late) for milestone in named]


def _next(catalog: Catalog, path: Path, today: date, choices: Mapping[str, bool]) -> str:
    on = [milestone for milestone in wanted(catalog.milestones.values(), choices) if speaks_to(milestone, path)]
    ahead = coming(path, on, today)
    if ahead is None:
        return ""
    clock = next(clock for clock in clocks(path) if clock.counts is ahead.counts)
    return f"{catalog.milestones[ahead.milestone].name}, about {clock.reaches_in_words(ahead.months)}"


def _counted(counts: Counts) -> Counted:
    return counts.value
