"""From a row of the outbox to a message: load what is true now, and call the pure view."""

from __future__ import annotations

from collections.abc import Sequence

from advice import check as flow
from advice import result as outcome
from advice.catalog import Check
from advice.check import Progress
from bot.features.check import result_view, view
from bot.features.check.ids import Card, read_card
from bot.features.check.view import Place
from bot.features.check.work import picked_labels, thread_link
from bot.runtime.blocks import Rendered
from bot.runtime.errors import NotMet
from bot.runtime.outbox import Drawing, Outgoing, Silence
from bot.store import checks, outbox, people
from bot.store.checks import CheckRow

GONE = Silence("gone")
MOVED_ON = Silence("moved on")


def parent(drawing: Drawing) -> Outgoing | Silence:
    """Draw the offer of a check."""
    found = _load(drawing)
    if found is None or found[0].state != "offered":
        return MOVED_ON
    row, check = found
    person = people.find(drawing.connection, drawing.workspace, drawing.user_id)
    consented = person is not None and person.consented_at is not None
    sections = [check.section(section) for section in row.progress.sections]
    return Outgoing(view.parent(check, sections, row.progress.openers, row.id, consented=consented))


def begun(drawing: Drawing) -> Outgoing | Silence:
    """Draw the parent message of a check that is no longer only offered."""
    found = _load(drawing)
    if found is None or found[0].thread_ts is None:
        return GONE
    row, check = found
    sections = [check.section(section) for section in row.progress.sections]
    rendered = view.begun(check, sections, picked_labels(check, row.progress), state=row.state)
    return Outgoing(rendered, target=row.thread_ts)


def question(drawing: Drawing) -> Outgoing | Silence:
    """Draw a card, if it is still the one that counts."""
    card, _ = read_card(drawing.ids["card"])
    found = _load(drawing, card.check)
    if found is None:
        return GONE
    row, check = found
    if row.state == "abandoned" or row.progress.cards.get(card.question) != card.number:
        return MOVED_ON
    if row.progress.current != card.question and row.state != "finished":
        return MOVED_ON
    evidence = sum(
        note.question == card.question for note in checks.notes_of(drawing.connection, row.workspace, row.id)
    )
    return Outgoing(draw_card(check, row.progress, card, evidence=evidence), thread_ts=row.thread_ts)


def folded(drawing: Drawing) -> Outgoing | Silence:
    """Draw what is left of a card that was answered, replaced or set aside."""
    card, _ = read_card(drawing.ids["card"])
    found = _load(drawing, card.check)
    ts = drawing.ids.get("ts") or _posted(drawing, card)
    if found is None or ts is None:
        return GONE
    row, check = found
    asked = check.question(card.question)
    given = row.progress.given.get(card.question)
    if row.progress.cards.get(card.question) != card.number:
        return Outgoing(view.closed(asked, "asked again below"), target=ts)
    if row.state == "abandoned" and given is None:
        return Outgoing(view.closed(asked, "set aside"), target=ts)
    if given is None:
        return MOVED_ON
    return Outgoing(view.folded(card, asked, view.label_of(check, asked, given.choice)), target=ts)


def rest(drawing: Drawing) -> Outgoing | Silence:
    """Draw the short result of a pillar."""
    found = _load(drawing)
    if found is None or found[0].state not in ("open", "paused"):
        return MOVED_ON
    row, check = found
    left = flow.open_questions(check, row.progress)
    if not left or row.progress.current is not None:
        return MOVED_ON
    done, upcoming = check.section(drawing.ids["section"]), check.section(left[0].section)
    standing = outcome.standing(check, done.id, row.progress.answers, row.progress.openers.get("direction"))
    count = sum(question.section == upcoming.id for question in left)
    value = f"{row.id}|{row.revision}"
    return Outgoing(view.rest(value, done, standing.sentence, upcoming, count), thread_ts=row.thread_ts)


def paused(drawing: Drawing) -> Outgoing | Silence:
    """Draw the line that says where somebody paused."""
    found = _load(drawing)
    if found is None or found[0].state != "paused":
        return MOVED_ON
    row, check = found
    total = len(flow.questions(check, row.progress))
    return Outgoing(view.paused(f"{row.id}|{row.revision}", len(row.progress.given), total), thread_ts=row.thread_ts)


def explain(drawing: Drawing) -> Outgoing | Silence:
    """Draw the explanation of a question."""
    found = _load(drawing)
    if found is None:
        return GONE
    row, check = found
    asked = check.question(drawing.ids["question"])
    return Outgoing(view.explain(asked, drawing.catalog.cite(asked.facts)), thread_ts=row.thread_ts)


def noted(drawing: Drawing) -> Outgoing | Silence:
    """Draw the line that says a note was kept."""
    note = checks.note(drawing.connection, drawing.workspace, drawing.ids["note"])
    found = _load(drawing, note.check_id) if note else None
    if note is None or found is None:
        return GONE
    row, check = found
    name = check.question(note.question).name
    return Outgoing(view.noted(note.id, name, cut=drawing.ids.get("cut", 0)), thread_ts=row.thread_ts)


def choice(drawing: Drawing) -> Outgoing | Silence:
    """Draw the choice between going on and starting over."""
    found = _load(drawing)
    if found is None or found[0].state not in ("open", "paused"):
        return MOVED_ON
    row, check = found
    total = len(flow.questions(check, row.progress))
    value = f"{row.id}|{row.revision}"
    return Outgoing(view.choice(value, check.title, len(row.progress.given), total, link_to(drawing, row)))


def not_begun(_drawing: Drawing) -> Outgoing | Silence:
    """Draw what somebody hears who writes into a thread that has not begun."""
    return Outgoing(view.not_begun())


