"""Every view with nobody at the other end: drawn for made-up people, in the ordinary and in the worst case."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from sqlalchemy import Connection

from advice.cadence import Window
from advice.catalog import Catalog, builtin, load
from bot.declared import all_views, help_lines, telling
from bot.preview import (
    advise,
    brags,
    checks,
    guides,
    mydata,
    nudges,
    others,
    pasts,
    paths,
    summaries,
    team_news,
    teams,
    wishes,
)
from bot.preview.content import FILLER, at_its_limits
from bot.preview.stage import Cases, Declared, Drawn, Stage, workshop
from bot.preview.words import ORDINARY, WORST, Told

ALWAYS = Window(0, 24)  # for made-up people it is always a good time


def previews(filler: str = FILLER) -> dict[str, Cases]:
    """Return each view's cases as Block Kit JSON: messages as {"text", "blocks"}, modals and Home as views.

    A view that the outbox sends has its declared name; what is shown at once has a name in the same style. In the worst
    case the content is as long as its rules allow, lengthened with `filler`, and people write all that they may.
    """
    catalog = load(builtin())
    shown: dict[str, Cases] = {}
    ids = count(1)
    with workshop() as connection:
        for told, shown_catalog in ((ORDINARY, catalog), (WORST, at_its_limits(catalog, filler))):
            for drawn in draw_all(connection, shown_catalog, told, ids):
                case = f"{told.name}, {drawn.variant}" if drawn.variant else told.name
                shown.setdefault(drawn.view, {})[case] = drawn.json
    return shown


def draw_all(connection: Connection, catalog: Catalog, told: Told, ids: Iterator[int]) -> Iterator[Drawn]:
    """Draw every view for made-up people who do what is `told` of them; their rows stay. `ids` number the rows."""
    declared = Declared(all_views(), help_lines(catalog), telling(ALWAYS))
    numbers = count(1)

    def cast() -> Stage:
        return Stage(connection, catalog, declared, f"U0{told.name.upper()}{next(numbers)}", ids)

    yield from checks.draw(cast, told)
    yield from guides.draw(cast, told)
    yield from advise.draw(cast)
    yield from others.draw(cast, told)
    yield from wishes.draw(cast, told)
    yield from paths.draw(cast, told)
    yield from pasts.draw(cast, told)
    yield from brags.draw(cast, told)
    yield from nudges.draw(cast, told)
    yield from teams.draw(cast, told)
    yield from summaries.draw(cast, told)
    yield from team_news.draw(cast, told)
    yield from mydata.draw(cast, told)
