"""What Slack writes in place of names and links, made readable: a document is read outside of Slack too."""

from __future__ import annotations

import re

_NAMED = re.compile(r"<([@#])[A-Z0-9]+\|([^<>|]+)>")
_MARKUP = re.compile(r"<(?:([@#!])|(?:mailto:|tel:)|(?=https?://))([^<>|\n]+)(?:\|([^<>|]*))?>")


def in_command(text: str) -> str:
    """Make the names in a command's words readable. Whatever else stands in angle brackets there was typed so."""
    return _NAMED.sub(lambda found: f"{found[1]}{found[2]}", text)


def in_message(text: str) -> str:
    """Make names and links in a message readable. In it Slack escapes angle brackets that somebody typed."""
    return _MARKUP.sub(_spelled, text)


def _spelled(found: re.Match[str]) -> str:
    sign, target, label = found[1], found[2], found[3] or ""
    if sign == "!":
        name = target.partition("^")[0]
        return label or f"@{name}"
    if sign:
        return f"{sign}{label or target}"
    if not target.startswith("http"):
        return label or target
    return target if label in ("", target, target.partition("://")[2]) else f"{label} ({target})"
