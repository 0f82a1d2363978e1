"""What tables have in common: names of constraints, keys and references, indexes of a part of the rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, MetaData, String, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID = String(32)  # Slack's ids and our own (see ids.py)


def workspace() -> Column[str]:
    """Return the column that every table begins with."""
    return Column("workspace", ID, nullable=False)


def of_workspace() -> ForeignKeyConstraint:
    """Return the reference to a workspace."""
    return ForeignKeyConstraint(["workspace"], ["workspaces.workspace"], ondelete="CASCADE")


def of_person() -> ForeignKeyConstraint:
    """Return the reference to a person: erased with them."""
    return ForeignKeyConstraint(["workspace", "user_id"], ["people.workspace", "people.user_id"], ondelete="CASCADE")


def of_check() -> ForeignKeyConstraint:
    """Return the reference to a check: gone with it."""
    return ForeignKeyConstraint(["workspace", "check_id"], ["checks.workspace", "checks.id"], ondelete="CASCADE")


def only(condition: str) -> dict[str, Any]:
    """Return what makes an index one of the rows alone for which `condition` holds, on both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}
