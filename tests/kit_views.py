"""Every preview, once a process, and what is looked for in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.preview import previews

Json = dict[str, Any]


@dataclass(frozen=True)
class Picture:
    """One case of one view, as Slack would get it."""

    view: str
    case: str
    json: Json

    @property
    def surface(self) -> str:
        """Message, modal or home."""
        return str(self.json.get("type", "message"))

    @property
    def name(self) -> str:
        """What a test is called by."""
        return f"{self.view}: {self.case}"


@cache
def pictures() -> tuple[Picture, ...]:
    """Every view in all its cases."""
    return tuple(Picture(view, case, json) for view, cases in previews().items() for case, json in cases.items())


def parts(node: Any) -> Iterator[Json]:
    """Yield every JSON object in a view, however deep."""
    if isinstance(node, dict):
        yield node
        for inner in node.values():
            yield from parts(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from parts(inner)


def action_ids(picture: Picture) -> set[str]:
    """The action ids of everything that can be pressed or picked and sends something: not a field of a form."""
    fields = {id(part["element"]) for part in parts(picture.json) if part.get("type") == "input"}
    return {str(part["action_id"]) for part in parts(picture.json) if "action_id" in part and id(part) not in fields}
