"""Whether Slack sent a request: it signs the bytes of each with the app's signing secret and the time."""

from __future__ import annotations

import hmac
from datetime import datetime

WINDOW = 300  # seconds that Slack's clock and ours may be apart; whoever recorded a request cannot send it again later


def flaw(secret: str, timestamp: str, signature: str, body: bytes, now: datetime) -> str | None:
    """Return in a word why this is not signed by Slack, or None where it is.

    Args:
        secret: the app's signing secret.
        timestamp: seconds since 1970, as the request names them.
        signature: `v0=` and 64 hexadecimal digits, as the request names it.
        body: the bytes that were signed, unread.
        now: our UTC instant.
    """
    if not timestamp or not signature:
        return "unsigned"
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= len("9999999999")):
        return "time"
    if abs(now.timestamp() - int(timestamp)) > WINDOW:
        return "old"
    right = "v0=" + hmac.digest(secret.encode(), b"v0:%b:%b" % (timestamp.encode(), body), "sha256").hex()
    # As bytes: compared as texts, a character outside ASCII would raise. WSGI hands headers over as Latin-1.
    return None if hmac.compare_digest(right.encode(), signature.encode("latin-1", "replace")) else "wrong"
