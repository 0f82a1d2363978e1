"""Commands about the database as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opened import DEFAULT_DATABASE, DatabaseOption, opened
from bot.cli.said import fail

if TYPE_CHECKING:
    from bot.store.engine import Database
    from bot.store.restore import Restored


def migrate(database: DatabaseOption = DEFAULT_DATABASE) -> None:
    """Bring the database to the schema of this version, as the next start would. Not while the bot runs."""
    from bot.runtime.clock import SystemClock  # noqa: PLC0415
    from bot.store.lock import only_one  # noqa: PLC0415
    from bot.store.migrate import current  # noqa: PLC0415
    from bot.store.ready import make_ready  # noqa: PLC0415

    with opened(database) as found, only_one(found):
        backup = make_ready(found, SystemClock().now())
        if backup is not None:
            typer.echo(f"What was there before is kept in {backup.file}.")
        typer.echo(f"The database is at {current(found)}.")


def backup(
    file: Annotated[Path, typer.Argument(help="Where to; in a folder that is there.")],
    force: Annotated[bool, typer.Option("--force", help="Replace that file.")] = False,
    database: DatabaseOption = DEFAULT_DATABASE,
) -> None:
    """Write a checked copy of a SQLite database into FILE, also while the bot runs. Keep it for 30 days at most."""
    from bot.runtime.clock import SystemClock  # noqa: PLC0415
    from bot.store.backup import back_up  # noqa: PLC0415
    from bot.store.files import megabytes  # noqa: PLC0415

    with opened(database, made=False) as found:
        _sqlite_only(found, "pg_dump")
        made = back_up(found, file, SystemClock().now(), force=force)
    typer.echo(f"{made.file}: {megabytes(made.size)}, schema {made.schema}, checked.")


def restore(
    file: Annotated[Path, typer.Argument(help="What `careercheck backup` wrote.")],
    old: Annotated[bool, typer.Option("--old", help="Even if it is older than 30 days.")] = False,
    database: DatabaseOption = DEFAULT_DATABASE,
) -> None:
    """Put a backup in the place of a SQLite database; the present one is kept beside it. Not while the bot runs."""
    from bot.runtime.clock import SystemClock  # noqa: PLC0415
    from bot.store.lock import only_one  # noqa: PLC0415
    from bot.store.restore import restore as put_back  # noqa: PLC0415

    with opened(database) as found:
        _sqlite_only(found, "pg_restore")
        with only_one(found):
            restored = put_back(found, file, SystemClock().now(), old=old)
    typer.echo("\n".join(_report(file, restored)))


def _sqlite_only(database: Database, instead: str) -> None:
    if not database.is_sqlite:
        fail(f"A PostgreSQL database has tools of its own for this: use {instead}.")


def _report(file: Path, restored: Restored) -> list[str]:
    taken = f"taken {restored.taken:%Y-%m-%d %H:%M} UTC" if restored.taken else "taken at a time it does not tell"
    lines = [f"Restored {file}, {taken}, from schema {restored.schema}."]
    if restored.erased:
        lines.append(f"Erased again, because they had been erased since: {restored.erased}.")
    if restored.no_log:
        lines.append(
            f"There is no log of erasures {restored.no_log}: whoever was erased since the backup is back. If you have "
            "that file, from the old disk or a copy, put it there before you start the bot, which then erases them "
            "again. If not, erase them again yourself: careercheck person erase"
        )
    if restored.kept:
        lines.append(
            f"What was there before is {restored.kept}. Delete it once you do not need it, "
            "in 30 days at the latest: erasing somebody does not reach it."
        )
    return [*lines, "Now start the bot: careercheck run"]
