"""Addresses inside Slack."""

from __future__ import annotations


def message_link(domain: str, channel: str, ts: str, thread_ts: str | None = None) -> str:
    """Return the address of a message; with `thread_ts` it opens in its thread."""
    link = f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}"
    return f"{link}?thread_ts={thread_ts}&cid={channel}" if thread_ts else link


def conversation_link(domain: str, channel: str) -> str:
    """Return the address of a conversation."""
    return f"https://{domain}.slack.com/archives/{channel}"
