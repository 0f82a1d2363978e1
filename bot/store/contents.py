"""The content that checks were begun with: an open check goes on with it after the files changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from functools import cache, lru_cache

from pydantic import TypeAdapter
from sqlalchemy import Connection, bindparam, select

from advice.catalog import Catalog, Guide, Rated
from bot.store.insert import insert
from bot.store.tables import contents

_KEPT = select(contents.c.digest).where(
    contents.c.workspace == bindparam("workspace"), contents.c.digest == bindparam("digest")
)
_BODIES = select(contents.c.digest, contents.c.body).where(
    contents.c.workspace == bindparam("workspace"), contents.c.digest.in_(bindparam("digests", expanding=True))
)


def keep(connection: Connection, catalog: Catalog, workspace: str, kind: str) -> str:
    """Keep the content that a check begins with, so that it can go on with it after the files changed.

    Returns its digest.
    """
    digest = catalog.digests[kind]
    if connection.execute(_KEPT, {"workspace": workspace, "digest": digest}).first() is None:
        connection.execute(
            insert(connection, contents)
            .values(workspace=workspace, digest=digest, body=catalog.checks[kind].model_dump_json())
            .on_conflict_do_nothing(index_elements=["workspace", "digest"])
        )
    return digest


def of_check(connection: Connection, catalog: Catalog, workspace: str, digest: str, kind: str) -> Rated | Guide:
    """Return the content of a check: today's where it has not changed since, else what was kept."""
    if catalog.digests.get(kind) == digest:
        return catalog.checks[kind]
    body = connection.execute(
        select(contents.c.body).where(contents.c.workspace == workspace, contents.c.digest == digest)
    ).scalar_one()
    return parsed(body)


def of_checks(
    connection: Connection, catalog: Catalog, workspace: str, wanted: Collection[tuple[str, str]]
) -> Mapping[str, Rated | Guide]:
    """Return the content of several checks by its digest, asked for at once. `wanted`: (digest, kind) of each."""
    found = {digest: catalog.checks[kind] for digest, kind in wanted if catalog.digests.get(kind) == digest}
    older = sorted({digest for digest, _ in wanted} - found.keys())
    if older:
        rows = connection.execute(_BODIES, {"workspace": workspace, "digests": older})
        found |= {row.digest: parsed(row.body) for row in rows}
    return found


def is_sound(digest: str, body: str) -> bool:
    """Tell whether a check as JSON is one, and the one that its digest names."""
    try:
        plain = json.dumps(json.loads(body), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        _any_kind().validate_json(body)
    except ValueError:
        return False
    return hashlib.sha256(plain.encode()).hexdigest() == digest


@lru_cache(maxsize=64)
def parsed(body: str) -> Rated | Guide:
    """Read a check as JSON. Raises ValueError: it is none."""
    return _any_kind().validate_json(body)


@cache
def _any_kind() -> TypeAdapter[Rated | Guide]:
    """Return what reads a check of either kind: each refuses what the other holds."""
    return TypeAdapter(Rated | Guide)
