"""A person's export, read back and taken in: whole, or not at all. What is read is a file from somewhere.

`read` looks at all of it: that it is ours, undamaged, and of a shape that our tables and code can go on with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select
from sqlalchemy.exc import IntegrityError

from advice.stint_rules import PathRefused
from bot.store import coherent
from bot.store.insert import add_once
from bot.store.portable import FORMAT, TAKEN_IN, VERSION, Tables, digest
from bot.store.read_rows import a_row, an_instant
from bot.store.refused import Refused
from bot.store.tables import checks, metadata, occasions

LONGEST = 3_000_000  # bytes of a file: many times what ten years come to
_SLACKS = re.compile(r"[A-Z0-9]{2,20}")  # an id of Slack's
_ENDS = re.compile("[\r\n]")
PRINTED = frozenset({"workspace", "user_id", "tables"})  # what bot.store.person.export has
DAMAGED = "This file is damaged, and nothing was changed. Take another copy of the export."
OF_ANOTHER = (
    "This is an export of {whose} in {workspace}, and nothing was changed. If it is to become this person's all the "
    "same, say --from-another-account."
)
_ONLY = "Only the JSON that *Export* in `/careercheck mydata` brings to the person can be taken in."
FOREIGN = f"This is no export of careercheck, and nothing was changed. {_ONLY}"
ROWS = f"This is what `careercheck person export` prints, and nothing was changed. {_ONLY}"
NEWER = "This export was made by a later version of careercheck; update this one first. Nothing was changed."
HUGE = "This file is larger than any export of careercheck, and nothing was changed."
NOT_EMPTY = "Something is kept about this person already, and nothing was changed. They can erase it first."
ELSEWHERE = "What is in this export is kept here already, of somebody else. Nothing was changed."


def read(text: str) -> Tables:
    """Return what is in an export, to be taken in.

    Raises:
        Refused: it is foreign, damaged, of a later version or too large.
    """
    if len(text.encode(errors="replace")) > LONGEST:
        raise Refused(HUGE)
    try:
        # Pasted together from messages, there may be ends of lines within words: our own JSON has none there.
        document = json.loads(_ENDS.sub("", text), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Refused(FOREIGN if FORMAT not in text else DAMAGED) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Refused(ROWS if isinstance(document, dict) and document.keys() == PRINTED else FOREIGN)
    version: Any = document.get("version")
    kept: Any = document.get("kept")
    if type(version) is int and version > VERSION:
        raise Refused(NEWER)
    try:
        if type(version) is not int or set(kept) != set(TAKEN_IN) or document["digest"] != digest(kept):
            raise Refused(DAMAGED)
        tables = {name: [a_row(metadata.tables[name], row) for row in kept[name]] for name in TAKEN_IN}
        coherent.look(tables)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError, PathRefused) as error:
        raise Refused(DAMAGED) from error
    return tables


def whose(text: str) -> tuple[str, str]:
    """Return the workspace and the person that an export says it is of; nothing where it does not say."""
    try:
        document = json.loads(_ENDS.sub("", text))
        named = document["workspace"], document["user_id"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return "", ""
    return named if all(isinstance(one, str) and _SLACKS.fullmatch(one) for one in named) else ("", "")


def made_at(text: str) -> datetime | None:
    """Return the instant (UTC) at which an export says it was made; None where it does not say."""
    try:
        return an_instant(json.loads(_ENDS.sub("", text))["exported_at"])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def must_be_empty(connection: Connection, workspace: str, user_id: str) -> None:
    """Make sure that nothing is kept about a person that what is taken in would be mixed with.

    Raises:
        Refused: something is.
    """
    if any(_has(connection, metadata.tables[name], workspace, user_id) for name in TAKEN_IN):
        raise Refused(NOT_EMPTY)


def put(connection: Connection, workspace: str, user_id: str, tables: Tables) -> None:
    """Take in what was read, for a person of whom nothing of the kind is kept; a check that is only offered goes.

    Raises:
        Refused: something is kept about them already, or the same of somebody else; end the transaction.
    """
    must_be_empty(connection, workspace, user_id)
    connection.execute(delete(checks).where(checks.c.workspace == workspace, checks.c.user_id == user_id))
    try:
        for name in TAKEN_IN:
            _fill(connection, metadata.tables[name], workspace, user_id, tables[name])
    except IntegrityError as error:
        raise Refused(ELSEWHERE) from error


def _has(connection: Connection, table: Table, workspace: str, user_id: str) -> bool:
    if "user_id" not in table.c:
        return False
    query = select(table.c.workspace).where(table.c.workspace == workspace, table.c.user_id == user_id)
    if table is checks:
        query = query.where(checks.c.state != "offered")  # nobody agreed to it yet
    if table is occasions:
        query = query.where(occasions.c.kind.not_in(coherent.OF_TEAMS))  # what others have to say, and no file brings
    return connection.execute(query.limit(1)).first() is not None


def _fill(
    connection: Connection, table: Table, workspace: str, user_id: str, rows: Sequence[Mapping[str, Any]]
) -> None:
    if "user_id" not in table.c:  # shared with whoever began the same
        for row in rows:
            add_once(connection, table, key=("workspace", "digest"), workspace=workspace, **row)
    elif rows:
        connection.execute(insert(table), [{**row, "workspace": workspace, "user_id": user_id} for row in rows])


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no JSON")
