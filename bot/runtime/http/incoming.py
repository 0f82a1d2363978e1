"""The body of a request that Slack signed, read into a payload. What cannot be read is refused before anything else."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_to_bytes

DEEPEST = 100  # levels of a payload; Slack's own, a form with rich text in it, have about fifteen
MOST_FIELDS = 100  # of a form; a slash command has about fifteen
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


class Unreadable(ValueError):
    """A body that is no payload. Answered with `status`; `word` says why, and quotes nothing of it."""

    def __init__(self, status: HTTPStatus, word: str) -> None:
        super().__init__(word)
        self.status = status
        self.word = word


def read(content_type: str, body: bytes) -> dict[str, Any]:
    """Return the payload in a body: JSON (events), a form (commands), or JSON in a form's field (all else).

    Raises:
        Unreadable: it is none of these.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind == JSON:
        return _json(_text(body))
    if kind != FORM:
        raise Unreadable(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "content_type")
    fields = _form(body)
    return _json(fields["payload"]) if "payload" in fields else fields


def _form(body: bytes) -> dict[str, Any]:
    pairs = body.split(b"&", MOST_FIELDS)
    if len(pairs) > MOST_FIELDS:
        raise Unreadable(HTTPStatus.BAD_REQUEST, "fields")
    return {_field(name): _field(value) for name, _, value in (pair.partition(b"=") for pair in pairs)}


def _field(written: bytes) -> str:
    return _text(unquote_to_bytes(written.replace(b"+", b" ")))


def _text(written: bytes) -> str:
    if b"\0" in written:
        raise Unreadable(HTTPStatus.BAD_REQUEST, "nul")
    try:
        return written.decode()
    except UnicodeDecodeError as error:
        raise Unreadable(HTTPStatus.BAD_REQUEST, "encoding") from error


def _json(text: str) -> dict[str, Any]:
    if "\\u0000" in text and _NUL.search(text):
        raise Unreadable(HTTPStatus.BAD_REQUEST, "nul")
    try:
        value = _DECODER.decode(text)
    except RecursionError as error:
        raise Unreadable(HTTPStatus.BAD_REQUEST, "depth") from error
    except ValueError as error:
        raise Unreadable(HTTPStatus.BAD_REQUEST, "json") from error
    if not isinstance(value, dict):
        raise Unreadable(HTTPStatus.BAD_REQUEST, "json")
    if text.count("{") + text.count("[") > DEEPEST and _deeper(value, DEEPEST):
        raise Unreadable(HTTPStatus.BAD_REQUEST, "depth")
    return value


def _deeper(value: Any, levels: int) -> bool:
    """Tell whether a value is nested more than `levels` deep, without recursion of our own."""
    layer = [value]
    for _ in range(levels):
        inner = [one.values() if isinstance(one, dict) else one for one in layer]
        layer = [part for parts in inner for part in parts if isinstance(part, dict | list)]
        if not layer:
            return False
    return True


def _no_number(_word: str) -> float:
    raise ValueError  # NaN and Infinity are Python's, not JSON's


_DECODER = json.JSONDecoder(parse_constant=_no_number)
