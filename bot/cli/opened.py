"""A database opened for a command; what keeps us out of it is said in a sentence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.said import fail

if TYPE_CHECKING:
    from bot.store.engine import Database


def _or_as_set(url: str) -> str:
    """Return the URL that was given, or else what the settings say."""
    from bot.runtime.config import ConfigError, database_url  # noqa: PLC0415

    try:
        return url or database_url(os.environ)
    except ConfigError as error:
        fail(str(error))


# No `envvar`: the setting may stand in a file, and help would print what it finds.
DatabaseOption = Annotated[
    str,
    typer.Option(
        "--database",
        callback=_or_as_set,
        show_default=False,
        help="sqlite:///FILE, or PostgreSQL's postgresql+psycopg://...; without it CAREERCHECK_DATABASE, or the file "
        "that CAREERCHECK_DATABASE_FILE names, or sqlite:///careercheck.db",
    ),
]
DEFAULT_DATABASE = ""  # as set


@contextmanager
def kept(url: str) -> Iterator[Database]:
    """Open a database that the bot has written; none is made where none is."""
    from bot.store.migrate import needs_upgrade  # noqa: PLC0415

    with opened(url, made=False) as database:
        if needs_upgrade(database):  # Refused, where `migrate` would not help either
            fail("The database is not at the schema of this version. Run `careercheck migrate` first.")
        yield database


@contextmanager
def opened(url: str, *, made: bool = True) -> Iterator[Database]:
    """Open a database, and close it; what keeps us out of it is said in a sentence. `made`: it may be a new file."""
    from sqlalchemy.exc import DatabaseError  # noqa: PLC0415

    from bot.runtime.config import ConfigError, erasures  # noqa: PLC0415
    from bot.store.engine import BadUrl, Database, DatabaseBusy, DatabaseDamaged, DatabaseFull  # noqa: PLC0415
    from bot.store.lock import AlreadyRunning  # noqa: PLC0415
    from bot.store.refused import Refused  # noqa: PLC0415

    try:
        with closing(Database(url, erasures=erasures(os.environ))) as database:
            if database.is_sqlite:
                _look_for(Path(str(database.url.database)), made=made)
            yield database
    except (BadUrl, ConfigError, Refused) as error:
        fail(str(error))
    except AlreadyRunning:
        fail("A careercheck is running on this database, and this is for while none does. Stop it first.")
    except DatabaseDamaged as error:
        fail(f"The database is damaged ({error}), and nothing was changed. Restore a backup: careercheck restore FILE")
    except DatabaseFull as error:
        fail(f"There is no room left where the database is ({error}). Make room, and try again.")
    except DatabaseBusy as error:
        fail(f"The database could not be opened, read or written ({error}).")
    except DatabaseError as error:
        name = getattr(error.orig, "sqlite_errorname", type(error.orig).__name__)
        fail(f"The database could not be opened, read or written ({name}).")


def _look_for(file: Path, *, made: bool) -> None:
    """Fail where there is no such file, or, if it may be `made`, no folder for it."""
    try:
        if not file.parent.is_dir():
            fail(f"There is no folder {file.parent}.")
        if not made and not file.is_file():
            fail(f"There is no database file {file}.")
    except OSError as error:
        fail(f"The database could not be opened, read or written ({error.strerror}).")
