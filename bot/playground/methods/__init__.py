"""The Web API methods an app of this kind may call, by name."""

from __future__ import annotations

from collections.abc import Callable

from bot.playground.core import Core
from bot.playground.methods import chat, files, groups, meta, people, views
from bot.playground.state import Json

Method = Callable[[Core, Json], Json]


def methods() -> dict[str, Method]:
    """Return every known method; any other name is answered `unknown_method`."""
    return {
        "auth.test": meta.auth_test,
        "apps.connections.open": meta.connections_open,
        "chat.postMessage": chat.post_message,
        "chat.postEphemeral": chat.post_ephemeral,
        "chat.update": chat.update,
        "chat.delete": chat.delete,
        "chat.getPermalink": chat.get_permalink,
        "conversations.open": people.conversations_open,
        "users.info": people.users_info,
        "users.list": people.users_list,
        "files.getUploadURLExternal": files.get_upload_url,
        "files.completeUploadExternal": files.complete_upload,
        "files.delete": files.delete,
        "dnd.info": people.dnd_info,
        "usergroups.list": groups.usergroups_list,
        "usergroups.users.list": groups.usergroups_users_list,
        "views.open": views.open_view,
        "views.push": views.push,
        "views.update": views.update,
        "views.publish": views.publish,
    }
