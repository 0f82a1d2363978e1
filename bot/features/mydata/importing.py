"""An export is offered to the person it is for, and taken in by their own click alone."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.features.mydata import view
from bot.features.mydata.own import read_own
from bot.runtime.clock import Clock
from bot.runtime.errors import Denied
from bot.runtime.ids import Ids
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services, Unit
from bot.store import imports, outbox, people, taken_in
from bot.store.engine import Database
from bot.store.refused import Refused


def offer(database: Database, clock: Clock, workspace: str, user_id: str, text: str) -> None:
    """Ask a person whether an export is to be taken in; the running bot sends the question.

    Raises:
        Refused: the file is none of ours, damaged, too new or too large; or we do not know the person.
        DatabaseBusy: nothing was changed.
    """
    taken_in.read(text)
    ids = Ids()
    with database.writing() as connection:
        now = clock.now()
        person = people.hold(connection, workspace, user_id)
        if person is None or not person.active:
            raise Refused(
                f"Nobody of the id {user_id} has written to the bot in {workspace}. Ask them to type /careercheck "
                "once, and try again. Nothing was changed."
            )
        named = ids.new(now)
        imports.offer(connection, workspace, user_id, id=named, body=text, now=now)
        outbox.put(
            connection,
            workspace=workspace,
            id=ids.new(now),
            user_id=user_id,
            verb="post",
            promise="reply",
            view="mydata.offered",
            ids={"import": named},
            dedupe=f"import:{named}",
            coalesce=f"import:{user_id}",
            now=now,
            due_at=now,
        )


def take_in(services: Services, request: Request) -> Reply:
    """*Take it in*: this click is the consent too."""
    named = read_own(request, request.value)
    try:
        with services.begin(request.workspace, request.user_id, "mydata.take_in") as unit:
            tables = taken_in.read(_waiting(unit, named))
            taken_in.put(unit.connection, unit.workspace, unit.user_id, tables)
            _settled(unit.connection, unit)
            if unit.person.consented_at is None:
                people.change(unit.connection, unit.person, consented_at=unit.now)
            unit.put("home.tab", {}, verb="publish", promise="tidy", coalesce="home")
    except Refused:
        return Reply(shown=view.not_taken_in())
    return Reply(replaced=view.taken_in)


def refuse(services: Services, request: Request) -> Reply:
    """*No*: the file's text goes at once."""
    named = read_own(request, request.value)
    with services.begin(request.workspace, request.user_id, "mydata.refuse") as unit:
        _waiting(unit, named)
        _settled(unit.connection, unit)
    return Reply(replaced=view.refused)


def _waiting(unit: Unit, named: str) -> str:
    """Return the export that waits. Raises Denied: none of that id does."""
    body = imports.body(unit.connection, unit.workspace, unit.user_id, named)
    if body is None:
        raise Denied
    return body


def _settled(connection: Connection, unit: Unit) -> None:
    imports.drop(connection, unit.workspace, unit.user_id)
