"""A person with a path, and the planner run by hand, for stories of nudges."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from advice.career import Path
from advice.moment import Moment
from advice.stint import Role, Stint
from bot.store import crossings, paths, people
from tests.kit import Somebody, World

Past = list[tuple[Role, date]]  # each role until the next begins; the last one goes on


def a_path(roles: Past) -> Path:
    """Return a path of these roles, each told to the day."""
    starts = [Moment.of(day) for _, day in roles]
    ends = [*starts[1:], None]
    stints = [
        Stint(role, start, end, id=number)
        for number, ((role, _), start, end) in enumerate(zip(roles, starts, ends, strict=True), start=1)
    ]
    return Path(tuple(stints), issued=len(stints))


def tells(world: World, who: Somebody, roles: Past, *, meet: bool = True) -> None:
    """Keep a path as if the person had told it, and their agreement."""
    services = world.bot.services
    now = services.clock.now()
    workspace = world.slack.cast.team_id
    if meet:
        who.runs("/careercheck help")
    with services.database.writing() as connection:
        people.change_known(connection, workspace, who.id, consented_at=now)
        kept = paths.load(connection, workspace, who.id)
        path = a_path(roles)
        settled = crossings.settle(
            connection,
            workspace,
            who.id,
            services.catalog.milestones,
            path=path,
            before=kept.path if kept.revision else None,
            today=now.date(),
            now=now,
            new_id=lambda: services.ids.new(now),
        )
        paths.save(connection, workspace, who.id, path, as_read=kept.revision, due_on=settled.due_on, now=now)


def manager_since(day: date) -> Past:
    """An engineer of eight years who became a manager that day."""
    return [(Role.ENGINEER, day.replace(year=day.year - 8)), (Role.MANAGER, day)]


def leaves(world: World, who: Somebody) -> None:
    """Let somebody be deactivated."""
    world.slack.act.changes(who.id, is_deleted=True)
    world.settles()


def comes_back(world: World, who: Somebody) -> None:
    """Let somebody be activated again, and say hello."""
    world.slack.act.changes(who.id, is_deleted=False)
    world.settles()
    who.writes("hello", thread=False)


def ticks(world: World) -> None:
    """Let the planner look, and everything be sent that may be."""
    world.bot.ticker.run("plan")
    world.settles()


def goes_to(world: World, when: datetime) -> None:
    """Let time pass to an instant, and the planner look."""
    world.passes(seconds=(when - world.clock.now()).total_seconds())
    ticks(world)


def nudges(who: Somebody) -> list[str]:
    """The texts of the nudges that somebody was sent; news of a team have no settings for who agreed to nothing."""
    found = [(m["text"], [b.get("block_id", "") for b in m["blocks"]]) for m in who.messages()]
    return [text for text, ids in found if "peace" in ids or any(one.endswith(".said") for one in ids)]


def every_hour(world: World, until: datetime, step: timedelta = timedelta(hours=1)) -> list[datetime]:
    """Let time pass hour by hour; returns when messages arrived, as seen after the hour."""
    arrived = []
    while world.clock.now() < until:
        before = len(sent(world))
        world.passes(seconds=step.total_seconds())
        ticks(world)
        if len(sent(world)) > before:
            arrived.append(world.clock.now())
    return arrived


def sent(world: World) -> list[tuple[str, str]]:
    """The rows of the outbox that carry occasions, and how they ended."""
    return [tuple(row) for row in world.rows("SELECT id, state FROM outbox WHERE view = 'nudge.told' ORDER BY id")]


def states(world: World) -> list[tuple[str, str, str | None]]:
    """Every occasion: kind and milestone, state, reason."""
    query = "SELECT kind || ' ' || about, state, reason FROM occasions ORDER BY id"
    return [(row[0], row[1], row[2]) for row in world.rows(query)]
