"""The command line. Each command imports what it needs when it runs, so that none pays for the others."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from bot.store.engine import Database

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Careercheck: a private career coach in Slack.")
content_app = typer.Typer(no_args_is_help=True, help="Look at and check what the bot asks and says.")
person_app = typer.Typer(no_args_is_help=True, help="Hand over or erase what is kept about a person.")
app.add_typer(content_app, name="content")
app.add_typer(person_app, name="person")

DatabaseOption = Annotated[
    str, typer.Option("--database", envvar="CAREERCHECK_DATABASE", help="Database URL, sqlite:///FILE")
]
ContentOption = Annotated[Path | None, typer.Option("--dir", help="A company's own content, laid over the built-in.")]
ReplaceOption = Annotated[bool, typer.Option("--replace", help="That content in place of the built-in.")]
DEFAULT_DATABASE = "sqlite:///careercheck.db"
NO_URL = "This is no database URL. Write it as sqlite:///FILE."


@app.command("try")
def try_(
    port: Annotated[int, typer.Option(help="Port of the page; a free one is taken when it is in use.")] = 3000,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page.")] = True,
    record: Annotated[Path | None, typer.Option(help="Write each call to Slack's Web API as a JSON line.")] = None,
) -> None:
    """Try the bot in a simulated Slack on this computer: no account, no token, no internet."""
    from bot.playground.trial import run  # noqa: PLC0415

    run(port=port, browser=browser, record=record)


@app.command()
def run() -> None:
    """Serve a workspace (SLACK_BOT_TOKEN, SLACK_APP_TOKEN; SLACK_API_URL for another Web API address)."""
    from bot.run import ServeError, serve  # noqa: PLC0415

    try:
        serve(os.environ)
    except ServeError as error:
        _fail(str(error))


@app.command()
def migrate(database: DatabaseOption = DEFAULT_DATABASE) -> None:
    """Bring the database to the schema of this version."""
    from bot.store.migrate import BrokenReferences, SchemaTooNew, current, upgrade  # noqa: PLC0415

    with _opened(database) as opened:
        try:
            upgrade(opened)
        except SchemaTooNew as error:
            _fail(str(error))
        except BrokenReferences as error:
            _fail(f"The database was left as it was: {error}.")
        typer.echo(f"The database is at {current(opened)}.")


@app.command()
def preview(
    view: Annotated[str | None, typer.Argument(help="Only this view, like check.question.")] = None,
) -> None:
    """Print every view, at its ordinary and its worst case, as Block Kit JSON."""
    from bot.preview import previews  # noqa: PLC0415

    shown = {name: cases for name, cases in previews().items() if view in (None, name)}
    if not shown:
        _fail(f"There is no view {view}.")
    typer.echo(json.dumps(shown, indent=2, ensure_ascii=False))


@content_app.command("check")
def content_check(
    folder: ContentOption = None,
    replace: ReplaceOption = False,
) -> None:
    """Check the content files and say, for each problem, which file, which entry and why."""
    from bot.content import check_content  # noqa: PLC0415

    lines, fine = check_content(folder, replace=replace)
    typer.echo("\n".join(lines))
    if not fine:
        raise typer.Exit(1)


@content_app.command("list")
def content_list(
    as_json: Annotated[
        bool, typer.Option("--json", help="The whole catalog with the facts that each entry cites.")
    ] = False,
    folder: ContentOption = None,
    replace: ReplaceOption = False,
) -> None:
    """List the content."""
    from advice.catalog import ContentError, load  # noqa: PLC0415
    from bot.content import folders, list_content  # noqa: PLC0415

    try:
        catalog = load(*folders(folder, replace=replace))
    except ContentError as error:
        _fail(str(error))
    if as_json:
        typer.echo(json.dumps(list_content(catalog), indent=2, ensure_ascii=False))
        return
    for check in catalog.checks.values():
        typer.echo(f"{check.id}: {check.title}")
        for question in check.questions:
            typer.echo(f"  {question.id}  {question.name}  [{', '.join(question.facts)}]")


@person_app.command("export")
def person_export(workspace: str, user: str, database: DatabaseOption = DEFAULT_DATABASE) -> None:
    """Print everything kept about a person, as JSON."""
    from bot.store.person import export  # noqa: PLC0415

    with _kept(database) as opened, opened.reading() as connection:
        typer.echo(json.dumps(export(connection, workspace, user), indent=2, ensure_ascii=False))


@person_app.command("erase")
def person_erase(
    workspace: str,
    user: str,
    database: DatabaseOption = DEFAULT_DATABASE,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase everything kept about a person. There is no way back."""
    from bot.store.person import erase, purge_file  # noqa: PLC0415

    with _kept(database) as opened:
        if not yes:
            typer.confirm(f"Erase everything kept about {user}?", abort=True)
        with opened.writing() as connection:
            gone = erase(connection, workspace, user)
        purge_file(opened)
    typer.echo(json.dumps(gone, indent=2))


@contextmanager
def _kept(url: str) -> Iterator[Database]:
    """Open a database that the bot has written; none is made where none is."""
    from bot.store.migrate import current, head  # noqa: PLC0415

    with _opened(url, made=False) as database:
        if current(database) != head():
            _fail("The database is not at the schema of this version. Run `careercheck migrate` first.")
        yield database


@contextmanager
def _opened(url: str, *, made: bool = True) -> Iterator[Database]:
    """Open a database, and close it; what keeps us out of it is said in a sentence. `made`: it may be a new file."""
    from sqlalchemy.engine import make_url  # noqa: PLC0415
    from sqlalchemy.exc import ArgumentError, DatabaseError  # noqa: PLC0415

    from bot.store.engine import Database, DatabaseBusy  # noqa: PLC0415

    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            _look_for(parsed.database or "", made=made)
        with closing(Database(url)) as database:
            yield database
    except ArgumentError:
        _fail(NO_URL)
    except DatabaseBusy as error:
        _fail(f"The database could not be opened, read or written ({error}).")
    except DatabaseError as error:
        name = getattr(error.orig, "sqlite_errorname", type(error.orig).__name__)
        _fail(f"The database could not be opened, read or written ({name}).")


def _look_for(name: str, *, made: bool) -> None:
    """Fail where there is no such file, or, if it may be `made`, no folder for it."""
    if name in ("", ":memory:"):
        _fail(NO_URL)
    file = Path(name)
    try:
        if not file.parent.is_dir():
            _fail(f"There is no folder {file.parent}.")
        if not made and not file.is_file():
            _fail(f"There is no database file {file}.")
    except OSError as error:
        _fail(f"The database could not be opened, read or written ({error.strerror}).")


def _fail(words: str) -> NoReturn:
    typer.echo(words, err=True)
    sys.exit(1)
