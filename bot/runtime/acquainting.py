"""We ask Slack who somebody is: only full members of the workspace are served, and only they get a row."""

from __future__ import annotations

from bot.runtime import user_facts
from bot.runtime.services import Services
from bot.runtime.slack import SlackDoor
from bot.store import people


def acquaint(services: Services, door: SlackDoor, workspace: str, user_id: str) -> bool:
    """Ask Slack about somebody and keep a row for them; False, and no row, where they are no full member.

    Raises:
        SlackError: Slack does not say.
        DatabaseBusy: nothing was kept.
    """
    user = door.user(user_id)
    if not user_facts.is_full_member(user, workspace):
        return False
    channel, now = door.open_conversation(user_id), services.clock.now()
    with services.database.writing() as connection:
        people.meet(
            connection,
            workspace=workspace,
            user_id=user_id,
            tz=user_facts.zone(user),
            channel=channel,
            now=now,
            facts_at=user_facts.changed_at(user),
        )
    return True
