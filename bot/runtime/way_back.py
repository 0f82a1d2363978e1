"""What a form carries along, for when it comes back. Ids and numbers only: everybody can read it."""

from __future__ import annotations

from dataclasses import dataclass, fields

from bot.runtime.errors import Denied


@dataclass(frozen=True)
class WayBack:
    """Fields that a form's metadata or a button's value carries, in their order."""

    def write(self) -> str:
        """Return it as a form's metadata, or a button's value."""
        return "|".join(str(getattr(self, part.name)) for part in fields(self))

    @classmethod
    def parts(cls, text: str) -> list[str]:
        """Return the fields that `write` wrote.

        Raises:
            Denied: it is none of ours.
        """
        parts = text.split("|")
        if len(parts) != len(fields(cls)):
            raise Denied
        return parts
