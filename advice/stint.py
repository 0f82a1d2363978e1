"""A stint: one role, from when until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from advice.moment import Moment


class Role(StrEnum):
    """What kind of work a stint was."""

    ENGINEER = "engineer"
    TECH_LEAD = "tech_lead"
    MANAGER = "manager"
    DIRECTOR = "director"
    EXECUTIVE = "executive"
    AWAY = "away"

    @property
    def hands_on(self) -> bool:
        """Whether it is building for a living."""
        return self in (Role.ENGINEER, Role.TECH_LEAD)

    @property
    def managing(self) -> bool:
        """Whether it is leading people or an organisation for a living."""
        return self in (Role.MANAGER, Role.DIRECTOR, Role.EXECUTIVE)

    @property
    def words(self) -> str:
        """What it is called inside a sentence."""
        return "time away" if self is Role.AWAY else self.value.replace("_", " ")


class Level(StrEnum):
    """The rungs of a typical technology ladder, from the first up (SET-03)."""

    ASSOCIATE = "associate"
    SENIOR_ASSOCIATE = "senior_associate"
    STAFF = "staff"
    SENIOR_STAFF = "senior_staff"
    PRINCIPAL = "principal"
    SENIOR_PRINCIPAL = "senior_principal"
    DISTINGUISHED = "distinguished"

    @property
    def words(self) -> str:
        """What it is called on a button."""
        return self.value.replace("_", " ").title()


@dataclass(frozen=True)
class Stint:
    """One role over some time. `end` None: it goes on.

    `beside`: hands-on work that goes on beside another role, as in "I still build most days".
    `id` is the stint's number in its path; 0 until a path has taken it in.
    """

    role: Role
    start: Moment
    end: Moment | None = None
    title: str = ""
    level: Level | None = None
    beside: bool = False
    id: int = 0

    @property
    def earliest_end(self) -> date:
        """The first day on which it may have ended; the last day there is, while it goes on."""
        return max(self.start.first, self.end.first) if self.end else date.max

    @property
    def latest_start(self) -> date:
        """The last day on which it may have begun."""
        return min(self.start.last, self.end.last) if self.end else self.start.last

    def __str__(self) -> str:
        when = f"{self.start} to {self.end}" if self.end else f"since {self.start}"
        return f"{self.role.words}, {when}"

    def to_json(self) -> dict[str, Any]:
        """Return this as JSON values."""
        return {
            "id": self.id,
            "role": self.role.value,
            "title": self.title,
            "level": self.level and self.level.value,
            "start": self.start.to_json(),
            "end": self.end and self.end.to_json(),
            "beside": self.beside,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Stint:
        """Read what `to_json` wrote; KeyError or ValueError for anything else."""
        return cls(
            role=Role(data["role"]),
            start=Moment.from_json(data["start"]),
            end=Moment.from_json(data["end"]) if data["end"] else None,
            title=data["title"],
            level=Level(data["level"]) if data["level"] else None,
            beside=data["beside"],
            id=data["id"],
        )
