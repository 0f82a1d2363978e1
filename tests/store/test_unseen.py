"""What somebody may not have seen is found among what is theirs, the newest first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.store import occasions, people, tables, unseen
from bot.store.engine import Database
from tests.kit_plans import plan
from tests.kit_storage import NOON
from tests.kit_watched import every_statement_names_its_workspace

pytestmark = pytest.mark.storage

HERE, ANA, BEN = "T0HERE", "U0ANA", "U0BEN"


def test_they_are_looked_for_by_person_and_come_newest_first(database: Database) -> None:
    with database.writing() as connection, every_statement_names_its_workspace():
        facts = {"bot_user_id": "U0BOT", "bot_id": "B0BOT", "domain": "example"}
        people.know_workspace(connection, workspace=HERE, now=NOON, **facts)
        for user in (ANA, BEN):
            people.meet(connection, workspace=HERE, user_id=user, tz=None, channel=f"D{user}", now=NOON)
            for number in range(7):
                name = f"{user}{number}"
                row = {"workspace": HERE, "id": name, "user_id": user, "kind": "step", "about": name}
                assert occasions.add(connection, due_on=NOON.date(), now=NOON, **row)
        lost = update(tables.occasions).where(tables.occasions.c.workspace == HERE)
        connection.execute(lost.values(state="unknown"))

        looks = (
            lambda: unseen.unsure(connection, HERE, ANA),
            lambda: unseen.unseen(connection, HERE, ANA, NOON - timedelta(days=1)),
        )
        for look, most in zip(looks, (5, 7), strict=True):
            assert [one.id for one in look()] == [f"{ANA}{number}" for number in range(6, 6 - most, -1)]
            if database.is_sqlite:  # the other one counts rows first, and there are few
                assert "(workspace=? AND user_id=?" in plan(connection, look).splitlines()[0]
