"""Files of the bot: announced, brought, shared in a conversation, deleted."""

from __future__ import annotations

import json

from bot.playground.core import Core
from bot.playground.methods.args import need
from bot.playground.refusal import Refused
from bot.playground.state import File, Json

SCOPE = "files:write"


def get_upload_url(core: Core, args: Json) -> Json:
    """files.getUploadURLExternal: where to bring a file of so many bytes."""
    _granted(core)
    name, length = need(args, "filename"), need(args, "length")
    if not length.isdecimal() or int(length) == 0:
        raise Refused("invalid_arguments")
    file = File(core.workspace.next_id("F"), name, int(length))
    core.uploads[file.id] = file
    return {"upload_url": f"{core.tickets.base_url}/upload/v1/{file.id}", "file_id": file.id}


def bring(core: Core, file_id: str, content: bytes) -> None:
    """Take in the bytes of a file. Raises Refused(file_not_found or invalid_length)."""
    file = core.uploads.get(file_id)
    if file is None:
        raise Refused("file_not_found")
    if len(content) != file.length:
        raise Refused("invalid_length")
    file.text = content.decode()


def complete_upload(core: Core, args: Json) -> Json:
    """files.completeUploadExternal: share what was brought, in one message of the bot."""
    _granted(core)
    conversation = core.workspace.conversation(need(args, "channel_id"))
    named = [str(one["id"]) for one in json.loads(need(args, "files"))]
    if not named or any(name not in core.uploads or core.uploads[name].text is None for name in named):
        raise Refused("file_not_found")
    message = core.bot_message(conversation.id, str(args.get("initial_comment") or ""), [])
    message.files = [core.uploads.pop(name) for name in named]
    core.post(message)
    return {"files": [{"id": file.id, "title": file.name} for file in message.files]}


def delete(core: Core, args: Json) -> Json:
    """files.delete: a file of the bot; a message of which nothing is left goes with it."""
    _granted(core)
    wanted = need(args, "file")
    for conversation in core.workspace.conversations.values():
        for message in list(conversation.messages.values()):
            if any(file.id == wanted for file in message.files):
                message.files = [file for file in message.files if file.id != wanted]
                core.workspace.touch(core.workspace.audience(message))
                if not message.files and not message.text:
                    core.remove(message)
                return {}
    raise Refused("file_not_found")


def _granted(core: Core) -> None:
    scopes = core.workspace.cast.bot.scopes
    if SCOPE not in scopes:
        raise Refused("missing_scope", needed=SCOPE, provided=",".join(scopes))
