"""What an app answers where something happened: in its acknowledgement, or through a response_url."""

from __future__ import annotations

from bot.playground.core import Core
from bot.playground.methods.args import flag
from bot.playground.refusal import Refused
from bot.playground.state import Json, Message
from bot.playground.surfaces import check_message
from bot.playground.tickets import ResponseUrl


def respond(core: Core, path: str, body: Json) -> Json:
    """Do what was posted to a response_url.

    Raises:
        Refused: used_url, expired_url or not_found; whatever Slack says to the message itself.
    """
    url = core.tickets.use(path)
    original = core.workspace.conversations[url.channel].messages.get(url.original or "")
    if flag(body, "delete_original"):
        if original:
            core.remove(original)
        return {}
    text, blocks = _content(body)
    if flag(body, "replace_original") and url.original:
        if original is None:
            raise Refused("message_not_found")
        core.edit(original, text, blocks)
        return {}
    wanted = body.get("thread_ts")
    _say(core, url.user, url.channel, body, core.workspace.thread(url.channel, str(wanted)) if wanted else None)
    return {}


def answer_command(core: Core, url: ResponseUrl, body: Json) -> None:
    """Show what came with the acknowledgement of a command, if anything did. Raises Refused."""
    if body.get("text") or body.get("blocks"):
        _say(core, url.user, url.channel, body, None)


def _say(core: Core, user: str, channel: str, body: Json, thread_ts: str | None) -> Message:
    text, blocks = _content(body)
    message = core.bot_message(channel, text, blocks, thread_ts)
    if body.get("response_type", "ephemeral") != "in_channel":
        message.seen_by = user
    return core.post(message)


def _content(body: Json) -> tuple[str, list[Json]]:
    text, blocks = str(body.get("text") or ""), body.get("blocks") or []
    # A response_url takes longer messages than the Web API does.
    check_message(text, blocks, most_in_blocks=None)
    return text, blocks
