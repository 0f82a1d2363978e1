"""Payloads spoiled: parts dropped, turned into something else, repeated, blown up, swapped; and bytes changed.

A part that holds words is spoiled with the canary in it, so that words in a log are noticed.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tests.fuzz.payloads import BEN, CANARY

Json = dict[str, Any]
Place = tuple[Any, Any]  # a container, and the key or index of a part of it
MANY = 1000

ODD_TEXTS = (
    "", " ", "\n", "\0", f"{CANARY}\0", "\ud800", f"\udfff{CANARY}", "\u202e" + CANARY, "\u200d" * 50,
    "e" + "\u0301" * 300, "9999-12-31", "0000-00-00",
    "👩‍👩‍👧‍👦" * 30, f"<!channel> {CANARY}", "<@U0BEN0001>", f"<https://example.com|{CANARY}>",
    "'; DROP TABLE people; --",
    "{{7*7}} %s {0} ${HOME}", "../../etc/passwd", "null", "0", "-1", "1e999", "NaN", "|", "||", ":", "|" * 40, "yes",
    BEN, "T0ELSEWHERE", "𝒮𝓁𝒶𝒸𝓀", "ß" * 100, "İ", "\ufeff", "٣", "²", "a|b|c", "2026-02-30",
)  # fmt: skip
OTHERS: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**63, 10**40, 0.5, 1e308, [], {}, [[]], [None], [{}], {"id": None}, {"id": []}, {"": ""},
    {"id": {"id": {}}}, [CANARY], {"type": CANARY}, {"values": []},
)  # fmt: skip


def places(part: Any) -> list[Place]:
    """Return places in a payload, as many as it takes to choose from."""
    found: list[Place] = []
    waiting = [part]
    while waiting and len(found) < MANY:
        holder = waiting.pop()
        keys: Any = holder if isinstance(holder, dict) else range(len(holder))
        found += [(holder, key) for key in keys]
        waiting += [holder[key] for key in keys if isinstance(holder[key], dict | list)]
    return found


def spoil(payload: Json, chance: random.Random, other: Json) -> None:
    """Change a payload in one to four places; `other` is one to take parts from."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 4))):
        found = places(payload)
        if found:
            chance.choice(WAYS)(*chance.choice(found), chance, other)


def spoil_bytes(body: bytes, chance: random.Random) -> bytes:
    """Change a body in one to eight places."""
    changed = bytearray(body)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed) + 1)
        how = chance.randrange(5)
        if how == 0 and at < len(changed):
            changed[at] = chance.randrange(256)
        elif how == 1:
            changed[at:at] = bytes(chance.randrange(256) for _ in range(chance.choice((1, 1, 4, 40))))
        elif how == 2:
            del changed[at : at + chance.choice((1, 1, 5, 50, len(changed)))]
        elif how == 3:
            changed[at:at] = changed[max(0, at - chance.choice((1, 10, 200))) : at]
        elif how == 4:
            changed[at:at] = chance.choice(
                (b"\0", b"%00", b"%", b"%zz", b"&payload={}&", b"\xff\xfe", b'"', b"{", b"]}")
            )
    return bytes(changed)


def _drop(holder: Any, key: Any, _chance: random.Random, _other: Json) -> None:
    del holder[key]


def _turn(holder: Any, key: Any, chance: random.Random, _other: Json) -> None:
    holder[key] = deepcopy(chance.choice(OTHERS))


def _reword(holder: Any, key: Any, chance: random.Random, _other: Json) -> None:
    holder[key] = chance.choice(ODD_TEXTS)


def _repeat(holder: Any, key: Any, chance: random.Random, _other: Json) -> None:
    value, times = holder[key], chance.choice((2, 3, 100))
    holder[key] = value * times if isinstance(value, str | list) else [value] * times


def _blow_up(holder: Any, key: Any, chance: random.Random, _other: Json) -> None:
    size = chance.choice((300, 300, 3_000, 3_000, 3_000, 40_000, 40_000, 400_000))
    holder[key] = chance.choice((f"{CANARY} ", "é", "<&>", "\n")) * (size // 8)


def _nest(holder: Any, key: Any, chance: random.Random, _other: Json) -> None:
    value = holder[key]
    for level in range(chance.choice((1, 3, 60, 90, 150))):
        value = [value] if level % 2 else {chance.choice(("id", "event", "message", "value")): value}
    holder[key] = value


def _swap(holder: Any, key: Any, chance: random.Random, other: Json) -> None:
    where, which = chance.choice(places(other))
    holder[key] = deepcopy(where[which])


def _rename(holder: Any, key: Any, chance: random.Random, _other: Json) -> None:
    if isinstance(holder, dict):
        holder[chance.choice((key.upper(), f"{key}s", "", "type", "id", CANARY))] = holder.pop(key)


WAYS: tuple[Callable[[Any, Any, random.Random, Json], None], ...] = (
    _drop, _turn, _turn, _reword, _reword, _repeat, _blow_up, _nest, _swap, _rename,
)  # fmt: skip
