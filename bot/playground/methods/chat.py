"""Messages of the bot: post, change, delete, link to."""

from __future__ import annotations

from bot.playground import stored
from bot.playground.core import Core
from bot.playground.methods.args import flag, need
from bot.playground.refusal import Refused
from bot.playground.state import Conversation, Json, Message
from bot.playground.surfaces import check_message


def post_message(core: Core, args: Json) -> Json:
    """chat.postMessage: into a channel the bot is in, a direct conversation, or to a person by id."""
    conversation = where(core, need(args, "channel"))
    text, blocks = _content(args)
    message = core.bot_message(conversation.id, text, blocks, _thread(core, conversation, args))
    message.broadcast = bool(message.thread_ts) and flag(args, "reply_broadcast")
    message.metadata = _metadata(args)
    core.post(message)
    shown = stored.message_object(core.workspace, message) | {"bot_profile": stored.bot_profile(core.workspace)}
    return {"channel": conversation.id, "ts": message.ts, "message": shown}


def post_ephemeral(core: Core, args: Json) -> Json:
    """chat.postEphemeral: only for one person's eyes."""
    conversation = where(core, need(args, "channel"))
    user = need(args, "user")
    if user not in conversation.members:
        raise Refused("user_not_in_channel")
    text, blocks = _content(args)
    message = core.bot_message(conversation.id, text, blocks, _thread(core, conversation, args))
    message.seen_by = user
    core.post(message)
    return {"message_ts": message.ts}


def update(core: Core, args: Json) -> Json:
    """chat.update: a message of the bot. A text alone takes the old blocks away; blocks alone keep the text."""
    message = _own(core, args, "cant_update_message")
    has_text, has_blocks = args.get("text") is not None, args.get("blocks") is not None
    if not has_text and not has_blocks:
        raise Refused("no_text")
    text = str(args["text"]) if has_text else message.text
    blocks = args["blocks"] if has_blocks else []
    check_message(text, blocks)
    core.edit(message, text, blocks)
    shown = stored.message_object(core.workspace, message)
    return {"channel": message.channel, "ts": message.ts, "text": text, "message": shown}


def delete(core: Core, args: Json) -> Json:
    """chat.delete: a message of the bot."""
    message = _own(core, args, "cant_delete_message")
    core.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(core: Core, args: Json) -> Json:
    """chat.getPermalink: the address of a message, in its thread where it is a reply."""
    message = core.workspace.message(need(args, "channel"), need(args, "message_ts"))
    link = f"https://{core.workspace.cast.domain}.slack.com/archives/{message.channel}/p{message.ts.replace('.', '')}"
    if message.thread_ts and message.thread_ts != message.ts:
        link += f"?thread_ts={message.thread_ts}&cid={message.channel}"
    return {"channel": message.channel, "permalink": link}


def where(core: Core, channel: str) -> Conversation:
    """Return the conversation that the bot may post in. Raises Refused."""
    workspace = core.workspace
    if channel in workspace.people:
        channel = workspace.im_id(channel)
    conversation = workspace.conversation(channel)
    if not conversation.has_bot:
        raise Refused("not_in_channel" if not conversation.is_private else "channel_not_found")
    if conversation.kind == "im" and workspace.person(conversation.person).is_deleted:
        raise Refused("user_disabled")
    return conversation


def _content(args: Json) -> tuple[str, list[Json]]:
    text, blocks = str(args.get("text") or ""), args.get("blocks") or []
    check_message(text, blocks)
    return text, blocks


def _thread(core: Core, conversation: Conversation, args: Json) -> str | None:
    wanted = args.get("thread_ts")
    return core.workspace.thread(conversation.id, str(wanted)) if wanted else None


def _own(core: Core, args: Json, refusal: str) -> Message:
    message = core.workspace.message(need(args, "channel"), need(args, "ts"))
    if message.seen_by is not None:
        raise Refused("message_not_found")
    if not message.bot:
        raise Refused(refusal)
    return message


def _metadata(args: Json) -> Json | None:
    metadata = args.get("metadata")
    if metadata is None:
        return None
    shaped = isinstance(metadata, dict) and isinstance(metadata.get("event_payload"), dict)
    if not shaped or not isinstance(metadata.get("event_type"), str):
        raise Refused("invalid_metadata_format")
    return dict(metadata)
