"""Queries on all the results of a person: a page of them, and a run of one kind. Each finds its rows by an index.

Of a check whose answers were changed afterwards there are several results; the last one counts, the first one stays.
The check itself keeps the day on which it was finished: only `Past.last` says when it was corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, func, or_, select

from advice.check import Progress
from bot.store.results import COLUMNS, ResultRow
from bot.store.tables import checks, results


@dataclass(frozen=True)
class Past:
    """A finished check: what it came to at first and by now, and the last result of its kind from the check before."""

    first: ResultRow
    last: ResultRow
    before: ResultRow | None

    @property
    def corrected(self) -> bool:
        """Whether an answer was changed after it was finished."""
        return self.last.number > self.first.number


_WORKSPACE: BindParameter[str] = bindparam("of_workspace")
_USER: BindParameter[str] = bindparam("of_user")
# The check is said to be of the same person, so that it is found by an index and not among everybody's.
_OF_CHECK = and_(
    checks.c.workspace == results.c.workspace, checks.c.id == results.c.check_id, checks.c.user_id == _USER
)
_THEIRS = and_(results.c.workspace == _WORKSPACE, results.c.user_id == _USER)


def _earlier() -> Any:
    """Return the id of the check of the same kind before, of which there is a result."""
    old, walk = results.alias("old"), checks.alias("walk")
    return (
        select(func.max(old.c.check_id))
        .join(walk, and_(walk.c.workspace == old.c.workspace, walk.c.id == old.c.check_id))
        .where(old.c.workspace == _WORKSPACE, old.c.user_id == _USER)
        .where(walk.c.user_id == _USER, walk.c.kind == checks.c.kind, walk.c.id < results.c.check_id)
        .correlate(results, checks)
        .scalar_subquery()
    )


def _newest_number() -> Any:
    """Return the number of the result that counts of a check."""
    other = results.alias("other")
    same = (other.c.workspace == _WORKSPACE, other.c.check_id == results.c.check_id)
    return select(func.max(other.c.number)).where(*same).correlate(results).scalar_subquery()


def _finished() -> Any:
    """Return when a check was finished, before any answer was changed."""
    first = results.alias("first")
    same = (first.c.workspace == _WORKSPACE, first.c.check_id == results.c.check_id, first.c.number == 1)
    return select(first.c.finished_at).where(*same).correlate(results).scalar_subquery().label("finished_at")


# Made once: making a statement takes longer than running it.
_FIRSTS = (
    select(results.c.check_id, _earlier().label("earlier"))
    .join(checks, _OF_CHECK)
    .where(_THEIRS, results.c.number == 1)
    .order_by(results.c.finished_at.desc(), results.c.id.desc())
    .limit(bindparam("most"))
)
_ONE = (
    select(results.c.check_id, _earlier().label("earlier"))
    .join(checks, _OF_CHECK)
    .where(_THEIRS, results.c.number == 1, results.c.check_id == bindparam("check_id"))
)


def _after() -> Select[Any]:
    """Return the statement for those that were finished before a check was."""
    end = results.alias("end")
    that = and_(end.c.workspace == _WORKSPACE, end.c.user_id == _USER, end.c.check_id == bindparam("after"))
    return _FIRSTS.join(end, and_(that, end.c.number == 1)).where(
        or_(
            results.c.finished_at < end.c.finished_at,
            and_(results.c.finished_at == end.c.finished_at, results.c.id < end.c.id),
        )
    )


_AFTER = _after()
_VERSIONS = (
    select(*COLUMNS, results.c.finished_at)
    .join(checks, _OF_CHECK)
    .where(_THEIRS, results.c.check_id.in_(bindparam("named", expanding=True)))
    .where(or_(results.c.number == 1, results.c.number == _newest_number()))
)


def _ranked() -> Select[Any]:
    """Return the statement for the newest results that count of each kind."""
    place = func.row_number().over(partition_by=checks.c.kind, order_by=results.c.check_id.desc())
    counting = (
        select(results.c.id, place.label("place"))
        .join(checks, _OF_CHECK)
        .where(_THEIRS, results.c.number == _newest_number())
        .subquery()
    )
    return (
        select(*COLUMNS, _finished())
        .join(checks, _OF_CHECK)
        .join(counting, counting.c.id == results.c.id)
        .where(_THEIRS, counting.c.place <= bindparam("each"))
        .order_by(checks.c.kind, results.c.check_id.desc())
    )


_LATEST = _ranked()
_RUN = (
    select(*COLUMNS, _finished())
    .join(checks, _OF_CHECK)
    .where(_THEIRS, checks.c.kind == bindparam("kind"), results.c.number == _newest_number())
    .order_by(results.c.check_id.desc())
    .limit(bindparam("most"))
)


def page(connection: Connection, workspace: str, user_id: str, *, most: int, after: str | None = None) -> list[Past]:
    """Return a person's finished checks, the one finished last first.

    `after`: the id of the check that the page before ended with; None for the first page.
    """
    asked = {"of_workspace": workspace, "of_user": user_id, "most": most}
    query = _FIRSTS if after is None else _AFTER
    found = connection.execute(query, asked if after is None else {**asked, "after": after}).all()
    versions = _versions(connection, workspace, user_id, [name for row in found for name in row if name])
    return [_past(versions, row.check_id, row.earlier) for row in found]


def one(connection: Connection, workspace: str, user_id: str, check_id: str) -> Past | None:
    """Return one finished check of a person; None where they have none such."""
    asked = {"of_workspace": workspace, "of_user": user_id, "check_id": check_id}
    found = connection.execute(_ONE, asked).one_or_none()
    if found is None:
        return None
    versions = _versions(connection, workspace, user_id, [name for name in found if name])
    return _past(versions, found.check_id, found.earlier)


def latest(connection: Connection, workspace: str, user_id: str, *, each: int) -> Sequence[ResultRow]:
    """Return the results that count of a person's newest checks: of each kind, by its id, at most `each`."""
    asked = {"of_workspace": workspace, "of_user": user_id, "each": each}
    return [_row(row) for row in connection.execute(_LATEST, asked)]


def run(connection: Connection, workspace: str, user_id: str, kind: str, *, most: int) -> Sequence[ResultRow]:
    """Return the results that count of a person's newest checks of a kind, the oldest first."""
    asked = {"of_workspace": workspace, "of_user": user_id, "kind": kind, "most": most}
    return [_row(row) for row in connection.execute(_RUN, asked)][::-1]


def _versions(connection: Connection, workspace: str, user_id: str, named: Iterable[str]) -> dict[str, list[ResultRow]]:
    """Return the first result and the one that counts of each check, by the check's id."""
    found: dict[str, list[ResultRow]] = {}
    asked = {"of_workspace": workspace, "of_user": user_id, "named": sorted(set(named))}
    for row in connection.execute(_VERSIONS, asked):
        found.setdefault(row.check_id, []).append(_row(row))
    return found


def _past(versions: dict[str, list[ResultRow]], check_id: str, earlier: str | None) -> Past:
    ordered = sorted(versions[check_id], key=_number)
    before = sorted(versions[earlier], key=_number) if earlier in versions else None
    counted = replace(before[-1], finished_at=before[0].finished_at) if before else None
    return Past(ordered[0], ordered[-1], counted)


def _number(row: ResultRow) -> int:
    return row.number


def _row(row: Any) -> ResultRow:
    return ResultRow(**{**row._asdict(), "progress": Progress.from_json(row.progress)})
