"""Where previews are drawn: made-up people in a throw-away database, and nobody at the door to Slack."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection

from advice.catalog import Catalog
from bot.runtime.blocks import Rendered, RenderedView
from bot.runtime.drawing import Drawing, Outgoing, Silence, View
from bot.runtime.telling import Telling
from bot.store import people
from bot.store.engine import Database
from bot.store.tables import metadata

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WORKSPACE = "T0PREVIEW"
Json = dict[str, Any]
Cases = dict[str, Json]


@dataclass(frozen=True)
class Drawn:
    """One picture: a view's name, what Slack is sent, and which variant of the case it is."""

    view: str
    json: Json
    variant: str = ""


@dataclass(frozen=True)
class Declared:
    """What the features declare, as far as drawing needs it."""

    views: Mapping[str, View]
    help_lines: Mapping[str, str]
    telling: Telling


class Stage:
    """One made-up person, the content they are shown, and what is kept about them."""

    def __init__(
        self, connection: Connection, catalog: Catalog, declared: Declared, user_id: str, numbers: Iterator[int]
    ) -> None:
        self.connection = connection
        self.catalog = catalog
        self.user_id = user_id
        self.channel = user_id.replace("U", "D", 1)
        self._declared = declared
        self._numbers = numbers
        people.meet(connection, workspace=WORKSPACE, user_id=user_id, tz="Europe/Lisbon", channel=self.channel, now=NOW)
        people.change_known(connection, WORKSPACE, user_id, consented_at=NOW)

    def new_id(self) -> str:
        """Return an id for a new row: greater than those before, and the same at every run."""
        return f"{next(self._numbers):020d}"

    def draw(self, view: str, **ids: Any) -> Json:
        """Draw a declared view as the outbox would.

        Raises:
            LookupError: the row would be skipped; its reason.
        """
        return as_json(self._outgoing(view, ids).rendered)

    def without_charts(self, view: str, **ids: Any) -> Json:
        """Draw a declared view as it is sent where Slack refuses its charts.

        Raises:
            LookupError: the row would be skipped, or there is no chart in it.
        """
        rendered = self._outgoing(view, ids).rendered
        if rendered.plainer is None:
            raise LookupError(f"{view} has no chart")
        return as_json(rendered.plainer)

    def drawing(self, ids: Mapping[str, Any]) -> Drawing:
        """Return what a view is drawn from."""
        told = self._declared
        here = (self.connection, self.catalog, WORKSPACE, self.user_id)
        return Drawing(*here, ids, NOW, told.help_lines, told.telling)

    def forget_consent(self) -> None:
        """Make the person somebody who has not agreed to anything yet."""
        people.change_known(self.connection, WORKSPACE, self.user_id, consented_at=None)

    def _outgoing(self, view: str, ids: Mapping[str, Any]) -> Outgoing:
        outgoing = self._declared.views[view].draw(self.drawing(ids))
        if isinstance(outgoing, Silence):
            raise LookupError(f"{view} is not drawn: {outgoing.reason}")
        return outgoing


Cast: TypeAlias = Callable[[], Stage]


@contextmanager
def workshop() -> Iterator[Connection]:
    """Open a database that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="careercheck-preview-") as folder:
        database = Database(f"sqlite:///{Path(folder) / 'preview.db'}")
        try:
            with database.writing() as connection:
                metadata.create_all(connection)
                found_workspace(connection)
                yield connection
        finally:
            database.close()


def found_workspace(connection: Connection) -> None:
    """Make the workspace that the made-up people work in."""
    people.know_workspace(
        connection, workspace=WORKSPACE, bot_user_id="U0BOT", bot_id="B0BOT", domain="example", now=NOW
    )


def as_json(rendered: Rendered | RenderedView) -> Json:
    """Return a message or view as Slack takes it."""
    if isinstance(rendered, RenderedView):
        return dict(rendered.view)
    return {"text": rendered.text, "blocks": [dict(block) for block in rendered.blocks]}
