"""Addresses inside Slack."""

from __future__ import annotations


def message_link(domain: str, channel: str, ts: str) -> str:
    """Return the address of a message; `ts` as Slack writes it, with its dot."""
    return f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}"


def conversation_link(domain: str, channel: str) -> str:
    """Return the address of a conversation."""
    return f"https://{domain}.slack.com/archives/{channel}"
