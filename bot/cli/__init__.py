"""The command line. Each command imports what it needs when it runs, so that none pays for the others."""

from __future__ import annotations

import typer

from bot.cli import (
    ask,
    audit,
    content,
    database,
    doctor,
    health,
    import_person,
    manifest,
    move,
    person,
    preview,
    resume,
    run,
    try_,
    useful,
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # they show values, and what an error quotes
    help="Careercheck: a private career coach in Slack.",
)
app.command("try")(try_.try_)
app.command("run")(run.run)
app.command("resume")(resume.resume)
app.command("doctor")(doctor.doctor)
app.command("health")(health.health)
app.command("manifest")(manifest.manifest)
app.command("migrate")(database.migrate)
app.command("backup")(database.backup)
app.command("restore")(database.restore)
app.command("move")(move.move)
app.command("preview")(preview.preview)
app.command("ask")(ask.ask)
app.command("useful")(useful.useful)
app.command("audit")(audit.audit)
app.command("import-person")(import_person.import_person)
app.add_typer(content.app, name="content")
app.add_typer(person.app, name="person")
