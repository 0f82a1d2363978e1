"""What somebody is to teams, as it is shown to themselves: where they count, who reads, and who did.

However many teams that are, it takes the same few statements.
"""

from __future__ import annotations

from bot.features.team.who_view import Belonging, Ties
from bot.runtime.drawing import Drawing
from bot.store import primaries, pulls, teams

MOST_PULLS = 10


def ties(drawing: Drawing, most: int) -> Ties:
    """Return the teams that somebody belongs to, the one they count in before the others, and those they may read.

    Args:
        drawing: for whom.
        most: so many of either are shown; of the others it is only said that there are more.
    """
    here = (drawing.connection, drawing.workspace)
    own = teams.belonged_to(*here, drawing.user_id)
    reads = teams.read_by(*here, drawing.user_id)
    primary = primaries.primary_of(*here, drawing.user_id) if own else None
    shown = sorted(own, key=lambda team: team.id != primary)[:most]
    ids = [team.id for team in shown]
    readers = teams.viewers_of_each(*here, ids) if ids else {}
    pulled = pulls.newest_of_each(*here, ids, MOST_PULLS) if ids else {}
    counts_in = primary if any(team.id == primary for team in own) else None
    belongings = [
        Belonging(
            team.id,
            team.name,
            counts=team.id == counts_in,
            elsewhere=counts_in not in {None, team.id},
            reads=any(reader.user_id == drawing.user_id for reader in readers[team.id]),
            readers=readers[team.id],
            pulls=pulled[team.id].newest,
            more=pulled[team.id].before,
            has_summary=team.released,
        )
        for team in shown
    ]
    may_read = [(team.id, team.name) for team in reads]
    return Ties(belongings, len(own) - len(shown), may_read[:most], len(may_read[most:]))
