"""From a row of the outbox to a message: load what is true now, and call the pure view."""

from __future__ import annotations

from sqlalchemy import Connection

from advice import check as flow
from advice import result as outcome
from advice.catalog import Check, Guide, Question, Rated
from advice.check import Progress
from advice.so_far import so_far
from bot.features.check import card_view, view
from bot.features.check.card_view import NO_EVIDENCE, Along, Evidence, Noted, Place
from bot.features.check.ids import Card, read_card, stamp
from bot.runtime import links
from bot.runtime.blocks import Rendered
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.runtime.errors import NotMet
from bot.store import brag, checks, contents, notes, outbox, people
from bot.store.checks import CheckRow
from bot.store.people import Person

GONE = Silence("gone")
MOVED_ON = Silence("moved on")


def parent(drawing: Drawing) -> Outgoing | Silence:
    """Draw the offer of a check."""
    found = load(drawing)
    if found is None or found[0].state != "offered":
        return MOVED_ON
    row, check = found
    person = people.find(drawing.connection, drawing.workspace, drawing.user_id)
    consented = person is not None and person.consented_at is not None
    return Outgoing(view.parent(check, row.progress, row.id, consented=consented))


def begun(drawing: Drawing) -> Outgoing | Silence:
    """Draw the parent message of a check that is no longer only offered."""
    found = load(drawing)
    if found is None or found[0].thread_ts is None:
        return GONE
    row, check = found
    return Outgoing(begun_card(row, check), target=row.thread_ts)


def begun_card(row: CheckRow, check: Check) -> Rendered:
    """Draw the parent message from how things stand, with what the career path told already."""
    told = flow.told(check, row.progress)
    named = [f"{check.question(question).name} ({check.answer(question, choice).label})" for question, choice in told]
    return view.begun(check, row.progress, state=row.state, told=named)


def question(drawing: Drawing) -> Outgoing | Silence:
    """Draw a card, if it is still the one that counts."""
    card, _ = read_card(drawing.ids["card"])
    found = load(drawing, card.check)
    if found is None:
        return GONE
    row, check = found
    if row.state == "abandoned" or row.progress.cards.get(card.question) != card.number:
        return MOVED_ON
    if card.question not in (row.progress.current, row.progress.again):
        return MOVED_ON
    evidence = evidence_on(drawing.connection, row, card.question, drawing.telling.zone)
    rendered = draw_card(check, row.progress, card, evidence)
    return Outgoing(rendered, thread_ts=row.thread_ts)


def folded(drawing: Drawing) -> Outgoing | Silence:
    """Draw what is left of a card that was answered, replaced or set aside."""
    card, _ = read_card(drawing.ids["card"])
    found = load(drawing, card.check)
    ts = drawing.ids.get("ts") or _posted(drawing, card)
    if found is None or ts is None:
        return GONE
    row, check = found
    asked = check.question(card.question)
    given = row.progress.given.get(card.question)
    if row.progress.cards.get(card.question) != card.number:
        return Outgoing(card_view.closed(asked, "asked again below"), target=ts)
    if row.state == "abandoned" and given is None:
        return Outgoing(card_view.closed(asked, "set aside"), target=ts)
    if not flow.asks(check, row.progress, asked.id):
        why = "not needed with your other answers; what you said is kept" if given else "not needed any more"
        return Outgoing(card_view.closed(asked, why), target=ts)
    if given is None:
        return MOVED_ON
    return Outgoing(card_view.folded(card, asked, card_view.label_of(check, asked, given.choice)), target=ts)


def rest(drawing: Drawing) -> Outgoing | Silence:
    """Draw the short result of a pillar."""
    found = load(drawing)
    if found is None or found[0].state not in ("open", "paused"):
        return MOVED_ON
    row, check = found
    left = flow.open_questions(check, row.progress)
    if not isinstance(check, Rated) or not left or row.progress.current is not None:
        return MOVED_ON
    done, upcoming = check.section(drawing.ids["section"]), check.section(left[0].section)
    standing = outcome.standing(check, done.id, row.progress.answers, row.progress.openers.get("direction"))
    count = sum(question.section == upcoming.id for question in left)
    value = stamp(row)
    return Outgoing(view.rest(value, done, standing.sentence, upcoming, count), thread_ts=row.thread_ts)


