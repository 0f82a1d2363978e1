"""What Alembic runs around our revisions: on the connection it was handed, or on a developer's `-x database=URL`."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, NullPool, create_engine

from bot.store.tables import metadata
from bot.store.types import Utc


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write an instant as the plain column it is, so that old revisions do not depend on today's code."""
    if kind == "type" and isinstance(item, Utc):
        return "sa.DateTime(timezone=True)"
    return False


def run(connection: Connection) -> None:
    """Run the revisions that were asked for, all in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,  # SQLite changes a table by making it anew
        render_item=render_item,
        transactional_ddl=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed: Connection | None = context.config.attributes.get("connection")
if handed is not None:
    run(handed)
else:
    url = context.get_x_argument(as_dictionary=True).get("database", "sqlite://")
    with create_engine(url, poolclass=NullPool).begin() as own:
        run(own)
