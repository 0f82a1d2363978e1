"""Home is true after everything that anybody does: whatever changes what it says lets it be put up anew.

What is done is read off the screens of made-up people, so a new button or form is tried without a line in this file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from bot.declared import FEATURES
from bot.preview.stage import WORKSPACE
from bot.runtime.drawing import Outgoing
from bot.store.tables import outbox, people
from tests.kit_desk import Desk, a_desk
from tests.kit_pressed import buttons, event, filled, forms, look, notes, owners_of, said, threads

NOT_ON_A_BUTTON = {"check.choose", "check.visit"}  # a pick that waits for its button, and a link
TAKES_EVERYTHING = "mydata."  # erased or handed over whole, beside this thread: that has its own stories
ON_OPENING = {"summary.pull"}  # members see who read their summary once they open Home, which is drawn anew then
SHARED = ("team", "summary")  # what one person does there may be shown to others
OF_PEOPLE = ("yes", "skip", "back", "a thought of my own", "pause", "resume", "help", "manager since 2021")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with people in every state of everything."""
    with a_desk(tmp_path) as opened:
        with opened.services.database.writing() as connection:  # everybody has a Home up, and not the newest
            connection.execute(update(people).where(people.c.workspace == WORKSPACE).values(home_digest="before"))
        yield opened


class Homes:
    """What everybody's Home says, and whether it is going to be put up anew."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.everybody = [
            str(user) for (user,) in look(desk, f"SELECT user_id FROM people WHERE workspace='{WORKSPACE}'")
        ]
        tied = "SELECT user_id FROM memberships UNION SELECT user_id FROM viewers"
        self.in_teams = [str(user) for (user,) in look(desk, f"{tied} ORDER BY 1 LIMIT 12")]
        self._shown = {user: self.now(user) for user in self.everybody}
        self.changed = 0
        self.wrong: set[str] = set()  # after this somebody's Home says what is no longer so

    def now(self, user: str) -> str | None:
        """Return a fingerprint of somebody's Home, drawn anew; None where there is none."""
        services = self._desk.services
        with services.database.reading() as connection:
            drawn = services.outbox.draw(connection, "home.tab", WORKSPACE, user, {})
        return drawn.digest if isinstance(drawn, Outgoing) else None

    @contextmanager
    def told(self, what: str, *users: str) -> Iterator[None]:
        """Around something that is done: each of `users` whose Home is another afterwards is told."""
        with self._desk.services.database.writing() as connection:
            connection.execute(delete(outbox).where(outbox.c.workspace == WORKSPACE, outbox.c.view == "home.tab"))
        yield
        due = {str(user) for (user,) in look(self._desk, "SELECT user_id FROM outbox WHERE view = 'home.tab'")}
        for user in users:
            before, self._shown[user] = self._shown.get(user), self.now(user)
            if self._shown[user] not in (before, None):
                self.changed += 1
                if user not in due:
                    self.wrong.add(what.partition("=")[0])


def test_every_button_and_form(desk: Desk) -> None:
    homes = Homes(desk)
    pressed = set()
    for action_id, value in buttons(desk):
        name = action_id.partition(":")[0]
        pressed.add(name)
        if name.startswith(TAKES_EVERYTHING):
            continue
        for user in owners_of(desk, value)[:1] or homes.everybody[:2]:
            with homes.told(f"{action_id}={value}", user, *(homes.in_teams if name.startswith(SHARED) else ())):
                desk.press(user, action_id, value)
    sent = {view["callback_id"] for view in forms(desk)}
    for view in forms(desk):
        name = view["callback_id"]
        if not name.startswith(TAKES_EVERYTHING):
            user = (owners_of(desk, view["private_metadata"]) or homes.everybody)[0]
            with homes.told(name, user, *(homes.in_teams if name.startswith(SHARED) else ())):
                desk.submit(user, view, filled(view))
    assert homes.wrong <= ON_OPENING
    assert {name for feature in FEATURES for name in feature.actions} - pressed <= NOT_ON_A_BUTTON
    assert {name for feature in FEATURES for name in feature.modals} <= sent
    assert homes.changed > 10, "and many of them change it"


def test_every_command_and_word(desk: Desk) -> None:
    homes = Homes(desk)
    for command in desk.services.help_lines:
        for user in homes.everybody[:3]:
            with homes.told(command, user):
                desk.command(user, command)
    for channel, thread in threads(desk):
        user = channel.replace("D", "U", 1)
        for text in OF_PEOPLE:
            with homes.told(text, user):
                desk.event(**said(user, channel, text, thread))
            with homes.told(text, user):
                desk.event(**said(user, channel, text, ""))
    for channel, ts in notes(desk):
        user = channel.replace("D", "U", 1)
        for name in ("message_changed", "message_deleted"):
            with homes.told(name, user):
                desk.event(**event(name, user, channel, ts))
    assert homes.wrong == set()
    assert homes.changed > 5, "and several of them change it"


@pytest.mark.parametrize("has_one", [True, False])
def test_it_is_put_up_where_slack_has_none_and_only_there(desk: Desk, has_one: bool) -> None:
    """Whatever puts Home into the outbox before that one goes: that there is none is kept with the person."""
    homes = Homes(desk)
    user = homes.everybody[0]
    up = homes.now(user)
    with desk.services.database.writing() as connection:
        known = (people.c.workspace == WORKSPACE, people.c.user_id == user)
        connection.execute(update(people).where(*known).values(home_digest=up))

    desk.event(**event("app_home_opened", user, "D0", ""), **({"view": {"id": "V1"}} if has_one else {}))

    assert homes.now(user) == (None if has_one else up)
