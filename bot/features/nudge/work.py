"""What people choose on a nudge. One transaction a function; the answer comes below the nudge, once for each choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from advice.milestones import next_look, wanted
from advice.months import add_months
from bot.features.nudge import view
from bot.features.nudge.teller import passed_by, still
from bot.runtime.drawing import Drawing
from bot.runtime.errors import Denied
from bot.runtime.folding import fold, own_occasion
from bot.runtime.own_day import own_day
from bot.runtime.redrawing import refresh_home
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import crossings, occasions, paths, wishes
from bot.store.occasions import AGAIN, MILESTONE, Occasion, milestone_of

LATER = 3  # months


def sources(services: Services, request: Request) -> Reply:
    """*What the sources say*."""
    with services.begin(request.workspace, request.user_id, "nudge.sources") as unit:
        occasion = _chosen(unit, request, "sources")
        unit.put("nudge.sources_told", _below(request, occasion), dedupe=f"nudge.sources:{occasion.id}")
        return Reply()


def later(services: Services, request: Request) -> Reply:
    """*Remind me in 3 months*: asked for, and pressed twice it is one reminder."""
    with services.begin(request.workspace, request.user_id, "nudge.later") as unit:
        occasion = own_occasion(unit, request.value)
        first = _first(unit, occasion)
        chosen = wishes.load(unit.connection, unit.workspace, unit.user_id)
        milestone = milestone_of(first).milestone
        if chosen.milestones.get(milestone) is False:
            _say_stopped(unit, request, occasion, milestone)
            return fold(services, unit, request, occasion)
        day = add_months(own_day(unit, chosen), LATER)
        drawing = _drawing(services, unit)
        higher = passed_by(drawing, first, day)
        if higher is not None or still(drawing, first) is not None:
            ids = {**_below(request, occasion), "higher": higher.id if higher else ""}
            unit.put("nudge.not_later", ids, dedupe=f"nudge.not_later:{occasion.id}:{request.action_ts}")
            return Reply()
        occasions.choose(unit.connection, occasion, "later", unit.now)
        _take_back(unit, first, day)
        added = occasions.add(
            unit.connection,
            workspace=unit.workspace,
            id=unit.new_id(),
            user_id=unit.user_id,
            kind=AGAIN,
            about=_again(first, day),
            due_on=day,
            now=unit.now,
        )
        if added:
            unit.put("nudge.later_told", {**_below(request, occasion), "day": day.isoformat()})
        answered = fold(services, unit, request, occasion)
        return answered if added else replace(answered, shown=view.later(day))


def stop(services: Services, request: Request) -> Reply:
    """*Don't nudge me about this*."""
    with services.begin(request.workspace, request.user_id, "nudge.stop") as unit:
        occasion = _chosen(unit, request, "stop")
        milestone = milestone_of(_first(unit, occasion)).milestone
        chosen = wishes.load(unit.connection, unit.workspace, unit.user_id)
        changed = replace(chosen, milestones={**chosen.milestones, milestone: False})
        wishes.save(unit.connection, unit.workspace, unit.user_id, changed, unit.now)
        occasions.look_anew(unit.connection, unit.workspace, unit.user_id, unit.now)
        _look_elsewhere(services, unit)
        _say_stopped(unit, request, occasion, milestone)
        return fold(services, unit, request, occasion)


def why(services: Services, request: Request) -> Reply:
    """*Why now?*"""
    with services.begin(request.workspace, request.user_id, "nudge.why") as unit:
        occasion = own_occasion(unit, request.value)
        return services.show(unit, request, "nudge.reason", {"occasion": occasion.id})


def show(services: Services, request: Request) -> Reply:
    """*Show it*: what may not have arrived, now in answer to a click."""
    with services.begin(request.workspace, request.user_id, "nudge.show") as unit:
        occasion = own_occasion(unit, request.value)
        unit.put("nudge.shown", {"occasion": occasion.id}, dedupe=f"nudge.shown:{occasion.id}:{request.action_ts}")
        return _seen(unit, request, occasion)


def seen(services: Services, request: Request) -> Reply:
    """*I've seen it*: the line is needed neither below another message nor on Home."""
    with services.begin(request.workspace, request.user_id, "nudge.seen") as unit:
        reply = _seen(unit, request, own_occasion(unit, request.value))
        return reply if reply.replaced is not None or not request.channel else Reply(shown=view.noted())


def _seen(unit: Unit, request: Request, occasion: Occasion) -> Reply:
    """Write down that they have seen it; the line goes from Home and from the message that was clicked."""
    occasions.seen(unit.connection, occasion, unit.now)
    refresh_home(unit)
    clicked = request.clicked
    return Reply(replaced=partial(view.without_line, clicked)) if clicked and view.has_line(clicked) else Reply()


def _chosen(unit: Unit, request: Request, choice: str) -> Occasion:
    occasion = own_occasion(unit, request.value)
    occasions.choose(unit.connection, occasion, choice, unit.now)
    return occasion


def _first(unit: Unit, occasion: Occasion) -> Occasion:
    """Return the milestone that an occasion is, or repeats; Denied where it is neither."""
    first = occasion
    if occasion.kind == AGAIN:
        first = occasions.load(unit.connection, unit.workspace, occasion.about.partition(":")[0]) or occasion
    if first.kind != MILESTONE:
        raise Denied
    return first


def _again(first: Occasion, day: date) -> str:
    """Return what a repetition of a milestone on a day (the person's date) is about."""
    return f"{first.id}:{day.isoformat()}"


def _take_back(unit: Unit, first: Occasion, day: date) -> None:
    """End what was to be brought up again on another day: the newest wish counts, and it comes once."""
    for other in occasions.waiting(unit.connection, unit.workspace, unit.user_id):
        if other.kind == AGAIN and other.about.startswith(f"{first.id}:") and other.about != _again(first, day):
            occasions.end(unit.connection, other, "cancelled", "asked for anew")


def _say_stopped(unit: Unit, request: Request, occasion: Occasion, milestone: str) -> None:
    ids = {**_below(request, occasion), "milestone": milestone}
    unit.put("nudge.stopped", ids, dedupe=f"nudge.stopped:{occasion.id}:{request.action_ts}")


def _below(request: Request, occasion: Occasion) -> dict[str, Any]:
    """Return what an answer below the clicked message is drawn from."""
    return {"occasion": occasion.id, **({"thread_ts": request.message_ts} if request.message_ts else {})}


def _drawing(services: Services, unit: Unit) -> Drawing:
    """Return what is asked about the person who acts, as a view would be drawn now."""
    here = (unit.connection, services.catalog, unit.workspace, unit.user_id)
    return Drawing(*here, {}, unit.now, services.help_lines, services.telling)


def _look_elsewhere(services: Services, unit: Unit) -> None:
    """Set the day of the next milestone that is still wanted."""
    here = (unit.connection, unit.workspace, unit.user_id)
    chosen, kept = wishes.load(*here), paths.load(*here)
    on = wanted(services.catalog.milestones.values(), chosen.milestones)
    paths.look_on(*here, next_look(kept.path, on, own_day(unit, chosen), crossings.known(*here)))
