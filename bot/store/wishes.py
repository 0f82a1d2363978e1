"""Queries on wishes: what a person chose about being written to. No row: they chose nothing yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from advice.cadence import Vacation, Wishes
from advice.recheck import Recheck
from advice.zones import zone
from bot.store.insert import insert
from bot.store.tables import wishes


@dataclass(frozen=True)
class Chosen:
    """Everything chosen. `wishes.zone` is None where Slack's zone for the person counts; `wishes.off` names kinds.

    `recheck` None: not chosen yet, so no re-check is reminded of. `milestones`: id -> on or off, where chosen.
    """

    wishes: Wishes = field(default_factory=Wishes)
    recheck: Recheck | None = None
    milestones: Mapping[str, bool] = field(default_factory=dict)

    def wishes_in(self, slack_zone: str | None) -> Wishes:
        """Return the wishes in the zone that counts: the chosen one, else Slack's (an IANA name, read now)."""
        return replace(self.wishes, zone=self.wishes.zone or slack_zone)

    def zone_of(self, slack_zone: str | None, fallback_zone: str) -> ZoneInfo:
        """Return the zone that counts: the chosen one, else Slack's, else the organisation's (IANA names)."""
        return zone(self.wishes.zone or slack_zone, fallback_zone)


NOTHING_CHOSEN = Chosen()

# Made once: making a statement takes longer than running it.
_LOADED = select(
    wishes.c.recheck,
    wishes.c.zone,
    wishes.c.weekday,
    wishes.c.hour,
    wishes.c.vacations,
    wishes.c.paused,
    wishes.c.snoozed_until,
    wishes.c.kinds,
    wishes.c.milestones,
).where(wishes.c.workspace == bindparam("workspace"), wishes.c.user_id == bindparam("user_id"))


def load(connection: Connection, workspace: str, user_id: str) -> Chosen:
    """Return what a person chose."""
    row = connection.execute(_LOADED, {"workspace": workspace, "user_id": user_id}).one_or_none()
    return NOTHING_CHOSEN if row is None else _chosen(row)


def save(connection: Connection, workspace: str, user_id: str, chosen: Chosen, now: datetime) -> None:
    """Write what a person chose. `now` (UTC instant) is when.

    Whoever saves lets the occasions that wait be looked at anew: see `reminders.wishes_changed`.
    """
    values = {**_values(chosen), "changed_at": now}
    added = insert(connection, wishes).values(workspace=workspace, user_id=user_id, **values)
    connection.execute(added.on_conflict_do_update(index_elements=["workspace", "user_id"], set_=values))


def _values(chosen: Chosen) -> dict[str, Any]:
    own = chosen.wishes
    return {
        "recheck": chosen.recheck.value if chosen.recheck else None,
        "zone": own.zone,
        "weekday": own.weekday,
        "hour": own.hour,
        "vacations": [[off.first.isoformat(), off.last.isoformat()] for off in own.vacations],
        "paused": own.paused,
        "snoozed_until": own.snoozed_until,
        "kinds": dict.fromkeys(sorted(own.off), False),
        "milestones": dict(chosen.milestones),
    }


def _chosen(row: Any) -> Chosen:
    own = Wishes(
        zone=row.zone,
        weekday=row.weekday,
        hour=row.hour,
        vacations=tuple(Vacation(date.fromisoformat(first), date.fromisoformat(last)) for first, last in row.vacations),
        paused=row.paused,
        snoozed_until=row.snoozed_until,
        off=frozenset(kind for kind, on in row.kinds.items() if not on),
    )
    return Chosen(own, Recheck(row.recheck) if row.recheck else None, row.milestones)
