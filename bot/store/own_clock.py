"""An export by its person's own clock: for the eye. What programs read stays in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from advice.zones import zone
from bot.store.portable import Portable, Row, Tables
from bot.store.tables import metadata
from bot.store.types import Utc


def by_own_clock(portable: Portable, fallback: str) -> Portable:
    """Return an export with every instant as its person's clock showed it.

    Args:
        portable: the export.
        fallback: the IANA name of the zone of whoever chose none, and for whom Slack names none.
    """
    chosen = [row["zone"] for row in portable.kept["wishes"]] + [row["tz"] for row in portable.besides["people"]]
    tz = zone(next(filter(None, chosen), None), fallback)
    kept, besides = _tables(portable.kept, tz), _tables(portable.besides, tz)
    return replace(portable, at=portable.at.astimezone(tz), kept=kept, besides=besides)


def _tables(tables: Tables, tz: ZoneInfo) -> Tables:
    return {name: [_row(row, name, tz) for row in rows] for name, rows in tables.items()}


def _row(row: Row, table: str, tz: ZoneInfo) -> Mapping[str, object]:
    instants = {column.name for column in metadata.tables[table].c if isinstance(column.type, Utc)}
    there = {name: datetime.fromisoformat(row[name]).astimezone(tz) for name in instants & row.keys() if row[name]}
    return {**row, **{name: instant.isoformat() for name, instant in there.items()}}
