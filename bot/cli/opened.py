"""A database opened for a command; what keeps us out of it is said in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.said import fail

if TYPE_CHECKING:
    from bot.store.engine import Database

DatabaseOption = Annotated[
    str, typer.Option("--database", envvar="CAREERCHECK_DATABASE", help="Database URL: sqlite:///FILE, or PostgreSQL's")
]
DEFAULT_DATABASE = "sqlite:///careercheck.db"
NO_FILE = "The database URL names no file. Write it as sqlite:///FILE."


@contextmanager
def kept(url: str) -> Iterator[Database]:
    """Open a database that the bot has written; none is made where none is."""
    from bot.store.migrate import current, head  # noqa: PLC0415

    with opened(url, made=False) as database:
        if current(database) != head():
            fail("The database is not at the schema of this version. Run `careercheck migrate` first.")
        yield database


@contextmanager
def opened(url: str, *, made: bool = True) -> Iterator[Database]:
    """Open a database, and close it; what keeps us out of it is said in a sentence. `made`: it may be a new file."""
    from sqlalchemy.exc import DatabaseError  # noqa: PLC0415

    from bot.store.engine import BadUrl, Database, DatabaseBusy  # noqa: PLC0415

    try:
        with closing(Database(url)) as database:
            if database.is_sqlite:
                _look_for(database.url.database or "", made=made)
            yield database
    except BadUrl as error:
        fail(str(error))
    except DatabaseBusy as error:
        fail(f"The database could not be opened, read or written ({error}).")
    except DatabaseError as error:
        name = getattr(error.orig, "sqlite_errorname", type(error.orig).__name__)
        fail(f"The database could not be opened, read or written ({name}).")


def _look_for(name: str, *, made: bool) -> None:
    """Fail where there is no such file, or, if it may be `made`, no folder for it."""
    if name in ("", ":memory:"):
        fail(NO_FILE)
    file = Path(name)
    try:
        if not file.parent.is_dir():
            fail(f"There is no folder {file.parent}.")
        if not made and not file.is_file():
            fail(f"There is no database file {file}.")
    except OSError as error:
        fail(f"The database could not be opened, read or written ({error.strerror}).")
