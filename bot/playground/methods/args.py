"""Arguments of a call, whichever of the three ways they came: JSON, a form, or the query."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from bot.playground.refusal import Refused
from bot.playground.state import Json

NESTED = {"blocks", "attachments", "view", "metadata", "files"}
"""Arguments that are JSON inside a form."""


def parse(content_type: str, body: bytes, query: str) -> Json:
    """Return the arguments of a call. Raises Refused(invalid_json, invalid_form_data, invalid_blocks_format)."""
    found: Json = dict(parse_qsl(query, keep_blank_values=True))
    if body.strip():
        found |= _json(body) if content_type.startswith("application/json") else _form(body)
    return {name: _nested(name, value) for name, value in found.items()}


def need(args: Json, name: str) -> str:
    """Return an argument that must be there. Raises Refused(invalid_arguments)."""
    value = args.get(name)
    if value is None or value == "":
        raise Refused("invalid_arguments", [f"[ERROR] missing required field: {name}"])
    return str(value)


def flag(args: Json, name: str) -> bool:
    """Return a boolean argument, in any spelling Slack takes."""
    return str(args.get(name, "")).lower() in {"1", "true"}


def _json(body: bytes) -> Json:
    try:
        found = json.loads(body)
    except ValueError as wrong:
        raise Refused("invalid_json") from wrong
    if not isinstance(found, dict):
        raise Refused("json_not_object")
    return found


def _form(body: bytes) -> Json:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True))
    except ValueError as wrong:
        raise Refused("invalid_form_data") from wrong


def _nested(name: str, value: Any) -> Any:
    if name not in NESTED or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError as wrong:
        raise Refused("invalid_blocks_format" if name == "blocks" else "invalid_arguments") from wrong
