"""What teams put on the Home tab: who sees what of a member, and the way to a summary for whoever may read one.

A line says where all is that can be done with a team.
"""

from __future__ import annotations

from bot.features.team import who_view
from bot.features.team.belonging import ties
from bot.runtime.blocks import Block, context
from bot.runtime.drawing import Drawing

MOST = 2  # teams that somebody is in, and as many that they read; there are commands for more
MANAGE = (
    "`/careercheck team` has everything you can do with your teams. "
    "`/careercheck who-sees-what` says what is never shown."
)
MORE = "There are more: `/careercheck who-sees-what` and `/careercheck summary` show them."


def draw(drawing: Drawing) -> list[Block]:
    """Draw it; nothing for somebody who has to do with no team."""
    found = ties(drawing, MOST)
    shown = [block for team in found.belongings for block in who_view.team_blocks(team)]
    more = [context("who.more", MORE)] if found.others or found.more_to_read else []
    go = [context("who.go", MANAGE)] if found.belongings or found.reads else []
    return [*who_view.to_read(found.reads), *shown, *more, *go]
