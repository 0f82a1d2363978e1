"""What Slack answered, read: what it says, or which error that is. Nothing here speaks to Slack."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from bot.runtime.errors import SlackBusy, SlackRefused, SlackShut, SlackUnsure

DEFAULT_WAIT, LONGEST_WAIT = 30.0, 3600.0  # seconds, where Slack says "later" without a usable number
_SHUT = frozenset(
    {
        "token_revoked",
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "missing_scope",
        "token_expired",
        "org_login_required",
    }
)
_UNSURE = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})


@dataclass(frozen=True)
class Introduction:
    """What Slack says about the token we come with."""

    identity: Mapping[str, Any]  # team_id, team, user_id, bot_id, url
    scopes: frozenset[str] | None  # what the token may do; None where Slack does not say
    date: datetime | None  # Slack's own time, to the second


@dataclass(frozen=True)
class QuietHours:
    """The time in which somebody wants no notifications, now or next (UTC instants)."""

    begins: datetime
    ends: datetime

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> QuietHours | None:
        """Read the answer of dnd.info; None: the person has not said so."""
        try:
            begins, ends = (datetime.fromtimestamp(answer[f"next_dnd_{end}_ts"], UTC) for end in ("start", "end"))
        except (KeyError, TypeError, ValueError, OverflowError, OSError):
            return None
        return cls(begins, ends) if answer.get("dnd_enabled") else None


def read(status: int, headers: Mapping[str, str], data: bytes) -> dict[str, Any]:
    """Return what a method answered.

    Raises:
        SlackBusy, SlackRefused, SlackShut: it took nothing.
        SlackUnsure: it may have.
    """
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise SlackBusy("ratelimited", _wait(headers))
    answer = _json(data)
    if answer is None and HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        raise SlackRefused(_word(data))  # how a response address says no
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or not isinstance(answer, dict) or "ok" not in answer:
        raise SlackUnsure(f"http_{status}")
    if answer["ok"]:
        return answer
    code = str(answer.get("error", "unknown_error"))
    if code == "ratelimited":
        raise SlackBusy(code, _wait(headers))
    if code in _SHUT:
        raise SlackShut(code)
    if code in _UNSURE:
        raise SlackUnsure(code)
    raise SlackRefused(code)


def scopes(headers: Mapping[str, str]) -> frozenset[str] | None:
    """Return what the token may do; None where Slack does not say."""
    said = headers.get("x-oauth-scopes")
    return None if said is None else frozenset(scope for scope in re.split(r"[,\s]+", said) if scope)


def date(headers: Mapping[str, str]) -> datetime | None:
    """Return what time it was by Slack's clock, to the second; None where it does not say."""
    try:
        return parsedate_to_datetime(headers.get("Date") or "").astimezone(UTC)
    except ValueError:
        return None


def _wait(headers: Mapping[str, str]) -> float:
    """Return the seconds after which we may come again."""
    try:
        seconds = float(headers.get("Retry-After") or "")
    except ValueError:
        return DEFAULT_WAIT
    return min(seconds, LONGEST_WAIT) if seconds > 0 else DEFAULT_WAIT


def _word(data: bytes) -> str:
    word = data.strip().decode("ascii", errors="replace")
    return word if re.fullmatch(r"[a-z_]{1,40}", word) else "refused"


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return None
