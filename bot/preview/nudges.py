"""Previews of nudges: each milestone to each role, what is answered to the choices, and what may not have arrived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from advice.career import Path
from advice.milestone_entries import Milestone
from advice.milestones import on_clocks
from advice.moment import Moment
from advice.months import add_months
from advice.stint import Role, Stint
from bot.features.nudge import carried, view
from bot.features.nudge.looked import MOST_AT_ONCE
from bot.preview.sitting import sit
from bot.preview.stage import NOW, WORKSPACE, Cast, Drawn, Stage, as_json
from bot.preview.words import Told
from bot.runtime.blocks import Rendered, message, section
from bot.runtime.drawing import Outgoing
from bot.store import crossings, occasions, paths, wishes
from bot.store.occasions import AGAIN, CHOICES, MILESTONE
from bot.store.reminders import STEP
from bot.store.wishes import Chosen

TODAY = NOW.date()
EIGHT_YEARS = 96  # months of hands-on work before


def draw(cast: Cast, told: Told) -> Iterator[Drawn]:
    """Draw everything that nudges say."""
    for milestone in cast().catalog.milestones.values():
        for role in milestone.roles:
            yield from _milestone(cast(), milestone, Role(role))
    yield _together(cast(), told)
    yield from _unsure(cast())
    yield from _meanwhile(cast())
    yield Drawn("nudge.below", as_json(view.over()), "over")
    yield Drawn("nudge.below", as_json(view.noted()), "seen")
    yield Drawn("nudge.below", as_json(view.not_later(None)), "not later")


def _milestone(stage: Stage, milestone: Milestone, role: Role) -> Iterator[Drawn]:
    occasion = _occasion(stage, milestone, role)
    case = f"{milestone.id}, {role.words}"
    yield Drawn("nudge.told", stage.draw("nudge.told", occasions=[_queued(stage, occasion)], asked=False), case)
    for name in ("nudge.shown", "nudge.sources_told", "nudge.reason"):
        yield Drawn(name, stage.draw(name, occasion=occasion), case)
    yield Drawn("nudge.stopped", stage.draw("nudge.stopped", occasion=occasion, milestone=milestone.id), case)
    later = stage.draw("nudge.later_told", occasion=occasion, day=add_months(TODAY, 3).isoformat())
    yield Drawn("nudge.later_told", later, case)
    yield Drawn("nudge.not_later", stage.draw("nudge.not_later", occasion=occasion, higher=milestone.id), case)
    for choice in CHOICES[1:]:
        found = occasions.load(stage.connection, WORKSPACE, occasion)
        if found is not None and occasions.choose(stage.connection, found, choice, NOW):
            folded = stage.draw("nudge.folded", occasion=occasion, ts=str(NOW.timestamp()))
            yield Drawn("nudge.folded", folded, f"{case}, {choice}")
    again = _add(stage, AGAIN, f"{occasion}:{TODAY.isoformat()}")
    yield Drawn("nudge.told", stage.draw("nudge.told", occasions=[_queued(stage, again)], asked=True), f"{case}, again")
    crossed = view.below(_any_message(), view.crossed(milestone.name, occasion))
    yield Drawn("nudge.below", as_json(crossed), f"{case}, crossed")


def _together(stage: Stage, told: Told) -> Drawn:
    """Draw as much as one message may speak of: a milestone, and next steps."""
    milestone = max(stage.catalog.milestones.values(), key=lambda one: len(one.messages))
    first = _occasion(stage, milestone, Role(milestone.roles[0]))
    texts = [told.steps[number % len(told.steps)] for number in range(MOST_AT_ONCE - 1)]
    steps = sit(stage, told.choices, state="finished").steps(texts)
    every = [first, *(_add(stage, STEP, f"{step.id}:{TODAY.isoformat()}") for step in steps)]
    drawn = stage.draw("nudge.told", occasions=[_queued(stage, one) for one in every], asked=False)
    return Drawn("nudge.told", drawn, "as much as there may be")


def _unsure(stage: Stage) -> Iterator[Drawn]:
    """Draw what is said where Slack did not tell whether it took a message."""
    milestone = next(iter(stage.catalog.milestones.values()))
    _occasion(stage, milestone, Role(milestone.roles[0]), state="unknown")
    below = carried.carry(stage.drawing({}), Outgoing(_any_message())).rendered
    yield Drawn("nudge.below", as_json(below), "unsure")
    if isinstance(below, Rendered):
        yield Drawn("nudge.below", as_json(view.without_line(below)), "unsure no more")
    yield Drawn("home.tab", stage.draw("home.tab"), "unsure of a nudge")


def _meanwhile(stage: Stage) -> Iterator[Drawn]:
    """Draw what somebody hears who was away when a milestone came."""
    milestone = next(iter(stage.catalog.milestones.values()))
    missed = _occasion(stage, milestone, Role(milestone.roles[0]), state="cancelled")
    yield Drawn("nudge.meanwhile", stage.draw("nudge.meanwhile", missed=[missed]))


def _any_message() -> Rendered:
    return message("Done.", section("done", "Done."))


def _occasion(stage: Stage, milestone: Milestone, role: Role, state: str = "waiting") -> str:
    """Let somebody in that role reach a milestone today; returns the occasion's id."""
    path = _path(milestone, role)
    (reached,) = on_clocks(path, [milestone])
    here = (stage.connection, WORKSPACE, stage.user_id)
    paths.save(*here, path, as_read=0, due_on=None, now=NOW)
    wishes.save(*here, Chosen(milestones={milestone.id: True}), NOW)
    return _add(stage, MILESTONE, crossings.about(milestone.id, reached.swing), state)


def _path(milestone: Milestone, role: Role) -> Path:
    since = add_months(TODAY, -milestone.months)
    if milestone.counts == "building":
        return Path((_stint(role, since, None, 1),), issued=1)
    before = add_months(since, -EIGHT_YEARS)
    if milestone.counts == "away":
        stints = [_stint(Role.ENGINEER, before, since, 1), _stint(role, since, None, 2)]
    else:
        left = add_months(since, -EIGHT_YEARS // 2)
        stints = [
            _stint(Role.ENGINEER, before, left, 1),
            _stint(Role.MANAGER, left, since, 2),
            _stint(role, since, None, 3),
        ]
    return Path(tuple(stints), issued=len(stints))


def _stint(role: Role, first: date, last: date | None, number: int) -> Stint:
    return Stint(role, Moment.of(first), Moment.of(last) if last else None, id=number)


def _add(stage: Stage, kind: str, about: str, state: str = "waiting") -> str:
    name = stage.new_id()
    occasions.add(
        stage.connection,
        workspace=WORKSPACE,
        id=name,
        user_id=stage.user_id,
        kind=kind,
        about=about,
        due_on=TODAY,
        now=NOW,
        state=state,
    )
    return name


def _queued(stage: Stage, name: str) -> str:
    found = occasions.load(stage.connection, WORKSPACE, name)
    if found is not None:
        occasions.queue(stage.connection, found, stage.new_id())
    return name
