"""Addresses inside Slack."""

from __future__ import annotations


def message_link(domain: str, channel: str, ts: str, thread_ts: str | None = None) -> str:
    """Return the address of a message; with `thread_ts` it opens in its thread."""
    link = f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}"
    return f"{link}?thread_ts={thread_ts}&cid={channel}" if thread_ts else link


def workspace_link(domain: str) -> str:
    """Return the address of a workspace."""
    return f"https://{domain}.slack.com/"


def app_link(workspace: str, app_id: str, tab: str = "messages") -> str:
    """Return the address of the conversation with the bot (or of its Home tab)."""
    return f"slack://app?team={workspace}&id={app_id}&tab={tab}"
