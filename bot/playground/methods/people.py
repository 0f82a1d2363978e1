"""Looking people up, and opening a conversation with one of them."""

from __future__ import annotations

from bot.playground import users
from bot.playground.core import Core
from bot.playground.methods.args import flag, need
from bot.playground.refusal import Refused
from bot.playground.state import Json

MOST_ON_A_PAGE = 1000


def users_info(core: Core, args: Json) -> Json:
    """users.info: one person, the bot itself, or Slackbot."""
    for user in _everybody(core):
        if user["id"] == need(args, "user"):
            return {"user": user if flag(args, "include_locale") else _without_locale(user)}
    raise Refused("user_not_found")


def users_list(core: Core, args: Json) -> Json:
    """users.list: everybody, page by page; the cursor says where to go on."""
    everybody = [_without_locale(user) for user in _everybody(core)]
    limit = int(args.get("limit") or MOST_ON_A_PAGE)
    if not 1 <= limit <= MOST_ON_A_PAGE:
        raise Refused("invalid_limit")
    cursor = str(args.get("cursor") or "0")
    if not cursor.isdecimal():
        raise Refused("invalid_cursor")
    end = int(cursor) + limit
    following = str(end) if end < len(everybody) else ""
    page = everybody[int(cursor) : end]
    return {"members": page, "cache_ts": core.workspace.epoch(), "response_metadata": {"next_cursor": following}}


def conversations_open(core: Core, args: Json) -> Json:
    """conversations.open: the direct conversation with one person; the same one each time."""
    workspace = core.workspace
    if args.get("channel"):
        conversation = workspace.conversation(str(args["channel"]))
        if conversation.kind != "im":
            raise Refused("channel_not_found")
    else:
        conversation = workspace.conversation(workspace.im_id(_one_person(core, str(args.get("users") or ""))))
    channel: Json = {"id": conversation.id}
    if flag(args, "return_im"):
        channel |= {"created": conversation.created, "is_im": True, "is_open": True, "user": conversation.person}
    return {"no_op": True, "already_open": True, "channel": channel}


def dnd_info(core: Core, args: Json) -> Json:
    """dnd.info: when somebody wants no notifications; nobody does, unless a test says so."""
    person = core.workspace.person(need(args, "user"))
    begins, ends = core.workspace.quiet.get(person.id, (1, 1))
    return {"dnd_enabled": person.id in core.workspace.quiet, "next_dnd_start_ts": begins, "next_dnd_end_ts": ends}


def _one_person(core: Core, listed: str) -> str:
    names = [name.strip() for name in listed.split(",") if name.strip()]
    if not names:
        raise Refused("users_list_not_supplied")
    if len(names) > 1:
        raise Refused("missing_scope", needed="mpim:write", provided="im:write")
    if names[0] == core.workspace.cast.bot.user_id:
        raise Refused("cannot_dm_bot")
    if core.workspace.person(names[0]).is_deleted:
        raise Refused("user_disabled")
    return names[0]


def _everybody(core: Core) -> list[Json]:
    cast, now = core.workspace.cast, core.workspace.clock.now()
    humans = [users.user_object(person, cast, now) for person in core.workspace.people.values()]
    return [users.slackbot_object(cast), users.bot_object(cast), *humans]


def _without_locale(user: Json) -> Json:
    return {key: value for key, value in user.items() if key != "locale"}
