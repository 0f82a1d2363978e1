"""Opening, beginning, pausing and going on with a check. One transaction a function."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from advice import check as flow
from advice.catalog import Check
from advice.check import Progress
from bot.features.check import view
from bot.features.check.ids import Card
from bot.runtime.errors import Denied, Stale
from bot.runtime.links import conversation_link, message_link
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services, Unit
from bot.store import checks, people
from bot.store.checks import CheckRow
from bot.store.people import Person

SET = "set"
SET_ASIDE = "You set that check aside. Type `/careercheck` to see where you are; nothing was changed."
OLDER_CHECK = "That button belongs to an older check. Your newer one counts, and nothing was changed."


@dataclass
class Held:
    """A check in the transaction that may change it."""

    unit: Unit
    row: CheckRow
    check: Check

    @property
    def progress(self) -> Progress:
        """Where the person is."""
        return self.row.progress

    def card(self, question: str) -> Card:
        """Return the newest card of a question."""
        return Card(self.row.id, question, self.progress.cards.get(question, 0))

    def save(self, progress: Progress, state: str | None = None) -> None:
        """Write a change of this check."""
        finished_at = self.unit.now if state == "finished" else self.row.finished_at
        row = replace(self.row, progress=progress, state=state or self.row.state, finished_at=finished_at)
        self.row = checks.save(self.unit.connection, row, self.unit.now)

    def send_question(self, question: str, after: timedelta = timedelta(0)) -> str:
        """Send the newest card of a question once `after` is over; returns the row's id."""
        card = self.card(question)
        return self.unit.put("check.question", {"card": card.value}, dedupe=card.key, after=after)

    def close_card(self, card: Card) -> None:
        """Let a card that no longer counts be tidied away."""
        if card.number:
            self.unit.put(
                "check.folded", {"card": card.value}, verb="update", promise="tidy", coalesce=f"fold:{card.key}"
            )


def hold(services: Services, unit: Unit, check_id: str) -> Held:
    """Load a check of the person who acts.

    Raises:
        Denied: there is none, or it is somebody else's.
    """
    row = checks.load(unit.connection, unit.workspace, check_id)
    if row is None:
        raise Denied
    unit.own(row.user_id)
    return Held(unit, row, checks.content(unit.connection, services.catalog, unit.workspace, row.content, row.kind))


def open_check(services: Services, request: Request, sections: tuple[str, ...] | None = None) -> Reply:
    """Offer the SET check (or some of its pillars), or what the person has under way already."""
    with services.begin(request.workspace, request.user_id, "check.open", event_id=request.event_id) as unit:
        wanted = sections or tuple(part.id for part in services.catalog.checks[SET].sections)
        for row in checks.unfinished(unit.connection, unit.workspace, unit.user_id, SET):
            if row.state != "offered":
                return services.show(unit, request, "check.choice", {"check": row.id})
            if row.progress.sections == wanted:
                return _opened(services, unit, request, row)
            abandon(hold(services, unit, row.id))
        row = offer(services, unit, wanted)
        return _opened(services, unit, request, row)


def offer(services: Services, unit: Unit, sections: tuple[str, ...]) -> CheckRow:
    """Make a check and send the message in whose thread it will be walked through."""
    check = services.catalog.checks[SET]
    last = checks.last_result(unit.connection, unit.workspace, unit.user_id, SET)
    openers = dict(last.progress.openers) if last else {}
    checks.keep_content(unit.connection, unit.workspace, check)
    row = CheckRow(
        workspace=unit.workspace,
        id=unit.new_id(),
        user_id=unit.user_id,
        kind=check.id,
        content=check.digest,
        state="offered",
        revision=0,
        progress=Progress(sections, openers),
        channel=None,
        thread_ts=None,
        started_at=unit.now,
        finished_at=None,
    )
    checks.add(unit.connection, row)
    unit.put("check.parent", {"check": row.id}, dedupe=f"parent:{row.id}")
    return row


def begin(services: Services, request: Request, check_id: str) -> Reply:
    """Start: this click (or word) is the consent, and the two choices beside it are kept."""
    with services.begin(request.workspace, request.user_id, "check.begin", event_id=request.event_id) as unit:
        held = hold(services, unit, check_id)
        if held.row.state == "abandoned":
            raise Stale(SET_ASIDE)
        if held.row.state != "offered":
            return Reply()
        if unit.person.consented_at is None:
            people.change(unit.connection, unit.person, consented_at=unit.now)
        progress = replace(held.progress, openers=_picked(held, request))
        first = flow.open_questions(held.check, progress)[0]
        held.save(flow.put(progress, first.id), "open")
        held.send_question(first.id)
        tidy_parent(held)
        sections = [held.check.section(section) for section in held.progress.sections]
        labels = picked_labels(held.check, held.progress)
        return Reply(replaced=view.begun(held.check, sections, labels, state="open"))


