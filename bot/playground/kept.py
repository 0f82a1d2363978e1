"""What is kept of a simulated Slack from one run to the next: one file, replaced whole after each change."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import structlog
from pydantic import TypeAdapter, ValidationError

from bot.playground.cast import Person
from bot.playground.core import Core
from bot.playground.state import Conversation, Json, View

A_RUN_OF_NUMBERS = 10_000
"""How many numbers the next run leaves out: of a run that was killed the last ones were not written down, and an
event whose number the bot knows already would be taken for a repetition."""

log = structlog.get_logger(__name__)


class KeepError(Exception):
    """Nothing can be kept there; the message says why and what to do, for whoever named the place."""


@dataclass
class Saved:
    """What is in the file. Trouble and what the bot was lent for a moment (triggers, addresses) end with a run, and so
    does what only one person saw: Slack keeps nothing of it either.
    """

    format: Literal[1]
    team: str
    last_id: int
    last_ts: int
    people: dict[str, Person]
    conversations: dict[str, Conversation]
    homes: dict[str, View]
    modals: dict[str, list[View]]
    unheard: list[Json] = field(default_factory=list)
    """Events that the bot has not acknowledged."""


SAVED = TypeAdapter(Saved)


class Keeper:
    """Writes one workspace to its file while it changes."""

    def __init__(self, core: Core, file: Path) -> None:
        self._core = core
        self._file = file
        self._written = -1
        self._stopping = False
        self._thread: threading.Thread | None = None

    def load(self) -> None:
        """Take up what is in the file, if it is there. Call it before anybody acts.

        Raises:
            KeepError: it is not what we wrote, or cannot be read.
        """
        try:
            saved = SAVED.validate_json(self._file.read_bytes())
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._no(f"cannot be read ({error.strerror})") from error
        except ValidationError as wrong:
            raise self._no("is damaged or not ours, and nothing was changed") from wrong
        workspace = self._core.workspace
        if saved.team != workspace.cast.team_id:
            raise self._no("is of another workspace, and nothing was changed")
        with workspace.lock:
            workspace.restore(saved.last_id + A_RUN_OF_NUMBERS, saved.last_ts)
            workspace.people, workspace.conversations = saved.people, saved.conversations
            workspace.homes, workspace.modals = saved.homes, saved.modals
            workspace.welcome_the_rest()
            for payload in saved.unheard:
                self._core.deliveries.event(payload)

    def save(self) -> None:
        """Write the file now.

        Raises:
            KeepError: it cannot be written.
        """
        try:
            self._write()
        except OSError as error:
            raise self._no(f"cannot be written ({error.strerror})") from error

    def start(self) -> None:
        """Write the file now, and whenever something has changed.

        Raises:
            KeepError: it cannot be written.
        """
        self.save()
        self._stopping = False
        self._thread = threading.Thread(target=self._keep, name="simulated-keeper", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Write the end, and stop."""
        if self._thread is None:
            return
        with self._core.workspace.lock:
            self._stopping = True
            self._core.workspace.lock.notify_all()
        self._thread.join()
        self._thread = None
        self._try_to_write()

    def _no(self, why: str) -> KeepError:
        return KeepError(f"{self._file} {why}. Name another folder, or remove this one.")

    def _keep(self) -> None:
        workspace = self._core.workspace
        while True:
            with workspace.lock:
                workspace.lock.wait_for(lambda: self._stopping or workspace.version != self._written)
                if self._stopping:
                    return
            self._try_to_write()

    def _try_to_write(self) -> None:
        try:
            self._write()
        except OSError as error:
            log.error("playground.not_kept", file=str(self._file), error=error.strerror)

    def _write(self) -> None:
        workspace = self._core.workspace
        with workspace.lock:
            self._written = workspace.version
            content = SAVED.dump_json(self._saved())
        beside = self._file.with_suffix(".new")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
            opened.write(content)
        beside.replace(self._file)

    def _saved(self) -> Saved:
        workspace = self._core.workspace
        return Saved(
            format=1,
            team=workspace.cast.team_id,
            last_id=workspace.last_id,
            last_ts=workspace.last_ts,
            people=workspace.people,
            conversations={one.id: _lasting(one) for one in workspace.conversations.values()},
            homes=workspace.homes,
            modals=workspace.modals,
            unheard=[one.payload for one in self._core.deliveries.outstanding() if one.kind == "events_api"],
        )


def _lasting(conversation: Conversation) -> Conversation:
    everybodys = {ts: one for ts, one in conversation.messages.items() if one.seen_by is None}
    return replace(conversation, messages=everybodys)
