"""From an episode of trouble to what an operator reads about it."""

from __future__ import annotations

from bot.features.alert import view
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.store import episodes


def told(drawing: Drawing) -> Outgoing | Silence:
    """Draw an alert."""
    episode = episodes.find(drawing.connection, drawing.workspace, drawing.ids["episode"])
    if episode is None:
        return Silence("forgotten")
    return Outgoing(view.alert(episode.kind, episode.facts, episode.began_at, episode.over_at or drawing.now))