def under_way(services: Services, request: Request) -> CheckRow | None:
    """Return the person's newest check that is not finished."""
    with services.database.reading() as connection:
        rows = checks.unfinished(connection, request.workspace, request.user_id)
        return rows[0] if rows else None


def pause(services: Services, request: Request, check_id: str) -> Reply:
    """Leave the rest for later."""
    with services.begin(request.workspace, request.user_id, "check.pause", event_id=request.event_id) as unit:
        held = hold(services, unit, check_id)
        if held.row.state == "open":
            held.save(held.progress, "paused")
            unit.put("check.paused", {"check": held.row.id, **_thread(held)})
        return Reply()


def resume(services: Services, request: Request, check_id: str, revision: int | None = None) -> Reply:
    """Go on where the check stands.

    `revision` is the one that the clicked button was drawn for (None: asked for in words). A second click on it finds
    that the check has moved on, the question open, and changes nothing.
    """
    with services.begin(request.workspace, request.user_id, "check.resume", event_id=request.event_id) as unit:
        held = hold(services, unit, check_id)
        if held.row.state == "abandoned":
            raise Stale(SET_ASIDE)
        if held.row.state == "finished":
            return services.show(unit, request, "check.last", {"check": held.row.id})
        if held.row.state == "offered":
            return _opened(services, unit, request, held.row)
        if held.row.state == "open" and held.progress.current and revision not in (None, held.row.revision):
            return Reply()
        question = held.progress.current or flow.open_questions(held.check, held.progress)[0].id
        held.close_card(held.card(question))
        held.save(flow.put(held.progress, question), "open")
        held.send_question(question)
        return Reply()


def restart(services: Services, request: Request, check_id: str) -> Reply:
    """Set the check aside and offer a new one."""
    with services.begin(request.workspace, request.user_id, "check.restart", event_id=request.event_id) as unit:
        held = hold(services, unit, check_id)
        if held.row.state in ("abandoned", "finished"):
            return Reply()
        sections = held.progress.sections
        abandon(held)
        row = offer(services, unit, sections)
        return _opened(services, unit, request, row)


def abandon(held: Held) -> None:
    """Keep a check as set aside, and tidy its open cards away."""
    current = held.progress.current
    held.save(replace(held.progress, current=None), "abandoned")
    tidy_parent(held)
    if current is not None:
        held.close_card(held.card(current))


def tidy_parent(held: Held) -> None:
    """Let the parent message say how things stand."""
    parent = {"check": held.row.id}
    held.unit.put("check.begun", parent, verb="update", promise="tidy", coalesce=f"parent:{held.row.id}")


def picked_labels(check: Check, progress: Progress) -> list[str]:
    """Return what was chosen before the first question, in words."""
    return [
        opener.option(progress.openers[opener.id]).label for opener in check.openers if opener.id in progress.openers
    ]


def _picked(held: Held, request: Request) -> dict[str, str]:
    """Read the two choices; what is no option of ours is left out."""
    picked = dict(held.progress.openers)
    for opener in held.check.openers:
        value = request.values.get(f"check.choose:{opener.id}")
        if value in {option.id for option in opener.options}:
            picked[opener.id] = value
    return picked


def _opened(services: Services, unit: Unit, request: Request, row: CheckRow) -> Reply:
    """Say where the check waits, to somebody who is not looking at that place already."""
    if request.kind == "message" or request.channel == unit.person.channel:
        return Reply()
    check = services.catalog.checks[row.kind]
    minutes = sum(check.section(section).minutes for section in row.progress.sections)
    return Reply(shown=view.opened(thread_link(unit.person, row), minutes))


def thread_link(person: Person, row: CheckRow) -> str:
    """Return the address of a check's thread; until its message is posted, of the conversation it will stand in."""
    if row.channel is None or row.thread_ts is None:
        return conversation_link(person.domain, person.channel)
    return message_link(person.domain, row.channel, row.thread_ts)


def _thread(held: Held) -> dict[str, str]:
    return {"thread_ts": held.row.thread_ts} if held.row.thread_ts else {}
