"""What a feature declares, and the shapes of what it declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from advice.catalog import Catalog
from bot.runtime.drawing import View
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.telling import Teller

Handler: TypeAlias = Callable[[Services, Request], Reply]
Talker: TypeAlias = Callable[[Services, Request], Reply | None]


@dataclass(frozen=True)
class Command:
    """A word after /careercheck; a message to the bot may consist of it as well."""

    handle: Handler
    help: str  # one line for the help
    spoken: tuple[str, ...] = ()  # what people write to the bot for it beside the word itself
    begins: tuple[str, ...] = ()  # words after /careercheck that mean it whatever follows them; no command themselves
    asks: Callable[[str], bool] | None = None  # tells whether a message asks for it in words of its own


@dataclass(frozen=True)
class Feature:
    """What a feature declares. Names of actions, modals and views are the policy's and the database's too."""

    name: str
    commands: Mapping[str, Command] = field(default_factory=dict)
    from_content: Callable[[Catalog], Mapping[str, Command]] | None = None  # commands that the content declares
    actions: Mapping[str, Handler] = field(default_factory=dict)
    modals: Mapping[str, Handler] = field(default_factory=dict)
    shortcuts: Mapping[str, Handler] = field(default_factory=dict)
    events: Mapping[str, Handler] = field(default_factory=dict)
    hears: Talker | None = None  # is asked first about whatever somebody writes, after a command too
    messages: Talker | None = None  # answers a message of a person to the bot, or None: not for me
    fallback: Handler | None = None  # answers what nobody else understood; one feature declares it
    views: Mapping[str, View] = field(default_factory=dict)
    tellers: Mapping[str, Teller] = field(default_factory=dict)  # kind of occasion -> how it is told


def commands(features: Iterable[Feature], catalog: Catalog) -> dict[str, Command]:
    """Return every command by its word: what each feature declares, and what the content declares for it.

    Raises:
        ValueError: two of them have the same word.
    """
    declared = (
        table
        for feature in features
        for table in (feature.commands, feature.from_content(catalog) if feature.from_content else {})
    )
    return merged(declared)


def merged(tables: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Put tables together.

    Raises:
        ValueError: something is in two of them.
    """
    together: dict[str, Any] = {}
    for table in tables:
        twice = together.keys() & table.keys()
        if twice:
            raise ValueError(f"declared twice: {sorted(twice)}")
        together.update(table)
    return together
