"""What a person chose about being written to is kept as it was chosen."""

from __future__ import annotations

from datetime import date, timedelta

from advice.cadence import Vacation, Wishes
from advice.recheck import Recheck
from bot.store import wishes
from bot.store.engine import Database
from bot.store.wishes import NOTHING_CHOSEN, Chosen
from tests.kit_known import found, meet
from tests.kit_storage import NOON, on_both

EVERYTHING = Chosen(
    Wishes(
        zone="America/St_Johns",
        weekday=2,
        hour=14,
        vacations=(Vacation(date(2027, 2, 1), date(2027, 2, 14)), Vacation(date(2028, 2, 29), date(2028, 2, 29))),
        paused=True,
        snoozed_until=NOON + timedelta(days=7),
        off=frozenset({"step", "unfinished"}),
    ),
    Recheck.HALF_YEARLY,
    {"three-years": True, "two-years": False},
)


@on_both
def test_what_was_chosen_is_what_is_found(database: Database) -> None:
    with database.writing() as connection:
        found(connection, "T1")
        meet(connection, "T1", "U1", "U2")
        assert wishes.load(connection, "T1", "U1") == NOTHING_CHOSEN
        wishes.save(connection, "T1", "U1", EVERYTHING, NOON)
    with database.writing() as connection:
        assert wishes.load(connection, "T1", "U1") == EVERYTHING
        assert wishes.load(connection, "T1", "U2") == NOTHING_CHOSEN
        wishes.save(connection, "T1", "U1", NOTHING_CHOSEN, NOON)
        assert wishes.load(connection, "T1", "U1") == NOTHING_CHOSEN


def test_a_zone_of_ones_own_comes_before_slacks() -> None:
    assert EVERYTHING.wishes_in("Europe/Lisbon").zone == "America/St_Johns"
    assert NOTHING_CHOSEN.wishes_in("Europe/Lisbon").zone == "Europe/Lisbon"
    assert NOTHING_CHOSEN.wishes_in(None).zone is None
    assert EVERYTHING.zone_of("Europe/Lisbon", "Asia/Tokyo").key == "America/St_Johns"
    assert NOTHING_CHOSEN.zone_of("Europe/Lisbon", "Asia/Tokyo").key == "Europe/Lisbon"
    assert NOTHING_CHOSEN.zone_of(None, "Asia/Tokyo").key == "Asia/Tokyo"