def where(drawing: Drawing) -> Outgoing | Silence:
    """Draw what somebody hears who answers where no question is open."""
    found = _load(drawing)
    if found is None:
        return GONE
    row, _ = found
    return Outgoing(view.no_question(f"{row.id}|{row.revision}", row.state), thread_ts=row.thread_ts)


def result(drawing: Drawing) -> Outgoing | Silence:
    """Draw a finished result in its thread, shown in the conversation too."""
    row = checks.result(drawing.connection, drawing.workspace, drawing.ids["check"], drawing.ids["number"])
    found = _load(drawing)
    if row is None or found is None:
        return GONE
    return Outgoing(_result_card(drawing, row, found[1]), thread_ts=found[0].thread_ts, broadcast=True)


def last(drawing: Drawing) -> Outgoing | Silence:
    """Draw the newest result, or what there is of an open check, wherever the person asked for it."""
    for row in checks.unfinished(drawing.connection, drawing.workspace, drawing.user_id, "set"):
        if row.progress.given:
            return _partial(drawing, row)
    found = checks.last_result(drawing.connection, drawing.workspace, drawing.user_id, "set")
    if found is None:
        return Outgoing(view.nothing_yet())
    check = checks.content(drawing.connection, drawing.catalog, drawing.workspace, found.content, "set")
    return Outgoing(_result_card(drawing, found, check))


def copy(drawing: Drawing) -> Outgoing | Silence:
    """Draw one part of a result as plain text."""
    found = _load(drawing)
    parts = copy_parts(drawing)
    if found is None or drawing.ids["part"] >= len(parts):
        return GONE
    return Outgoing(result_view.plain_copy(parts[drawing.ids["part"]]), thread_ts=found[0].thread_ts)


def copy_parts(drawing: Drawing) -> list[str]:
    """Return a result as plain text, cut between lines into parts that fit a message each."""
    row = checks.result(drawing.connection, drawing.workspace, drawing.ids["check"], drawing.ids["number"])
    found = _load(drawing)
    if row is None or found is None:
        return []
    notes = checks.notes_of(drawing.connection, drawing.workspace, row.check_id)
    kept: dict[str, list[str]] = {}
    for note in notes:
        kept.setdefault(note.question, []).append(note.text)
    text = outcome.as_text(_conclude(drawing, row, found[1]), found[1], kept, drawing.catalog.cite)
    return _parts(text)


def draw_card(check: Check, progress: Progress, card: Card, *, evidence: int = 0) -> Rendered:
    """Draw one card from where the person is."""
    asked = check.question(card.question)
    part = check.section(asked.section)
    order = [item.id for item in flow.questions(check, progress)]
    within = [item.id for item in check.questions_of(part.id)]
    place = Place(within.index(asked.id) + 1, len(within), order.index(asked.id) + 1, len(order))
    given = progress.given.get(asked.id)
    chosen = (view.label_of(check, asked, given.choice) or "skipped") if given else None
    return view.question(card, asked, part, place, chosen=chosen, evidence=evidence)


def link_to(drawing: Drawing, row: CheckRow) -> str:
    """Return the address of a check's thread.

    Raises:
        NotMet: the person was erased meanwhile.
    """
    person = people.find(drawing.connection, drawing.workspace, drawing.user_id)
    if person is None:
        raise NotMet
    return thread_link(person, row)


def _partial(drawing: Drawing, row: CheckRow) -> Outgoing:
    check = checks.content(drawing.connection, drawing.catalog, drawing.workspace, row.content, row.kind)
    progress = row.progress
    concluded = outcome.conclude(
        check,
        progress.answers,
        progress.sections,
        progress.openers.get("crossroads"),
        progress.openers.get("direction"),
    )
    left = len(flow.open_questions(check, progress))
    rendered = result_view.partial(f"{row.id}|{row.revision}", concluded, drawing.catalog.cite, left)
    return Outgoing(rendered)


def _result_card(drawing: Drawing, row: checks.ResultRow, check: Check) -> Rendered:
    notes = checks.notes_of(drawing.connection, drawing.workspace, row.check_id)
    concluded = _conclude(drawing, row, check)
    return result_view.result(row.check_id, row.number, concluded, drawing.catalog.cite, _notes(check, notes))


def _conclude(drawing: Drawing, row: checks.ResultRow, check: Check) -> outcome.Result:
    progress = row.progress
    before = checks.result_before(drawing.connection, row, drawing.workspace, check.id)
    return outcome.conclude(
        check,
        progress.answers,
        progress.sections,
        progress.openers.get("crossroads"),
        progress.openers.get("direction"),
        previous=before.progress.answers if before else None,
    )


def _notes(check: Check, notes: Sequence[checks.Note]) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = {}
    for note in notes:
        kept.setdefault(check.question(note.question).name, []).append(note.text)
    return kept


def _parts(text: str, most: int = 2800) -> list[str]:
    parts = [""]
    for line in text.splitlines(keepends=True):
        for piece in (line[at : at + most] for at in range(0, len(line), most)):
            if len(parts[-1]) + len(piece) > most:
                parts.append("")
            parts[-1] += piece
    return parts


def _load(drawing: Drawing, check_id: str | None = None) -> tuple[CheckRow, Check] | None:
    row = checks.load(drawing.connection, drawing.workspace, check_id or drawing.ids["check"])
    if row is None or row.user_id != drawing.user_id:
        return None
    return row, checks.content(drawing.connection, drawing.catalog, drawing.workspace, row.content, row.kind)


def _posted(drawing: Drawing, card: Card) -> str | None:
    found = outbox.message(drawing.connection, workspace=drawing.workspace, dedupe=card.key)
    return found[1] if found else None
