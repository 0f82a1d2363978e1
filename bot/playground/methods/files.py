"""Files of the bot: announced, brought, shared in a conversation, deleted."""

from __future__ import annotations

from typing import Any

from bot.playground.core import Core
from bot.playground.methods.args import need
from bot.playground.methods.chat import where
from bot.playground.refusal import Refused
from bot.playground.state import File, Json, Message

SCOPE = "files:write"


def get_upload_url(core: Core, args: Json) -> Json:
    """files.getUploadURLExternal: where to bring a file of so many bytes."""
    core.need_scope(SCOPE)
    name, length = need(args, "filename"), need(args, "length")
    if not (length.isascii() and length.isdecimal()):
        raise Refused("invalid_arguments", ["[ERROR] must be an integer [json-pointer:/length]"])
    if int(length) == 0:
        raise Refused("missing_argument")
    file = File(core.workspace.next_id("F"), name, int(length))
    core.uploads[file.id] = file
    return {"upload_url": f"{core.tickets.base_url}/upload/v1/{file.id}", "file_id": file.id}


def bring(core: Core, file_id: str, content: bytes) -> None:
    """Take in the bytes of a file. Raises Refused(file_not_found, invalid_length or invalid_text)."""
    file = core.uploads.get(file_id)
    if file is None:
        raise Refused("file_not_found")
    if len(content) != file.length:
        raise Refused("invalid_length")
    try:
        file.text = content.decode()
    except UnicodeDecodeError as wrong:
        raise Refused("invalid_text") from wrong  # Slack takes any bytes; the page here shows only texts


def complete_upload(core: Core, args: Json) -> Json:
    """files.completeUploadExternal: share what was brought, in one message of the bot."""
    core.need_scope(SCOPE)
    need(args, "files")
    named = _named(args["files"])
    if any(name not in core.uploads or core.uploads[name].text is None for name in named):
        raise Refused("file_not_found")
    conversation = where(core, core.workspace.conversation(need(args, "channel_id")).id)
    message = core.bot_message(conversation.id, str(args.get("initial_comment") or ""), [])
    message.files = [core.uploads.pop(name) for name in named]
    core.post(message)
    return {"files": [{"id": file.id, "title": file.name} for file in message.files]}


def delete(core: Core, args: Json) -> Json:
    """files.delete: a file of the bot; a message of which nothing is left goes with it."""
    core.need_scope(SCOPE)
    wanted = need(args, "file")
    if wanted in core.deleted_files:
        raise Refused("file_deleted")
    message = _showing(core, wanted)
    if message is None and core.uploads.pop(wanted, None) is None:
        raise Refused("file_not_found")
    core.deleted_files.add(wanted)
    if message is not None:
        message.files = [file for file in message.files if file.id != wanted]
        core.workspace.touch(core.workspace.audience(message))
        if not message.files and not message.text:
            core.remove(message)
    return {}


def _named(files: Any) -> list[str]:
    """Return the ids in a list of files, each once. Raises Refused(invalid_arguments)."""
    shaped = isinstance(files, list) and all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in files)
    if not files or not shaped:
        raise Refused("invalid_arguments", ["[ERROR] must be a list of objects with an id [json-pointer:/files]"])
    return list(dict.fromkeys(one["id"] for one in files))


def _showing(core: Core, file_id: str) -> Message | None:
    every = (one for there in core.workspace.conversations.values() for one in there.messages.values())
    return next((one for one in every if any(file.id == file_id for file in one.files)), None)
