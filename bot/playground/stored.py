"""Messages and views as Slack keeps them, returns them and sends them along."""

from __future__ import annotations

import html
from typing import Any

from bot.playground import elements
from bot.playground.state import Json, Message, View
from bot.playground.workspace import Workspace


def message_object(workspace: Workspace, message: Message) -> Json:
    """Return a message as Slack stores it and sends it along."""
    bot = workspace.cast.bot
    stored: Json = {"user": message.user, "type": "message", "ts": message.ts}
    if message.bot:
        stored |= {"bot_id": bot.bot_id, "app_id": bot.app_id}
    if message.client_msg_id:
        stored["client_msg_id"] = message.client_msg_id
    stored |= {"text": message.text, "team": workspace.cast.team_id, "blocks": message.blocks}
    if message.thread_ts:
        parent = workspace.parent_of(message)
        stored |= {"thread_ts": message.thread_ts, "parent_user_id": parent.user if parent else message.user}
    elif replies := workspace.replies(message):
        latest = max(reply.ts for reply in replies)
        stored |= {"thread_ts": message.ts, "reply_count": len(replies), "latest_reply": latest}
    if message.broadcast:
        stored["subtype"] = "thread_broadcast"
    if message.edited_ts:
        stored["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.files:
        stored["subtype"] = "file_share"
        stored["files"] = [{"id": file.id, "name": file.name, "title": file.name} for file in message.files]
    if message.metadata:
        stored["metadata"] = message.metadata
    return stored


def bot_profile(workspace: Workspace) -> Json:
    """Return the bot as its own messages show it."""
    bot = workspace.cast.bot
    icons = {"image_36": "", "image_48": "", "image_72": ""}
    return {
        "id": bot.bot_id, "app_id": bot.app_id, "name": bot.name, "deleted": False,
        "updated": 0, "team_id": workspace.cast.team_id, "icons": icons,
    }  # fmt: skip


def view_object(workspace: Workspace, view: View) -> Json:
    """Return a view as Slack returns it, with what the person has put in."""
    cast = workspace.cast
    body: dict[str, Any] = view.body
    return {
        "id": view.id,
        "team_id": cast.team_id,
        "type": body["type"],
        "blocks": body["blocks"],
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "state": {"values": elements.values(body["blocks"], view.picks)},
        "hash": view.hash,
        "title": body.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": body.get("clear_on_close", False),
        "notify_on_close": body.get("notify_on_close", False),
        "close": body.get("close"),
        "submit": body.get("submit"),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": cast.bot.app_id,
        "external_id": body.get("external_id", ""),
        "app_installed_team_id": cast.team_id,
        "bot_id": cast.bot.bot_id,
    }


def rich_text(text: str, block_id: str) -> list[Json]:
    """Return the block that Slack makes of what a person typed; `text` with its escapes."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": html.unescape(text)}]}
    return [{"type": "rich_text", "block_id": block_id, "elements": [section]}]
