"""Answers: by button or by word, again, reversed, late; and what follows each."""

from __future__ import annotations

from functools import partial

from advice import check as flow
from advice.check import Next, OldCardError, Progress
from bot.features.check import card_view
from bot.features.check.draw import draw_card, evidence_on
from bot.features.check.held import Held, hold
from bot.features.check.ids import Card, read_card
from bot.runtime import first_role
from bot.runtime.blocks import Rendered
from bot.runtime.errors import Denied, Stale
from bot.runtime.outbox import STAND_BY
from bot.runtime.redrawing import refresh_home
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.store import answers, results

OLDER_CARD = (
    "That button belongs to an older version of this question. Your earlier answer is safe, and nothing was changed."
)

NOT_ASKED = "With your other answers as they are, that question isn't asked any more. Nothing was changed."


def answer(services: Services, request: Request) -> Reply:
    """Take a click on an answer."""
    card, choice = read_card(request.value)
    return _take(services, request, "check.answer", card, choice)


def skip(services: Services, request: Request) -> Reply:
    """Take a click on *Skip*."""
    return _take(services, request, "check.skip", read_card(request.value)[0], None)


def again(services: Services, request: Request) -> Reply:
    """Put an answered question again, in the place of its folded line."""
    card, _ = read_card(request.value)
    with services.begin(request.workspace, request.user_id, "check.again") as unit:
        held = hold(services, unit, card.check)
        held.refuse_old()
        if card.question not in held.progress.given:
            raise Denied
        if not flow.asks(held.check, held.progress, card.question):
            raise Stale(NOT_ASKED)
        held.save(flow.put_again(held.progress, card.question))
        newest = held.card(card.question)
        row = held.send_question(card.question, after=STAND_BY)
        noted = evidence_on(unit.connection, held.row, card.question, unit.fallback_zone)
        return Reply(replaced=partial(draw_card, held.check, held.progress, newest, noted), standing_by=row)


def back(held: Held) -> None:
    """Put the question before the one that waits again."""
    asked = flow.previous(held.check, held.progress)
    if asked is None:
        return
    if held.progress.current is not None:
        held.close_card(held.progress.current)
    held.close_card(asked.id)
    held.save(flow.put(held.progress, asked.id), "open" if held.row.state == "paused" else None)
    held.send_question(asked.id)


def take(held: Held, card: Card, choice: str | None, at: str) -> None:
    """Keep an answer and put what follows it in the outbox.

    Raises:
        OldCardError: a newer card of the question counts.
        Stale: the check is over and done with.
    """
    held.refuse_old()
    before = held.progress
    after = flow.answer(held.check, before, card.question, card=card.number, choice=choice, at=at)
    if after is before:
        return
    changed = card.question not in before.given or before.given[card.question].choice != choice
    if changed:
        unit = held.unit
        given = after.given[card.question]
        answers.log(unit.connection, held.row, id=unit.new_id(), question=card.question, given=given, now=unit.now)
    after = flow.without_needless(held.check, after)
    for turned in flow.turned(held.check, before, after):
        held.close_card(turned)
    _follow(held, card, before, after, changed=changed)


def go_on(held: Held, progress: Progress) -> None:
    """Put the question that waits (again), or the first that is open; conclude where none is."""
    left = flow.open_questions(held.check, progress)
    asked = progress.current or (left[0].id if left else None)
    if asked is not None:
        held.save(flow.put(progress, asked), "open")
        held.send_question(asked)
    else:
        held.save(progress, "finished")
        finish(held)


def _follow(held: Held, card: Card, before: Progress, after: Progress, *, changed: bool) -> None:
    """Save an answer, with what comes after it."""
    what, question = flow.following(held.check, before, after)
    if what is Next.ASK and question is not None:
        held.save(flow.put(after, question.id), "open")
        held.send_question(question.id)
    elif what is Next.FINISH:
        held.save(after, "finished")
        finish(held)
    elif what is Next.REST:
        held.save(after, "open" if held.row.state == "paused" else None)
        held.unit.put("check.rest", {"check": held.row.id, "section": held.check.question(card.question).section})
    elif changed and held.row.state == "finished":
        _correct(held, after)
    else:
        held.save(after)


def _correct(held: Held, progress: Progress) -> None:
    """Correct a result; where the changed answer opened a question, that is asked first."""
    if flow.open_questions(held.check, progress):
        held.set_aside_offers()
    go_on(held, progress)
    held.tidy_parent()


def finish(held: Held) -> None:
    """Keep the result (a first one, or a corrected one) and send it."""
    unit = held.unit
    number = results.add(unit.connection, held.row, id=unit.new_id(), now=unit.now)
    unit.put("check.result", {"check": held.row.id, "number": number}, dedupe=f"result:{held.row.id}:{number}")
    if number == 1:
        unit.reminders.recheck()
        # Once ever: how often to look again is asked after the first result, and then it is in the settings.
        unit.put("remind.offer", {"check": held.row.id}, dedupe=f"cadence:{unit.user_id}")
    wait = first_role.wait(unit, another=number == 1)
    if wait is not None:
        promise = "unasked" if wait else "reply"  # a reply that waits would keep all later ones waiting behind it
        unit.put("path.ask", {"check": held.row.id}, promise=promise, coalesce=first_role.KEY, after=wait)
    held.tidy_parent()
    refresh_home(unit)


def _take(services: Services, request: Request, action: str, card: Card, choice: str | None) -> Reply:
    with services.begin(request.workspace, request.user_id, action) as unit:
        held = hold(services, unit, card.check)
        if card.question not in held.progress.cards:
            raise Denied
        try:
            take(held, card, choice, request.action_ts)
        except OldCardError:
            return Reply(shown=_fresh(held))
        row = None
        if request.ephemeral:
            held.fold(card)  # the click replaces its own copy; the card in the thread is another message
        else:
            row = held.fold(card, request.message_ts, after=STAND_BY)
            held.fold_twin(card, request.message_ts)
        asked = held.check.question(card.question)
        given = held.progress.given[card.question]

    label = card_view.label_of(held.check, asked, given.choice)
    return Reply(replaced=partial(card_view.folded, card, asked, label), standing_by=row)


def _fresh(held: Held) -> Rendered:
    """Say that a button was old, with the card that counts."""
    current = held.progress.current
    return card_view.stale(OLDER_CARD, draw_card(held.check, held.progress, held.card(current)) if current else None)
