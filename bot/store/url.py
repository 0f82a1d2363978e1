"""Where the database is: SQLite's file or PostgreSQL's server, and what is wrong with a URL that names neither."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

SQLITE = "sqlite"
POSTGRESQL = "postgresql+psycopg"
FORMS = "sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME"


class BadUrl(ValueError):
    """No URL of a database we can use; the message says what to do, and nothing of the URL."""


def read(text: str | URL) -> URL:
    """Return the parts of a database URL.

    Raises:
        BadUrl: with a sentence for the operator.
    """
    try:
        url = make_url(text)
        driver = url.drivername
    except (ArgumentError, ValueError) as error:
        raise BadUrl(f"This is no database URL. Write it as {FORMS}.") from error
    if driver in (SQLITE, "sqlite+pysqlite"):
        if url.database in (None, "", ":memory:"):
            raise BadUrl("The database URL names no file. Write it as sqlite:///FILE.")
        return url
    if driver not in ("postgresql", "postgres", POSTGRESQL):
        raise BadUrl(f"Careercheck keeps its data in SQLite or PostgreSQL: write the database URL as {FORMS}.")
    if "password" in url.query:  # only the one before the host is hidden wherever a URL is shown
        raise BadUrl(
            "Write the password of the database URL before the host: postgresql+psycopg://USER:PASSWORD@HOST/NAME."
        )
    if find_spec("psycopg") is None:
        raise BadUrl("For PostgreSQL a driver is missing: install careercheck[postgresql].")
    if url.query and not url.query.keys() <= _known_options():
        raise BadUrl("The database URL has an option that PostgreSQL does not know. Look at what follows its `?`.")
    return url.set(drivername=POSTGRESQL)


def _known_options() -> set[str]:
    """Return what may stand in a URL for PostgreSQL's own library; the driver ends in an error of ours for the rest."""
    driver: Any = make_url(f"{POSTGRESQL}://").get_dialect().import_dbapi()
    return {option.keyword.decode() for option in driver.pq.Conninfo.get_defaults()}
