"""The public address under which Slack reaches a bot that serves HTTP, usually that of a proxy in front of it."""

from __future__ import annotations

from urllib.parse import urlsplit

from bot.runtime.http.front import EVENTS

LONGEST = 3000 - len(EVENTS)  # characters that Slack takes


class BadAddress(ValueError):
    """Slack could not call this address; the message says what to write instead."""


def request_url(written: str) -> str:
    """Return the one address that Slack calls for events, clicks and commands.

    `written`: as an operator writes it, with `/slack/events` at its end or without.

    Raises:
        BadAddress: Slack calls https addresses only, and none with a query or a password.
    """
    address = written.strip().rstrip("/").removesuffix(EVENTS)
    try:
        parts = urlsplit(address)
        fine = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine or set(address) & set(" ?#@\\") or not address.isascii() or len(address) > LONGEST:
        raise BadAddress("Slack calls https addresses only: write it as --url https://careercheck.example.com.")
    return address + EVENTS
