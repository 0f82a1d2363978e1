"""What the clocks of a path say, in sentences: how long away or back, what that means, what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from advice.career import Path
from advice.catalog import Catalog
from advice.entries import Source
from advice.milestone_entries import Counted
from advice.milestone_words import Sum, state
from advice.milestones import coming, on_clocks, speaks_to, wanted
from advice.moment import Moment, Precision
from advice.pendulum import Counts, clocks

SUMS: Mapping[Counts, str] = {
    Counts.AWAY: "Away from hands-on work since {since}: {away} ({story}).",
    Counts.BACK: "Back at hands-on work since {since}: {back}, after {gone} away.",
    Counts.BUILDING: "Hands-on work for {built} so far.",
}
BUILDS = "You build beside your role, so I count no time away."
NEVER_BUILT = (
    "You were never hands-on, so I count nothing and send no milestone. To undo that, open your path, press Correct "
    "next to your first entry and take the tick away."
)
ASSUMED = (
    "I know of no hands-on work before that, so I count from your earliest entry. If there was some, add it; if there "
    "was none, say so."
)

UNFINISHED = "I don't know yet what you do today. Add what came next, and I'll count."


@dataclass(frozen=True)
class Told:
    """The clocks in words. `sums` one sentence a clock; `state` what the sources make of it, with where it is from.

    `stands`: why nothing is counted. `assumed`: the hands-on work before is not known. `unfinished`: neither is the
    role of today, so nothing is counted. `next`: a sentence on the next milestone and when it comes; empty for none.
    """

    sums: Sequence[str] = ()
    state: str = ""
    source: str = ""
    stands: str = ""
    assumed: bool = False
    unfinished: bool = False
    next: str = ""


def told(catalog: Catalog, path: Path, today: date, choices: Mapping[str, bool]) -> Told:
    """Put the clocks of a path into words, for the person's own `today`; `choices`: milestones switched on or off."""
    if path.stints and path.current is None:
        return Told(unfinished=True)
    builds = path.current is not None and path.current_beside is not None
    running = [clock for clock in clocks(path) if not builds]
    never = path.never_hands_on and not running and bool(path.stints)
    sums = [Sum(path, _counted(clock.counts), today).put_into(SUMS[clock.counts]) for clock in running]
    now, disagree = state(catalog.pendulum, path, today), catalog.pendulum.disagree
    return Told(
        sums=sums,
        state=now.text if now else "",
        source=f"{disagree.text} {_named(catalog.documents(now.facts))}." if now else "",
        stands=BUILDS if builds else NEVER_BUILT if never else "",
        assumed=any(clock.assumed and clock.counts is Counts.AWAY for clock in running),
        next=_next(catalog, path, today, choices),
    )


def late(catalog: Catalog, path: Path, today: date, milestone: str | None) -> str:
    """Return what is said, this once, of a milestone that had passed before it could be told; nothing for None."""
    if milestone is None:
        return ""
    content = catalog.milestones[milestone]
    return Sum(path, content.counts, today).put_into(content.late)


def highest(catalog: Catalog, path: Path, milestones: Sequence[str]) -> str | None:
    """Return the one to speak of, of several milestones on the clock that runs; None for none."""
    there = {reached.milestone: reached.months for reached in on_clocks(path, catalog.milestones.values())}
    return max((name for name in milestones if name in there), key=lambda name: there[name], default=None)


def _next(catalog: Catalog, path: Path, today: date, choices: Mapping[str, bool]) -> str:
    on = [milestone for milestone in wanted(catalog.milestones.values(), choices) if speaks_to(milestone, path)]
    ahead = coming(path, on, today)
    if ahead is None:
        return ""
    clock = next(clock for clock in clocks(path) if clock.counts is ahead.counts)
    if clock.months(today) < ahead.months:
        return f"Next: {catalog.milestones[ahead.milestone].name}, {clock.due_in_words(ahead.months)}."
    # The sum says it already: "two years this month".
    return f"The day itself is {Moment.of(ahead.on)}." if clock.since.precision is Precision.DAY else ""


def _named(documents: Sequence[Source]) -> str:
    """Name documents in little room, each author once; that they were compared is said beside it."""
    named: dict[str, list[str]] = {}
    for one in documents:
        if one.kind == "document" and one.published:
            named.setdefault(one.author, []).append(f"{one.title} ({one.published.year})")
    return "; ".join(f"{author}: {', '.join(titles)}" for author, titles in named.items())


def _counted(counts: Counts) -> Counted:
    return counts.value
