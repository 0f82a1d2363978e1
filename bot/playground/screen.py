"""What one person sees, and nothing else."""

from __future__ import annotations

from collections import Counter

from bot.playground import elements, stored
from bot.playground.cast import Person
from bot.playground.core import Core
from bot.playground.standing import standing
from bot.playground.state import Conversation, Json, Message, View, instant
from bot.playground.workspace import Workspace


def screen(core: Core, user: str) -> Json:
    """Return the screen of one person, and how the simulator stands. Raises Refused(user_not_found)."""
    workspace = core.workspace
    with workspace.lock:
        person = workspace.person(user)
        mine = [c for c in workspace.conversations.values() if user in c.members]
        home, stack = workspace.homes.get(user), workspace.modals.get(user)
        return {
            "version": workspace.versions.get(user, 0),
            "now": workspace.clock.now().isoformat(),
            "me": describe(person),
            "bot": {"connected": core.deliveries.connected > 0},
            "trouble": standing(core),
            "people": len(workspace.people),
            "conversations": [_conversation(workspace, one, user) for one in mine],
            "home": _view(workspace, home) if home else None,
            "modal": _view(workspace, stack[-1]) if stack else None,
        }


def describe(person: Person) -> Json:
    """Return a person for the list of people."""
    return {
        "id": person.id,
        "name": person.real_name,
        "handle": person.name,
        "title": person.title,
        "about": person.about,
        "kind": person.kind,
        "is_admin": person.is_admin,
        "is_deleted": person.is_deleted,
        "tz": person.tz,
    }


def _conversation(workspace: Workspace, conversation: Conversation, user: str) -> Json:
    visible = [m for m in conversation.messages.values() if m.seen_by in (None, user)]
    replies = Counter(m.thread_ts for m in visible)
    last_read = conversation.read.get(user, "0")
    unread = [m for m in visible if m.user != user and m.seen_by is None and m.ts > last_read]
    return {
        "id": conversation.id,
        "kind": conversation.kind,
        "name": workspace.cast.bot.name if conversation.kind == "im" else conversation.name,
        "unread": len(unread),
        "last_read": last_read,
        "messages": [_message(workspace, m, user, replies[m.ts]) for m in sorted(visible, key=lambda m: m.ts)],
    }


def _message(workspace: Workspace, message: Message, user: str, reply_count: int) -> Json:
    author = workspace.people.get(message.user)
    shown: Json = {
        "ts": message.ts,
        "broadcast": message.broadcast,
        "user": message.user,
        "name": author.real_name if author else workspace.cast.bot.name,
        "bot": message.bot,
        "text": message.text,
        "blocks": message.blocks,
        # Slack marks no edit of an app's blocks, only of texts.
        "edited": message.edited_ts is not None and not (message.bot and message.blocks),
        "ephemeral": message.seen_by is not None,
        "reply_count": reply_count,
        "at": instant(message.ts).isoformat(),
        "state": elements.values(message.blocks, message.picks.get(user, {})),
    }
    if message.files:
        shown["files"] = [{"id": file.id, "name": file.name, "text": file.text} for file in message.files]
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    return shown


def _view(workspace: Workspace, view: View) -> Json:
    return stored.view_object(workspace, view) | {"errors": dict(view.errors)}
