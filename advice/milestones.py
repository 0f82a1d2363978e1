"""Which milestone a person is told, decided from their path: the highest one reached, each once in a swing.

The day is the person's own. A milestone is reached when its day is today or past, never "equals", so that nothing is
lost while nobody looks.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from advice.career import Path
from advice.milestone_entries import Milestone
from advice.pendulum import Clock, Counts, clocks
from advice.swings import same_swing, swings


@dataclass(frozen=True)
class Reached:
    """A milestone on a clock of this path. `swing` names the time away it belongs to, `on` is the day it is reached.

    `over`: the last day on which it may have been reached, where only a month or a year was told; else `on`.
    """

    milestone: str
    counts: Counts
    months: int
    swing: date
    on: date
    over: date


@dataclass(frozen=True)
class Known:
    """A milestone of which a record was made before, whatever became of it; `swing` as it was named then."""

    milestone: str
    swing: date


@dataclass(frozen=True)
class Decision:
    """What to do now: tell one milestone or none, and record others as skipped in favour of a higher one."""

    tell: Reached | None = None
    skip: tuple[Reached, ...] = ()


def wanted(milestones: Iterable[Milestone], choices: Mapping[str, bool]) -> list[Milestone]:
    """The milestones that a person wants to hear of: as they chose (id -> on or off), else as the content has it."""
    return [milestone for milestone in milestones if choices.get(milestone.id, milestone.on)]


def on_clocks(path: Path, milestones: Iterable[Milestone]) -> list[Reached]:
    """Every milestone on a clock that runs for this path, by day, whether the day has come or not."""
    running = {clock.counts.value: clock for clock in clocks(path)}
    placed = [_on(running[milestone.counts], milestone) for milestone in milestones if milestone.counts in running]
    return sorted(placed, key=lambda reached: (reached.on, reached.months))


def coming(path: Path, milestones: Iterable[Milestone], today: date) -> Reached | None:
    """The next milestone ahead; None where none is."""
    return next((reached for reached in on_clocks(path, milestones) if reached.on > today), None)


def speaks_to(milestone: Milestone, path: Path) -> bool:
    """Whether the milestone is for the role that goes on now; never for somebody who takes time away."""
    return path.current is not None and path.current.role.value in milestone.roles


def decide(path: Path, milestones: Iterable[Milestone], today: date, known: Collection[Known]) -> Decision:
    """What is due, given the milestones that the person wants and the records of all that were made before."""
    reached = _crossed(path, milestones, today)
    recorded = [one for one in reached if _is_known(path, one, known)]
    new = [one for one in reached if one not in recorded]
    highest = max(reached, key=lambda one: one.months, default=None)
    if highest in new:
        return Decision(highest, tuple(one for one in new if one is not highest))
    return Decision(skip=tuple(new))


def next_look(path: Path, milestones: Iterable[Milestone], today: date, known: Collection[Known]) -> date | None:
    """The day on which to look again what is due: today or before where something is, None where nothing is ahead."""
    spoken = [milestone for milestone in milestones if speaks_to(milestone, path)]
    decision = decide(path, spoken, today, known)
    if decision.tell or decision.skip:
        return min(one.on for one in (*decision.skip, decision.tell) if one)
    ahead = coming(path, spoken, today)
    return ahead.on if ahead else None


def known_late(
    path: Path, milestones: Iterable[Milestone], today: date, known: Collection[Known], before: Path | None = None
) -> list[Reached]:
    """What lay in the past already when the person told us `path`: to be shown once in the answer and never sent.

    Only what is for the role that goes on: who is away is told nothing until they are back, and it is known late then.
    A month or a year lies in the past when it is over; what is reached in the present one is news.

    Ask when a path was told or changed, and when a milestone was switched on. `before` is the path until now: what was
    owed by it is owed still.
    """
    wanted_now = list(milestones)
    owed = {(one.milestone, one.swing) for one in _crossed(before, wanted_now, today)} if before else set()
    spoken = [milestone for milestone in wanted_now if speaks_to(milestone, path)]
    past = [one for one in on_clocks(path, spoken) if one.over < today and not _is_known(path, one, known)]
    return [one for one in past if (one.milestone, one.swing) not in owed]


def ahead_again(path: Path, milestones: Iterable[Milestone], today: date, late: Collection[Known]) -> list[Known]:
    """Which records of what was known late are wrong by now: a date was corrected, and the milestone lies ahead."""
    ahead = [one for one in on_clocks(path, milestones) if one.over >= today]
    return [record for record in late if any(_is_known(path, one, [record]) for one in ahead)]


def still_holds(path: Path, milestone: Milestone, swing: date, today: date) -> bool:
    """Whether a milestone found due earlier, in the swing named then, is still true; asked again before sending."""
    return any(_matches(path, one, swing) for one in _crossed(path, [milestone], today))


def _crossed(path: Path, milestones: Iterable[Milestone], today: date) -> Sequence[Reached]:
    """What is reached, of what is for the role that goes on."""
    spoken = [milestone for milestone in milestones if speaks_to(milestone, path)]
    return [reached for reached in on_clocks(path, spoken) if reached.on <= today]


def _on(clock: Clock, milestone: Milestone) -> Reached:
    on, over = clock.reaches(milestone.months), clock.over(milestone.months)
    return Reached(milestone.id, clock.counts, milestone.months, clock.swing, on, over)


def _is_known(path: Path, reached: Reached, known: Collection[Known]) -> bool:
    return any(one.milestone == reached.milestone and _matches(path, reached, one.swing) for one in known)


def _matches(path: Path, reached: Reached, recorded: date) -> bool:
    """Whether a record from before is of the same swing; years of building are counted once in a life."""
    if reached.counts is Counts.BUILDING:
        return True
    return any(swing.began == reached.swing and same_swing(path, swing, recorded) for swing in swings(path))
