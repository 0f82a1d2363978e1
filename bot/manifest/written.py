"""A manifest as text to paste."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def as_json(document: Mapping[str, Any]) -> str:
    """Write it as JSON."""
    return json.dumps(document, indent=2, ensure_ascii=False)


def as_yaml(document: Mapping[str, Any]) -> str:
    """Write it as YAML. A text, number or truth value of JSON is one of YAML as it stands."""
    return "\n".join(_yaml(document))


def _yaml(value: Any) -> Iterator[str]:
    """Yield the lines of a value, without indentation."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            lines = list(_yaml(inner))
            if isinstance(inner, Mapping | list):
                yield f"{key}:"
                yield from (f"  {line}" for line in lines)
            else:
                yield f"{key}: {lines[0]}"
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            first, *others = _yaml(inner)
            yield f"- {first}"
            yield from (f"  {line}" for line in others)
    else:
        yield json.dumps(value, ensure_ascii=False)
