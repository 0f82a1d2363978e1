"""Looking at results, copying them, and changing an answer afterwards."""

from __future__ import annotations

from advice import check as flow
from bot.features.check import around_result_view
from bot.features.check.held import Held, hold
from bot.features.check.ids import read_check, read_result
from bot.features.check.result_draw import copy_parts
from bot.runtime.drawing import Drawing
from bot.runtime.errors import Denied
from bot.runtime.instant import open_modal
from bot.runtime.numbers import read_number
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.store import checks


def show(services: Services, request: Request) -> Reply:
    """Show the newest result, or what there is of an open check; a button names which check, or which result of it."""
    check_id, number = read_result(request.value)
    with services.begin(request.workspace, request.user_id, "check.result", event_id=request.event_id) as unit:
        if request.kind != "click":
            return services.show(unit, request, "check.last", {})
        check = hold(services, unit, check_id).row.id
        if number is None:
            return services.show(unit, request, "check.last", {"check": check})
        return services.show(unit, request, "check.result", {"check": check, "number": number})


def copy(services: Services, request: Request) -> Reply:
    """Send a result as plain text into its thread, in as many messages as it takes."""
    check_id, rest = read_check(request.value)
    with services.begin(request.workspace, request.user_id, "check.copy") as unit:
        held = hold(services, unit, check_id)
        number = read_number(rest)
        ids = {"check": held.row.id, "number": number}
        drawing = Drawing(
            unit.connection, services.catalog, unit.workspace, unit.user_id, ids, unit.now, services.help_lines
        )
        parts = copy_parts(drawing)
        if not parts:
            raise Denied
        for part in range(len(parts)):
            once = f"copy:{held.row.id}:{number}:{request.action_ts}:{part}"
            unit.put("check.copy", {**ids, "part": part}, dedupe=once)
        return Reply()


def pick_answer(services: Services, request: Request) -> Reply:
    """Open the form in which the answer to change is picked."""
    with services.begin(request.workspace, request.user_id, "check.pick_answer") as unit:
        held = hold(services, unit, read_check(request.value)[0])
        if not _changeable(held):
            raise Denied
        form = around_result_view.change_form(held.row.id, held.check, _changeable(held))
        return Reply(instants=(open_modal(request.trigger_id, form),))


def change(services: Services, request: Request) -> Reply:
    """Put the picked question again, in the thread."""
    with services.begin(request.workspace, request.user_id, "check.change") as unit:
        held = hold(services, unit, request.metadata)
        question = str(request.values.get("question"))
        if question not in _changeable(held):
            return Reply(errors={"question": "Pick one of the questions you answered."})
        if held.row.state == "abandoned" or not checks.is_latest(unit.connection, held.row):
            return Reply(errors={"question": "There is a newer check; change the answer there."})
        held.close_card(question)
        held.save(flow.put_again(held.progress, question))
        held.send_question(question)
        return Reply()


def _changeable(held: Held) -> dict[str, str | None]:
    """Return the answers that count: question id -> answer id, None for skipped."""
    answers = held.progress.answers
    asked = flow.questions(held.check, held.progress)
    return {question.id: answers[question.id] for question in asked if question.id in answers}
