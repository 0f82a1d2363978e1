"""What teams put on the Home tab: who sees what of a member, and the way to a summary for whoever may read one.

A line says where all is that can be done with a team.
"""

from __future__ import annotations

from bot.features.team import who_view
from bot.features.team.belonging import belongings
from bot.runtime.blocks import Block, context
from bot.runtime.drawing import Drawing
from bot.store import teams

MOST = 2  # teams that somebody is in, and as many that they read; there are commands for more
MANAGE = "`/careercheck team` has everything you can do with your teams."
MORE = "There are more: `/careercheck who-sees-what` and `/careercheck summary` show them."


def draw(drawing: Drawing) -> list[Block]:
    """Draw it; nothing for somebody who has to do with no team."""
    found = belongings(drawing)
    reads = teams.read_by(drawing.connection, drawing.workspace, drawing.user_id)
    shown = [block for team in found[:MOST] for block in who_view.team_blocks(team)]
    more = [context("who.more", MORE)] if found[MOST:] or reads[MOST:] else []
    go = [context("who.go", MANAGE)] if found or reads else []
    return [*who_view.to_read([(team.id, team.name) for team in reads[:MOST]]), *shown, *more, *go]
