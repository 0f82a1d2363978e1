"""Whatever somebody has on any screen after they erased everything: it says so, or starts anew, and keeps nothing.

What is pressed is read off the screens of made-up people, so a new button or form is tried without a line in this file.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.declared import FEATURES
from bot.preview.stage import NOW, WORKSPACE
from bot.runtime.router import ERASED
from bot.store.erased import forget
from bot.store.held import count
from tests.kit_desk import Desk, a_desk
from tests.kit_pressed import buttons, event, filled, forms, look, notes, owners_of, said, threads

ANEW = {"people", "outbox", "checks"}  # what there is of whoever we have just met, and asked to agree to a check
SILENT = {"check.choose", "check.visit"}  # a pick that waits for its button, and a link
GONE = "Everything I kept about you is erased"  # what *Erase everything* says the second time


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk in front of which people in every state of everything will erase all of it."""
    with a_desk(tmp_path_factory.mktemp("desk")) as opened:
        opened.slack.user_facts = {}
        yield opened


def erase(desk: Desk, user: str) -> None:
    forget(desk.services.database, WORKSPACE, user, NOW)
    assert kept(desk, user) == set()


def kept(desk: Desk, user: str) -> set[str]:
    """Return the tables in which somebody is named."""
    with desk.services.database.reading() as connection:
        return set(count(connection, WORKSPACE, user))


def mail(desk: Desk, user: str) -> bool:
    return "outbox" in kept(desk, user)


def agreed(desk: Desk, user: str) -> bool:
    query = f"SELECT 1 FROM people WHERE user_id = '{user}' AND consented_at IS NOT NULL"
    return bool(look(desk, query))


def test_every_button_and_form_says_so_or_starts_anew(desk: Desk) -> None:
    everybody = [str(user) for (user,) in look(desk, f"SELECT user_id FROM people WHERE workspace = '{WORKSPACE}'")]
    known = set(everybody)  # some were named by others alone: nothing of theirs was erased
    pressed = [(name, value, [one for one in owners_of(desk, value) if one in known]) for name, value in buttons(desk)]
    sent = [(view, [one for one in owners_of(desk, view["private_metadata"]) if one in known]) for view in forms(desk)]
    written, noted = threads(desk), notes(desk)
    for user in everybody:
        erase(desk, user)

    anew: set[str] = set()
    wrong: set[str] = set()

    def look_at(what: str, user: str, heard: str) -> None:
        name = what.partition(":")[0]
        if ERASED in heard or GONE in heard:
            if kept(desk, user):
                wrong.add(f"{what} says so and keeps {kept(desk, user)}")
        elif kept(desk, user) <= ANEW and not agreed(desk, user) and (heard or name in SILENT or mail(desk, user)):
            anew.add(name)
        else:
            wrong.add(f"{what}: {heard[:200]!r} {kept(desk, user)}")
        if kept(desk, user):
            erase(desk, user)

    for action_id, value, owners in pressed:
        for user in owners[:2] or everybody[:1]:
            look_at(action_id, user, desk.press(user, action_id, value))
    for view, owners in sent:
        for user in owners[:1] or everybody[:1]:
            look_at(view["callback_id"], user, desk.submit(user, view, filled(view)))
    for channel, thread in written:
        user = channel.replace("D", "U", 1)
        for text in ("yes", "a thought of my own"):
            look_at(f"writes {text}", user, desk.event(**said(user, channel, text, thread)) or "silence")
    for channel, ts in noted:
        user = channel.replace("D", "U", 1)
        for name in ("message_changed", "message_deleted"):
            desk.event(**event(name, user, channel, ts))
            assert kept(desk, user) == set(), name
    assert wrong == set()
    assert {"home.status", "help.show", "mydata.show"} <= anew, "and nobody is turned away"
    declared = {name for feature in FEATURES for name in feature.actions}
    assert declared - {name.partition(":")[0] for name, _, _ in pressed} == set()
