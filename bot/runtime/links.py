"""Addresses inside Slack."""

from __future__ import annotations


def thread_link(domain: str, channel: str, ts: str) -> str:
    """Return the address of a thread, by the message that began it."""
    return f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}?thread_ts={ts}&cid={channel}"


def conversation_link(domain: str, channel: str) -> str:
    """Return the address of a conversation."""
    return f"https://{domain}.slack.com/archives/{channel}"
