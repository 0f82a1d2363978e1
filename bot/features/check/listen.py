"""What people do with a check in Slack, handed to the work behind it."""

from __future__ import annotations

from bot.features.check import answering, results, work
from bot.features.check.ids import read_card
from bot.features.check.work import SET, hold
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services


def command(services: Services, request: Request) -> Reply:
    """`/careercheck`, with the name of a pillar or without."""
    section = next((part for part in services.catalog.checks[SET].sections if request.name in part.words), None)
    return work.open_check(services, request, (section.id,) if section else None)


def resume_command(services: Services, request: Request) -> Reply:
    """`/careercheck resume`: what is under way goes on; where nothing is, a check is offered."""
    row = work.under_way(services, request)
    begun = row is not None and row.state != "offered"  # what is only offered waits for its own button
    return work.resume(services, request, row.id) if row and begun else work.open_check(services, request)


def result_command(services: Services, request: Request) -> Reply:
    """`/careercheck result`."""
    return results.show(services, request)


def begin(services: Services, request: Request) -> Reply:
    """*Start*."""
    return work.begin(services, request, request.value)


def pause(services: Services, request: Request) -> Reply:
    """*Pause* or *Later*."""
    return work.pause(services, request, request.value.partition("|")[0])


def resume(services: Services, request: Request) -> Reply:
    """*Go on* or *Continue*."""
    check_id, _, revision = request.value.partition("|")
    return work.resume(services, request, check_id, int(revision) if revision.isdecimal() else -1)


def restart(services: Services, request: Request) -> Reply:
    """*Start over*."""
    return work.restart(services, request, request.value.partition("|")[0])


def why(services: Services, request: Request) -> Reply:
    """*Why this?*."""
    card, _ = read_card(request.value)
    with services.begin(request.workspace, request.user_id, "check.why") as unit:
        held = hold(services, unit, card.check)
        question = held.check.question(card.question).id
        return services.show(unit, request, "check.explain", {"check": held.row.id, "question": question})


def noted(services: Services, request: Request) -> Reply:
    """Take in a pick that waits for *Start*, or a click on a link; nothing is to be done."""
    with services.begin(request.workspace, request.user_id, "check.choose"):
        return Reply()


__all__ = [
    "answering",
    "begin",
    "command",
    "noted",
    "pause",
    "restart",
    "result_command",
    "resume",
    "resume_command",
    "why",
]
