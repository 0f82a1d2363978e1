"""Invited people are asked: each is looked up in Slack first, and only full members of the workspace hear of it.

May be run at any time, twice, and by several processes at once: what is decided is in the database. One that Slack does
not answer for waits for the next run.
"""

from __future__ import annotations

from collections.abc import Callable

import structlog
from sqlalchemy import Connection

from bot.runtime.errors import SlackError, SlackRefused, SlackShut
from bot.runtime.services import Services
from bot.runtime.shut_out import shut_out
from bot.store import invitations, occasions, people, teams, ties, wishes
from bot.store.invitations import Invitation
from bot.store.people import Person

INVITATION = "invitation"
AT_ONCE = 40  # people looked up in one run
SETTLED = frozenset({"lead", "viewer", "member"})  # ties with which nobody is asked

log = structlog.get_logger(__name__)


def ask(services: Services, workspace: str, acquaint: Callable[[str], bool]) -> int:
    """See to the invitations that nobody has seen to yet; returns how many people are asked.

    Args:
        services: the shell's parts.
        workspace: where.
        acquaint: looks somebody up in Slack and keeps a row for them; False where they are no full member. Raises
            SlackError.

    Raises:
        DatabaseBusy: what was decided before is kept; the next run goes on.
    """
    with services.database.reading() as connection:
        if not people.may_send(connection, workspace):
            return 0
        found = invitations.new_ones(connection, workspace, AT_ONCE)
    asked = 0
    for invitation in found:
        try:
            known = _is_known(services, invitation) or acquaint(invitation.user_id)
        except SlackRefused:
            known = False  # nobody of that name, or nobody whom we could write to
        except SlackError as error:
            log.warning("team.not_asked", code=error.code)
            if isinstance(error, SlackShut):
                shut_out(services.database, workspace, error.code, services.clock.now())
            break
        asked += _settle(services, invitation, known=known)
    if asked:
        log.info("team.asked", rows=asked)
    return asked


def _is_known(services: Services, invitation: Invitation) -> bool:
    """Tell whether we have met them; meeting somebody again would end their agreement."""
    with services.database.reading() as connection:
        person = people.find(connection, invitation.workspace, invitation.user_id)
    return person is not None and person.active


def _settle(services: Services, invitation: Invitation, *, known: bool) -> bool:
    """Let the planner ask somebody, or let nobody ask them; tell which."""
    with services.database.writing() as connection:
        person = people.hold(connection, invitation.workspace, invitation.user_id)
        if not known or person is None or not _may_be_asked(connection, person, invitation):
            invitations.move(connection, invitation, "void")
            return False
        if not invitations.move(connection, invitation, "asked"):
            return False  # another process was faster
        now = services.clock.now()
        chosen = wishes.load(connection, person.workspace, person.user_id)
        return occasions.add(
            connection,
            workspace=person.workspace,
            id=services.ids.new(now),
            user_id=person.user_id,
            kind=INVITATION,
            about=invitation.id,
            due_on=now.astimezone(chosen.zone_of(person.tz, services.telling.zone)).date(),
            now=now,
        )


def _may_be_asked(connection: Connection, person: Person, invitation: Invitation) -> bool:
    here = (connection, invitation.workspace)
    if teams.load(*here, invitation.team_id) is None:
        return False
    if ties.of(*here, invitation.team_id, person.user_id) & SETTLED:
        return False
    return INVITATION not in wishes.load(*here, person.user_id).wishes.off
