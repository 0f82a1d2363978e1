"""The public address under which Slack reaches a bot that serves HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

PATH = "/slack/events"
LONGEST = 3000 - len(PATH)  # characters that Slack takes


class BadAddress(ValueError):
    """Slack could not call this address; the message says what to write instead."""


@dataclass(frozen=True)
class Address:
    """Where the bot is reached from outside, usually a proxy in front of it."""

    events: str  # the one address that Slack calls: for events, clicks and commands


def read(written: str) -> Address:
    """Read what an operator wrote, with `/slack/events` at its end or without.

    Raises:
        BadAddress: Slack calls https addresses only, and none with a query or a password.
    """
    address = written.strip().rstrip("/").removesuffix(PATH)
    try:
        parts = urlsplit(address)
        fine = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine or set(address) & set(" ?#@\\") or not address.isascii() or len(address) > LONGEST:
        raise BadAddress("Slack calls https addresses only: write it as --url https://careercheck.example.com.")
    return Address(address + PATH)
