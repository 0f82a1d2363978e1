"""What somebody is to teams, as it is shown to themselves: where they count, who reads, and who did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.features.team.who_view import Belonging
from bot.runtime.drawing import Drawing
from bot.store import memberships, primaries, pulls, summaries, teams

MOST_PULLS = 10


def belongings(drawing: Drawing) -> Sequence[Belonging]:
    """Return the teams that somebody belongs to, the one they count in before the others."""
    return sorted(_found(drawing), key=lambda one: not one.counts)


def _found(drawing: Drawing) -> Iterator[Belonging]:
    connection, workspace, user_id = drawing.connection, drawing.workspace, drawing.user_id
    ids = memberships.teams_of(connection, workspace, user_id)
    primary = primaries.primary_of(connection, workspace, user_id) if ids else None
    for team_id in ids:
        team = teams.load(connection, workspace, team_id)
        if team is None:
            continue  # it is no more since a moment ago
        readers = teams.viewers_of(connection, workspace, team_id)
        newest = pulls.newest(connection, workspace, team_id, MOST_PULLS)
        yield Belonging(
            team_id,
            team.name,
            counts=team_id == primary,
            elsewhere=team_id != primary and primary in ids,
            reads=any(reader.user_id == user_id for reader in readers),
            readers=readers,
            pulls=newest,
            more=pulls.count(connection, workspace, team_id) - len(newest),
            has_summary=bool(summaries.closes(connection, workspace, team_id)),
        )
