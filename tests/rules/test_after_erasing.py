"""Whatever somebody has on any screen after they erased everything: it says so, and keeps nothing.

A command, a message, Home and a shortcut begin anew, and keep nothing before they are agreed to.

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
from tests.kit_desk import Desk, a_desk, add_person
from tests.kit_pressed import buttons, event, filled, forms, look, notes, owners_of, said, threads

# What there is of whoever we have just met: asked to agree to a check, or refused what they asked of a team.
ANEW = {"people", "outbox", "checks", "audit"}
SAYS_SO = (
    ERASED,
    "Everything I kept about you is erased",  # *Erase everything*, the second time
    "I kept nothing of this: if you had everything erased",  # a form that shows what was written, to copy
)


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


def agreed(desk: Desk, user: str) -> bool:
    query = f"SELECT 1 FROM people WHERE user_id = '{user}' AND consented_at IS NOT NULL"
    return bool(look(desk, query))


def is_met_anew(desk: Desk, user: str) -> None:
    """Make sure that somebody is, and agreed to nothing yet; and let it be as before."""
    assert "people" in kept(desk, user) <= ANEW
    assert not agreed(desk, user)
    erase(desk, user)


def test_every_button_and_form_says_so(desk: Desk) -> None:
    everybody = [str(user) for (user,) in look(desk, f"SELECT user_id FROM people WHERE workspace = '{WORKSPACE}'")]
    known = set(everybody)  # some were named by others alone: nothing of theirs was erased
    pressed = [(name, value, [one for one in owners_of(desk, value) if one in known]) for name, value in buttons(desk)]
    sent = [(view, [one for one in owners_of(desk, view["private_metadata"]) if one in known]) for view in forms(desk)]
    written, noted = threads(desk), notes(desk)
    for user in everybody:
        erase(desk, user)

    wrong: set[str] = set()

    def look_at(what: str, user: str, heard: str) -> None:
        if not any(words in heard for words in SAYS_SO) or kept(desk, user):
            wrong.add(f"{what}: {heard[:200]!r} {kept(desk, user)}")
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
            desk.event(**said(user, channel, text, thread))
            is_met_anew(desk, user)
    for channel, ts in noted:
        user = channel.replace("D", "U", 1)
        for name in ("message_changed", "message_deleted"):
            desk.event(**event(name, user, channel, ts))
            assert kept(desk, user) == set(), name
    assert wrong == set()
    declared = {name for feature in FEATURES for name in feature.actions}
    assert declared - {name.partition(":")[0] for name, _, _ in pressed} == set()


def test_what_somebody_does_of_their_own_accord_begins_anew(desk: Desk) -> None:
    user = "U0ERASED1"
    add_person(desk, user)
    erase(desk, user)

    for text in desk.router.routes.commands:
        desk.command(user, text)
        is_met_anew(desk, user)
    for name in {name for feature in FEATURES for name in feature.shortcuts}:
        desk.shortcut(user, name)
        is_met_anew(desk, user)
    desk.event(**event("app_home_opened", user, "D0ERASED1", ""))
    is_met_anew(desk, user)
