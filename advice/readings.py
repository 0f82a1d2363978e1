"""From dates as they were told to the days that are counted with.

A month alone is read as its first day where something starts and as its last day where it ends; a year alone as its
middle, so that it is never off by more than half a year. Where the end of one stint and the start of the next may
have been the same day or neighbours, they are read as following one another: nobody who says "until 2023" and then
"since 2024" means a year in between. What is read is for counting; shown is what was told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from advice.career import Path
from advice.moment import Moment, Precision
from advice.stint import Stint

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Read:
    """A stint with its dates read as days; `end` None: it goes on. Both days belong to it."""

    stint: Stint
    start: date
    end: date | None


@dataclass(frozen=True)
class Gap:
    """Days between two stints of which nothing was told; counted as time away from hands-on work."""

    after: Stint
    before: Stint
    first: date
    last: date


@dataclass(frozen=True)
class _Edge:
    """One end of a stint: the days it may mean, and the one it is read as if nothing speaks against it."""

    first: date
    last: date
    wish: date

    def near(self, day: date) -> date:
        return min(max(day, self.first), self.last)


def read(path: Path) -> tuple[Read, ...]:
    """Every stint of the path with its days, roles first and then what goes on beside them, each in order."""
    roles = _row([stint for stint in path.stints if not stint.beside])
    beside = _row([stint for stint in path.stints if stint.beside])
    return (*roles, *(_with_role(read, roles) for read in beside))


def gaps(path: Path) -> tuple[Gap, ...]:
    """The stretches between two roles of which nothing was told."""
    roles = [read for read in read(path) if not read.stint.beside]
    return tuple(
        Gap(one.stint, other.stint, one.end + A_DAY, other.start - A_DAY)
        for one, other in pairwise(roles)
        if one.end and one.end + A_DAY < other.start
    )


def _with_role(beside: Read, roles: Sequence[Read]) -> Read:
    """Let "I still build" begin on the day on which a role is read to begin that was told to begin then."""
    start = next((role.start for role in roles if role.stint.start == beside.stint.start), beside.start)
    return replace(beside, start=min(start, beside.end or date.max))


def _row(stints: Sequence[Stint]) -> tuple[Read, ...]:
    """Read stints that follow one another."""
    edges = [edge for stint in stints for edge in (_start(stint.start), _end(stint))]
    for at in range(1, len(edges) - 1, 2):
        edges[at], edges[at + 1] = _joined(edges[at], edges[at + 1])
    days = list(_settled(edges))
    ends = [None if stint.end is None else day for stint, day in zip(stints, days[1::2], strict=True)]
    return tuple(Read(*row) for row in zip(stints, days[::2], ends, strict=True))


def _start(told: Moment) -> _Edge:
    return _Edge(told.first, told.last, date(told.year, 7, 1) if told.precision is Precision.YEAR else told.first)


def _end(stint: Stint) -> _Edge:
    told = stint.end
    if told is None:
        return _Edge(date.max, date.max, date.max)
    return _Edge(told.first, told.last, date(told.year, 6, 30) if told.precision is Precision.YEAR else told.last)


def _joined(end: _Edge, start: _Edge) -> tuple[_Edge, _Edge]:
    """Let an end and the start that follows it meet, if they may."""
    if end.last + A_DAY < start.first:
        return end, start
    meeting = start.near(min(max(start.wish, end.first), end.last + A_DAY))
    return replace(end, wish=end.near(meeting)), replace(start, wish=meeting)


def _settled(edges: Sequence[_Edge]) -> Iterator[date]:
    """A day for each edge, none before the one it follows. Starts that come later are nearer to today: they win."""
    earliest: list[date] = []
    days: list[date] = []
    for edge in edges:
        earliest.append(max(edge.first, earliest[-1]) if earliest else edge.first)
    for edge, bound in zip(reversed(edges), reversed(earliest), strict=True):
        latest = min(edge.last, days[-1]) if days else edge.last
        days.append(min(max(edge.wish, bound), latest))
    return reversed(days)
