"""People with much or little of everything, for rules on what Home says and asks."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from sqlalchemy import Connection

from bot.declared import all_views, help_lines, telling
from bot.preview import ALWAYS
from bot.preview.content import at_its_limits
from bot.preview.sitting import sit, walk
from bot.preview.stage import NOW, WORKSPACE, Declared, Stage
from bot.preview.words import Told
from bot.store import occasions
from tests.kit_content import builtin_content

TWICE, SOME, OFTEN = 2, 6, 24
YEAR = timedelta(days=365)
_BLOCK, _BLOCKS = 1_000_000, count(1)  # of the rows' ids: everybody has their own


def somebody(connection: Connection, user: str, *, limits: bool = False) -> Stage:
    """Return somebody who has nothing yet; `limits`: the content is as long as its rules allow."""
    catalog = at_its_limits(builtin_content()) if limits else builtin_content()
    numbers = count(_BLOCK * next(_BLOCKS))
    return Stage(connection, catalog, Declared(all_views(), help_lines(catalog), telling(ALWAYS)), user, numbers)


def lives(stage: Stage, told: Told, times: int) -> None:
    """Finish, correct and begin checks of every kind, keep steps and notes, miss messages: so many times each."""
    kinds = [name for name in stage.catalog.checks if name != "set"]
    for number in range(times):
        done = sit(stage, told.choices, state="finished", ago=YEAR)
        done.concludes()
        done.concludes()
        done.notes(told.notes[:1])
        done.steps(told.steps[:1])
        walk(stage, kinds[number % len(kinds)], 0).concludes()
        missed(stage, number, told.steps[0])
    for kind in ["set", *kinds][:times]:
        sit(stage, [None], kind=kind)


def missed(stage: Stage, number: int, words: str = "Ask Maya") -> None:
    """Let a message about a step be one of which nobody knows whether it arrived."""
    (step,) = sit(stage, (), state="abandoned").steps([words])
    due, name = date(2026, 11, 1) + timedelta(days=number), stage.new_id()
    assert occasions.add(
        stage.connection,
        workspace=WORKSPACE,
        id=name,
        user_id=stage.user_id,
        kind="step",
        about=step.id,
        due_on=due,
        now=NOW,
    )
    stage.connection.exec_driver_sql("UPDATE occasions SET state = 'unknown' WHERE id = ?", (name,))