def paused(drawing: Drawing) -> Outgoing | Silence:
    """Draw the line that says where somebody paused."""
    found = load(drawing)
    if found is None or found[0].state != "paused":
        return MOVED_ON
    row, check = found
    return Outgoing(view.paused(stamp(row), so_far(check, row.progress).after), thread_ts=row.thread_ts)


def explain(drawing: Drawing) -> Outgoing | Silence:
    """Draw the explanation of a question."""
    found = load(drawing)
    if found is None:
        return GONE
    row, check = found
    asked = check.question(drawing.ids["question"])
    rendered = card_view.explain(asked, drawing.catalog.cite(asked.facts), typed=drawing.ids.get("typed", False))
    return Outgoing(rendered, thread_ts=row.thread_ts)


def noted(drawing: Drawing) -> Outgoing | Silence:
    """Draw the line that says a note was kept."""
    note = notes.load(drawing.connection, drawing.workspace, drawing.ids["note"])
    found = load(drawing, note.check_id) if note else None
    if note is None or found is None:
        return GONE
    row, check = found
    name = check.question(note.question).name
    waits = row.progress.waiting is not None
    rendered = card_view.noted(note.id, name, kept=drawing.ids.get("cut", 0), waits=waits)
    return Outgoing(rendered, thread_ts=row.thread_ts)


def evidence_on(connection: Connection, row: CheckRow, question: str, zone: str) -> Evidence:
    """Return what somebody noted on a question, in this check and in earlier ones; `zone` is for who has none."""
    here = sum(note.question == question for note in notes.of_check(connection, row.workspace, row.id))
    whose = (connection, row.workspace, row.user_id)
    before = brag.before(*whose, kind=row.kind, question=question, check=row.id, fallback_zone=zone)
    return Evidence(here, Noted(before.text, before.on, before.count) if before else None)


def draw_card(check: Check, progress: Progress, card: Card, evidence: Evidence = NO_EVIDENCE) -> Rendered:
    """Draw one card from where the person is."""
    asked = check.question(card.question)
    given = progress.given.get(asked.id)
    chosen = (card_view.label_of(check, asked, given.choice) or "skipped") if given else None
    return card_view.question(
        card,
        asked,
        check.answers_of(asked.id),
        check.section(asked.section).title,
        _place(check, progress, asked),
        chosen=chosen,
        evidence=evidence,
        pausable=progress.current is not None,
    )


def _place(check: Check, progress: Progress, asked: Question) -> Place | Along:
    order = [item.id for item in flow.questions(check, progress)]
    number = order.index(asked.id) + 1
    if isinstance(check, Rated):
        within = [item.id for item in check.questions_of(asked.section)]
        return Place(within.index(asked.id) + 1, len(within), number, len(order))
    left = so_far(check, progress).left - 1 if progress.current == asked.id else None
    return Along(number, left)


def link_to(drawing: Drawing, row: CheckRow) -> str:
    """Return the address of a check's thread.

    Raises:
        NotMet: the person was erased meanwhile.
    """
    if drawing.person is None:
        raise NotMet
    return thread_link(drawing.person, row)


def thread_link(person: Person, row: CheckRow) -> str:
    """Return the address of a check's thread; until its message is posted, of the conversation it will stand in."""
    if row.channel is None or row.thread_ts is None:
        return links.conversation_link(person.domain, person.channel)
    return links.thread_link(person.domain, row.channel, row.thread_ts)


def load(drawing: Drawing, check_id: str | None = None) -> tuple[CheckRow, Rated | Guide] | None:
    """Load a check (the one that the ids name) with its content; None where the person has none of that id."""
    row = checks.load(drawing.connection, drawing.workspace, check_id or drawing.ids["check"])
    if row is None or row.user_id != drawing.user_id:
        return None
    return row, contents.of_check(drawing.connection, drawing.catalog, drawing.workspace, row.content, row.kind)


def _posted(drawing: Drawing, card: Card) -> str | None:
    found = outbox.message(drawing.connection, workspace=drawing.workspace, dedupe=card.key)
    return found[1] if found else None
