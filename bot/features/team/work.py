"""Showing somebody their teams."""

from __future__ import annotations

from bot.features.team.forms import may_create
from bot.runtime.numbers import number_in
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services


def show(services: Services, request: Request) -> Reply:
    """Show who acts what they lead, read and belong to; a button's value says how many were shown before."""
    with services.begin(request.workspace, request.user_id, "team.show", event_id=request.event_id) as unit:
        ids = {"may_create": may_create(services, unit.user_id), "first": number_in(request.value) or 0}
        return services.show(unit, request, "team.card", ids)
