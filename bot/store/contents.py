"""The content that checks were begun with: an open check goes on with it after the files changed."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection, select

from advice.catalog import Catalog, Check
from bot.store.insert import insert
from bot.store.tables import contents


def keep(connection: Connection, workspace: str, check: Check) -> None:
    """Keep the content that a check begins with, so that it can go on with it after the files changed."""
    connection.execute(
        insert(connection, contents)
        .values(workspace=workspace, digest=check.digest, body=check.model_dump_json())
        .on_conflict_do_nothing(index_elements=["workspace", "digest"])
    )


def of_check(connection: Connection, catalog: Catalog, workspace: str, digest: str, kind: str) -> Check:
    """Return the content of a check: today's where it has not changed since, else what was kept."""
    today = catalog.checks.get(kind)
    if today is not None and today.digest == digest:
        return today
    body = connection.execute(
        select(contents.c.body).where(contents.c.workspace == workspace, contents.c.digest == digest)
    ).scalar_one()
    return _parsed(body)


@lru_cache(maxsize=64)
def _parsed(body: str) -> Check:
    return Check.model_validate_json(body)
