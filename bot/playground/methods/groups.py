"""User groups: which there are, and who is in one."""

from __future__ import annotations

from bot.playground.cast import Group
from bot.playground.core import Core
from bot.playground.methods.args import flag, need
from bot.playground.refusal import Refused
from bot.playground.state import Json

SCOPE = "usergroups:read"


def usergroups_list(core: Core, args: Json) -> Json:
    """usergroups.list: all groups, with their people where that is asked for."""
    core.need_scope(SCOPE)
    return {"usergroups": [_described(core, group, with_users=flag(args, "include_users")) for group in _all(core)]}


def usergroups_users_list(core: Core, args: Json) -> Json:
    """usergroups.users.list: who is in a group; whoever was deactivated is not."""
    core.need_scope(SCOPE)
    wanted = need(args, "usergroup")
    for group in _all(core):
        if group.id == wanted:
            return {"users": _members(core, group)}
    raise Refused("no_such_subteam")


def _all(core: Core) -> tuple[Group, ...]:
    return core.workspace.cast.groups


def _members(core: Core, group: Group) -> list[str]:
    people = core.workspace.people
    return [user for user in group.members if user in people and not people[user].is_deleted]


def _described(core: Core, group: Group, *, with_users: bool) -> Json:
    cast = core.workspace.cast
    return {
        "id": group.id, "team_id": cast.team_id, "is_usergroup": True, "is_subteam": True, "name": group.name,
        "description": "", "handle": group.handle, "is_external": False, "date_create": 0, "date_update": 0,
        "date_delete": 0, "auto_type": None, "created_by": cast.bot.user_id, "updated_by": cast.bot.user_id,
        "deleted_by": None, "prefs": {"channels": [], "groups": []},
        **({"users": _members(core, group)} if with_users else {}),
    }  # fmt: skip
