"""Somebody who has something of every kind, and their export."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import Connection

from advice.career import Path
from advice.moment import Moment
from advice.stint import Role, Stint
from bot.preview.sitting import sit
from bot.preview.stage import NOW, WORKSPACE, Declared, Stage
from bot.preview.words import ORDINARY
from bot.runtime.telling import Telling
from bot.store import answers, occasions, paths, portable, wishes
from bot.store.portable import Portable, digest
from bot.store.tables import evidence
from bot.store.wishes import Chosen
from tests.kit_content import builtin_content

ANA, BEN = "U0ANA", "U0BEN"
Document = dict[str, Any]


def somebody(connection: Connection, user_id: str, first: int = 1) -> Stage:
    """Meet somebody who has agreed."""
    return Stage(connection, builtin_content(), Declared({}, {}, Telling()), user_id, count(first))


def lives(connection: Connection, user_id: str = ANA, first: int = 1) -> None:
    """Let somebody have something of every kind."""
    stage = somebody(connection, user_id, first)
    finished = sit(stage, ["yes", "partly", None, "not_yet", "yes"], sections=("technical",), state="finished")
    finished.concludes()
    finished.concludes()
    finished.notes(["Zażółć <!channel> “quoted”", "two\nlines"])
    finished.steps(["Read one paper"])
    for number, (question, given) in enumerate(finished.row.progress.given.items()):
        answers.log(connection, finished.row, id=f"A{first}{number}", question=question, given=given, now=NOW)
    sit(stage, kind="pendulum")
    path = Path((Stint(Role.ENGINEER, Moment(2016, 3), title="Zq at Kestrel", id=1),), issued=1)
    paths.save(connection, WORKSPACE, user_id, path, as_read=0, due_on=date(2027, 1, 2), now=NOW)
    wishes.save(connection, WORKSPACE, user_id, Chosen(), NOW)
    step = connection.exec_driver_sql(f"SELECT id FROM steps WHERE user_id = '{user_id}'").scalar_one()
    for id_, kind, about in ((f"O{first}", "recheck", "2026-12-01"), (f"P{first}", "step", f"{step}:2026-12-01")):
        occasions.add(
            connection,
            workspace=WORKSPACE,
            id=id_,
            user_id=user_id,
            kind=kind,
            about=about,
            due_on=date(2026, 12, 1),
            now=NOW,
        )
    wrote = {"workspace": WORKSPACE, "user_id": user_id, "id": f"E{first}", "text": "Shipped it"}
    connection.execute(evidence.insert().values(**wrote, day=date(2026, 5, 4), created_at=NOW - timedelta(days=1)))


def taken_along(connection: Connection, user_id: str = ANA) -> Portable:
    """Return somebody's export."""
    return portable.of_person(connection, WORKSPACE, user_id, NOW)


def changed(written: str, change: Callable[[Document], object], *, signed: bool = True) -> str:
    """Return the export with a change; `signed`: by somebody who knows how its digest is made."""
    document = json.loads(written)
    change(document)
    if signed:
        document["digest"] = digest(document["kept"])
    return json.dumps(document)


QUARTERS = 40


def ten_years(connection: Connection, note: str, step: str, user_id: str = ANA) -> None:
    """Let somebody go through the check once a quarter, and each time write this on two questions and for a step."""
    stage = somebody(connection, user_id)
    for quarter in range(QUARTERS):
        ago = timedelta(days=91 * quarter)
        sitting = sit(stage, ORDINARY.choices, state="finished", ago=ago)
        sitting.concludes(NOW - ago)
        sitting.notes([note, "\n".join(ORDINARY.notes)])
        sitting.steps([step])
        for question, given in sitting.row.progress.given.items():
            answers.log(connection, sitting.row, id=stage.new_id(), question=question, given=given, now=NOW - ago)
