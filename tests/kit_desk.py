"""The router in front of the features, on a database full of made-up people; Slack is a list of what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.declared import FEATURES, all_views, help_lines
from bot.features.lifecycle.work import meet
from bot.playground.refusal import Refused
from bot.playground.surfaces import check_message, check_view
from bot.preview import draw_all
from bot.preview.stage import NOW, WORKSPACE, Drawn, found_workspace
from bot.preview.words import ORDINARY
from bot.runtime.blocks import Rendered
from bot.runtime.clock import Clock, ManualClock
from bot.runtime.errors import SlackError
from bot.runtime.ids import Ids
from bot.runtime.instant import Instant, Instants
from bot.runtime.outbox import Outbox
from bot.runtime.posted import Posted
from bot.runtime.router import Router
from bot.runtime.services import Services
from bot.runtime.slack import SlackDoor
from bot.store import people
from bot.store.engine import Database
from bot.store.tables import audit, metadata, receipts
from tests.kit import LOST
from tests.kit_content import builtin_content
from tests.kit_storage import fresh_database

ELSEWHERE = "T0ELSEWHERE"
Json = dict[str, Any]
GUEST: Json = {"is_restricted": True}
COUNTED = (audit.name, receipts.name)  # that an event arrived, or was refused, is written down whatever becomes of it


@dataclass
class SlackAsTold:
    """Writes down what the door would have sent. Everybody whom we ask about is `user`."""

    user_facts: Json = field(default_factory=lambda: dict(GUEST))
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    scopes: frozenset[str] = frozenset()

    def user(self, user_id: str) -> Json:
        """Answer users.info."""
        self.asked.append(user_id)
        return {"id": user_id, "team_id": WORKSPACE, **self.user_facts}

    def open_conversation(self, user_id: str) -> str:
        """Answer conversations.open."""
        return user_id.replace("U", "D", 1)

    def respond(self, _url: str, rendered: Rendered, **_how: Any) -> None:
        """Take an answer through a response address."""
        self._take(lambda: check_message(rendered.text, list(rendered.blocks)), f"{rendered.text} {rendered.blocks}")

    def post(self, channel: str, rendered: Rendered, **_how: Any) -> Posted:
        """Take a message."""
        self.respond("", rendered)
        return Posted(channel, f"1795426000.{next(_TS):06d}")

    def open_view(self, _trigger: str, view: Json) -> None:
        """Take a modal."""
        self._take(lambda: check_view(dict(view), "modal"), str(view))

    def publish(self, _user_id: str, view: Json) -> None:
        """Take a Home tab."""
        self._take(lambda: check_view(dict(view), "home"), str(view))

    def delete(self, _channel: str, _ts: str) -> None:
        """Take a message back; nobody hears of it."""

    def delete_file(self, _file: str) -> None:
        """Take a file back; nobody hears of it."""

    def _take(self, check: Callable[[], object], words: str) -> None:
        try:
            check()
        except Refused as refused:
            self.refused.append(f"{refused.messages}: {words}")
        self.said.append(words)


class Watched(Instants):
    """Effects of which a broken one is kept for the test: to log it in colours takes seconds, and nobody sees it."""

    def __init__(self, clock: Clock, door: Any) -> None:
        super().__init__(clock, door)
        self.broken: list[Exception] = []

    def hand_over(self, *instants: Instant) -> None:
        """Take effects to be carried out at once."""
        super().hand_over(*(replace(instant, do=self._watched(instant)) for instant in instants))

    def _watched(self, instant: Instant) -> Callable[[SlackDoor], object]:
        def do(door: SlackDoor) -> object:
            try:
                return instant.do(door)
            except SlackError:
                raise
            except Exception as error:  # noqa: BLE001 - the desk fails by it
                self.broken.append(error)
                return None

        return do


@dataclass(eq=False)
class Desk:
    """What the rules press buttons at."""

    services: Services
    router: Router
    slack: SlackAsTold
    drawn: list[Drawn]  # all that the made-up people were shown

    def command(self, user: str, text: str, workspace: str = WORKSPACE) -> str:
        """Run a command; returns everything that was answered."""
        body = {"team_id": workspace, "user_id": user, "text": text, "channel_id": "C0GENERAL", **_reach()}
        return self._answered(lambda ack: self.router.on_command(ack, body))

    def press(self, user: str, action_id: str, value: str | None, workspace: str = WORKSPACE) -> str:
        """Press a button that says so."""
        action = {"action_id": action_id, "action_ts": "1795424999.000200", "type": "button"}
        body = {
            "team": {"id": workspace},
            "user": {"id": user},
            "actions": [action if value is None else {**action, "value": value}],
            "container": {"message_ts": "1.2", "channel_id": "D0"},
            **_reach(),
        }
        return self._answered(lambda ack: self.router.on_click(ack, body))

    def submit(self, user: str, view: Json, values: Json, workspace: str = WORKSPACE) -> str:
        """Submit a form that holds these values: field -> text, or the ids of people."""
        state = {
            name: {name: {"selected_users" if isinstance(value, list) else "value": value}}
            for name, value in values.items()
        }
        body = {
            "team": {"id": workspace},
            "user": {"id": user},
            "view": {**view, "state": {"values": state}},
            "trigger_id": "1.2.3",
        }
        return self._answered(lambda ack: self.router.on_submit(ack, body))

    def shortcut(self, user: str, callback_id: str, workspace: str = WORKSPACE) -> str:
        """Use a global shortcut."""
        body = {"team": {"id": workspace}, "user": {"id": user}, "callback_id": callback_id, "trigger_id": "1.2.3"}
        return self._answered(lambda ack: self.router.on_shortcut(ack, body))

    def event(self, workspace: str = WORKSPACE, **inner: Any) -> str:
        """Deliver an event; each arrives once."""
        body = {"team_id": workspace, "event_id": f"Ev{next(_EVENTS)}", "event": inner}
        return self._answered(lambda _ack: self.router.on_event(body))

    def rows(self) -> dict[str, set[tuple[Any, ...]]]:
        """Return everything in the database, less what only counts arrivals."""
        with self.services.database.reading() as connection:
            return {
                table.name: {tuple(map(repr, row)) for row in connection.execute(select(table))}
                for table in metadata.sorted_tables
                if table.name not in COUNTED
            }

    def _answered(self, act: Any) -> str:
        acked: list[Json] = []
        before = len(self.slack.said)
        act(lambda **given: acked.append(given))
        assert self.services.instants.wait_idle(LOST)
        assert isinstance(self.services.instants, Watched)
        if self.services.instants.broken:
            raise self.services.instants.broken.pop()
        return "\n".join([*(str(given) for given in acked if given), *self.slack.said[before:]])


@contextmanager
def a_desk(folder: Path) -> Iterator[Desk]:
    """Open a desk with a database of people in every state of a check."""
    database = fresh_database(folder)
    catalog = builtin_content()
    with database.writing() as connection:
        found_workspace(connection)
        drawn = list(draw_all(connection, catalog, ORDINARY, count(1)))
        people.know_workspace(
            connection, workspace=ELSEWHERE, bot_user_id="U0BOT", bot_id="B0BOT", domain="elsewhere", now=NOW
        )
    with _opened(database, catalog, drawn) as desk:
        yield desk


@contextmanager
def an_empty_desk(folder: Path, workspace: str) -> Iterator[Desk]:
    """Open a desk in a workspace where nobody is known yet."""
    database = fresh_database(folder)
    with database.writing() as connection:
        people.know_workspace(
            connection, workspace=workspace, bot_user_id="U0BOT", bot_id="B0BOT", domain="empty", now=NOW
        )
    with _opened(database, builtin_content(), []) as desk:
        yield desk


@contextmanager
def _opened(database: Database, catalog: Any, drawn: list[Drawn]) -> Iterator[Desk]:
    slack = SlackAsTold()
    services = _services(database, catalog, slack)
    services.instants.start()
    try:
        yield Desk(services, Router(services, FEATURES, meet), slack, drawn)
        assert slack.refused == []
    finally:
        services.instants.stop()
        database.close()


def add_person(desk: Desk, user: str, workspace: str = WORKSPACE, **facts: Any) -> None:
    """Let us know somebody."""
    with desk.services.database.writing() as connection:
        people.meet(connection, workspace=workspace, user_id=user, tz=None, channel=f"D{user}", now=NOW)
        if facts:
            people.change_known(connection, workspace, user, **facts)


def _services(database: Database, catalog: Any, slack: Any) -> Services:
    clock = ManualClock(NOW)
    instants = Watched(clock, slack)
    outbox = Outbox(
        clock=clock,
        database=database,
        door=slack,
        catalog=catalog,
        views=all_views(),
        help_lines=help_lines(catalog),
    )
    return Services(clock, Ids(), database, catalog, catalog, outbox, instants, help_lines(catalog))


def _reach() -> Json:
    return {"trigger_id": "1.2.3", "response_url": "https://hooks.example.com/1"}


_EVENTS, _TS = count(1), count(1)
