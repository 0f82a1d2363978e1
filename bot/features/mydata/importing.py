"""An export is offered to the person it is for, and taken in by their own click alone."""

from __future__ import annotations

from bot.features.mydata import view
from bot.runtime.clock import Clock
from bot.runtime.errors import Stale
from bot.runtime.ids import Ids
from bot.runtime.own import read_own
from bot.runtime.redrawing import refresh_home
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import imports, outbox, people, taken_in
from bot.store.engine import Database
from bot.store.refused import Refused

NEWER = "There is a newer question about an export, and that one counts. Nothing has changed."
NONE = (
    "No export waits for your yes any more: you have answered, or it was forgotten after two weeks. Nothing has "
    "changed. Whoever runs me can hand it in again."
)


def offer(
    database: Database, clock: Clock, workspace: str, user_id: str, text: str, *, from_another: bool = False
) -> None:
    """Ask a person whether an export is to be taken in; the running bot sends the question.

    `from_another`: it may be of another account, and the question says so.

    Raises:
        Refused: the file is none of ours, damaged, too new or too large, or somebody else's; or we do not know the
            person, or keep something about them that it would have to be mixed with.
        DatabaseBusy: nothing was changed.
    """
    taken_in.read(text)
    of = taken_in.whose(text)
    if of != (workspace, user_id) and not from_another:
        raise Refused(taken_in.OF_ANOTHER.format(workspace=of[0], whose=of[1]))
    ids = Ids()
    with database.writing() as connection:
        now = clock.now()
        person = people.hold(connection, workspace, user_id)
        if person is None or not person.active:
            raise Refused(
                f"Nobody of the id {user_id} has written to the bot in {workspace}. Ask them to type /careercheck "
                "once, and try again. Nothing was changed."
            )
        taken_in.must_be_empty(connection, workspace, user_id)
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
    with services.database.reading() as connection:
        waits = imports.body(connection, request.workspace, request.user_id, named)
    try:
        # Looked at while nobody waits for us; what stands under an id never changes.
        tables = taken_in.read(waits) if waits is not None else {}
        with services.begin(request.workspace, request.user_id, "mydata.take_in") as unit:
            _waiting(unit, named)
            taken_in.put(unit.connection, unit.workspace, unit.user_id, tables)
            _settled(unit)
            if unit.person.consented_at is None:
                people.change(unit.connection, unit.person, consented_at=unit.now)
            refresh_home(unit)
    except Refused:
        return Reply(shown=view.not_taken_in())
    return Reply(replaced=view.taken_in)


def refuse(services: Services, request: Request) -> Reply:
    """*No*: the file's text goes at once."""
    named = read_own(request, request.value)
    with services.begin(request.workspace, request.user_id, "mydata.refuse") as unit:
        _waiting(unit, named)
        _settled(unit)
    return Reply(replaced=view.refused)


def _waiting(unit: Unit, named: str) -> None:
    """Make sure that this export waits.

    Raises:
        Stale: another does, or none.
    """
    waiting = imports.waiting(unit.connection, unit.workspace, unit.user_id)
    if waiting != named:
        raise Stale(NONE if waiting is None else NEWER)


def _settled(unit: Unit) -> None:
    imports.drop(unit.connection, unit.workspace, unit.user_id)
