"""Small rules about JSON, to be put together into tables: each looks at a value and yields what is wrong where.

What is wrong reads as Slack words it, with a JSON pointer:
`[ERROR] missing required field: text [json-pointer:/blocks/0]`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Rule = Callable[[Any, str], Iterator[str]]


def problem(what: str, at: str) -> str:
    """Return one line of complaint."""
    return f"[ERROR] {what} [json-pointer:{at}]"


def string(most: int, least: int = 0) -> Rule:
    """A string of `least` to `most` characters."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must provide a string", at)
        elif len(value) > most:
            yield problem(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            yield problem(f"must be more than {least - 1} characters", at)

    return check


def one_of(*allowed: str) -> Rule:
    """One of these strings."""

    def check(value: Any, at: str) -> Iterator[str]:
        if value not in allowed:
            yield problem(f"must be a valid enum value: {', '.join(allowed)}", at)

    return check


def boolean(value: Any, at: str) -> Iterator[str]:
    """True or false."""
    if not isinstance(value, bool):
        yield problem("must provide a boolean", at)


def anything(_value: Any, _at: str) -> Iterator[str]:
    """Whatever it is."""
    yield from ()


def number(least: float = -math.inf, most: float = math.inf, above: float = -math.inf) -> Rule:
    """A finite number from `least` to `most`, and greater than `above`."""

    def check(value: Any, at: str) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            yield problem("must provide a finite number", at)
        elif value < least or value <= above:
            yield problem(f"must be greater than {above if value <= above else least}", at)
        elif value > most:
            yield problem(f"must be less than or equal to {most}", at)

    return check


def url(value: Any, at: str) -> Iterator[str]:
    """An address with a scheme, of at most 3000 characters."""
    wrong = list(string(3000, 1)(value, at))
    yield from wrong
    if not wrong and "://" not in value and not value.startswith("mailto:"):
        yield problem("invalid url", at)


def items(rule: Rule, most: int, least: int = 1) -> Rule:
    """A list of `least` to `most` values that each keep `rule`."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must provide an array", at)
            return
        if len(value) > most:
            yield problem(f"no more than {most} items allowed", at)
        if len(value) < least:
            yield problem(f"no fewer than {least} items allowed", at)
        for index, item in enumerate(value):
            yield from rule(item, f"{at}/{index}")

    return check


def fields(
    required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None, either: tuple[str, ...] = ()
) -> Rule:
    """An object with these fields and no others; at least one of `either`. Its `type` is somebody else's business."""
    known = {"type": anything, **required, **(optional or {})}

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", at)
            return
        for name in required:
            if name not in value:
                yield problem(f"missing required field: {name}", at)
        if either and not any(name in value for name in either):
            yield problem(f"must define either {' or '.join(f'`{name}`' for name in either)}", at)
        for name, item in value.items():
            if name in known:
                yield from known[name](item, f"{at}/{name}")
            else:
                yield problem(f"invalid additional property: {name}", at)

    return check


def typed(table: Mapping[str, Rule]) -> Rule:
    """An object whose `type` names its row in `table`."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", at)
        elif "type" not in value:
            yield problem("missing required field: type", at)
        elif value["type"] not in table:
            yield problem(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            yield from table[value["type"]](value, at)

    return check


def later(rule: Callable[[], Rule]) -> Rule:
    """A rule that is defined further down."""

    def check(value: Any, at: str) -> Iterator[str]:
        yield from rule()(value, at)

    return check


def both(first: Rule, second: Rule) -> Rule:
    """`first`, and where it finds nothing wrong `second`."""

    def check(value: Any, at: str) -> Iterator[str]:
        wrong = list(first(value, at))
        yield from wrong
        if not wrong:
            yield from second(value, at)

    return check
