"""Nobody reaches what is somebody else's: everybody presses, submits and writes what others were shown or wrote.

What is pressed here is read off the screens of made-up people, so a new button is tried without a line in this file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from advice.disclosure import REFUSAL
from bot.declared import FEATURES, help_lines
from bot.features.brag.view import GONE
from bot.features.lifecycle.view import NOT_SERVED
from bot.preview.stage import NOW, WORKSPACE
from bot.runtime.policy import RULES, Role
from bot.runtime.router import NOT_THERE
from bot.store.outbox import SAID
from bot.store.tables import outbox
from tests.kit_content import builtin_content
from tests.kit_desk import ELSEWHERE, Desk, a_desk, add_person
from tests.kit_pressed import buttons, event, filled, forms, look, notes, owner_of, owners_of, said, threads
from tests.kit_views import Json

SHORTCUTS = [name for feature in FEATURES for name in feature.shortcuts]
COMMANDS = list(help_lines(builtin_content()))
EVENTS = [name for feature in FEATURES for name in feature.events]
FROM_SLACK_ITSELF = {"app_uninstalled", "tokens_revoked"}  # about the workspace, by nobody
ABOUT_PEOPLE = {"user_change", "team_join"}  # told by Slack, whoever it is about
NOBODYS = {"check.choose", "check.visit", "check.open", "advise.card", "advise.topic", "team.show"}
"""Their values name what is in the content, or nothing."""
FORGED = ("", "|", "x|y|1", "|||", "1|2|3|4", "\u0000", "a" * 2000, "é|S1|1|yes", "x|S1|٣", "'; DROP TABLE checks; --")
ERASED_WITH_IT = "this was erased with it"  # what is said to strangers who act on a screen from before
WRITTEN = "I asked the night shift"  # in the made-up people's notes


@dataclass(frozen=True)
class Who:
    """Somebody who presses what another person was shown."""

    role: Role
    user: str
    workspace: str = WORKSPACE


WHO = (
    Who(Role.STRANGER, "U0STRANGER"),
    Who(Role.GONE, "U0GONE"),
    Who(Role.NEWCOMER, "U0NEWCOMER"),
    Who(Role.MEMBER, "U0MEMBER"),
    Who(Role.MEMBER, "U0ORDINARY1", ELSEWHERE),  # and everybody else who has the id of a made-up person, elsewhere
)
everybody = pytest.mark.parametrize("who", WHO, ids=lambda who: f"{who.role.value}-{who.workspace}")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk, with everybody of WHO as we know them."""
    with a_desk(tmp_path_factory.mktemp("desk")) as opened:
        for who in WHO:
            if who.role is not Role.STRANGER:
                add_person(opened, who.user, who.workspace, **_facts(who.role))
        for (user,) in look(opened, f"SELECT user_id FROM people WHERE workspace = '{WORKSPACE}'"):
            add_person(opened, user, ELSEWHERE, consented_at=NOW)
        yield opened


def _facts(role: Role) -> Json:
    return {
        Role.GONE: {"active": False, "consented_at": NOW},
        Role.MEMBER: {"consented_at": NOW},
        Role.NEWCOMER: {},
    }[role]


class watched:  # noqa: N801 - reads as a statement
    """Around something that `who` does: nobody else's rows change; where it is `denied`, none does, and it is said."""

    def __init__(self, desk: Desk, who: Who, *, denied: bool, what: str, silent: bool = False) -> None:
        self._desk, self._who, self._denied, self._what, self._silent = desk, who, denied, what, silent
        self._heard: list[str] = []

    def __enter__(self) -> list[str]:
        self._before = self._desk.rows()
        return self._heard

    def __exit__(self, kind: Any, *_rest: Any) -> None:
        if kind is not None:
            return
        after = self._desk.rows()
        assert others(after, self._who) == others(self._before, self._who), self._what
        if self._denied:
            assert unsaid(after) == unsaid(self._before), self._what
        for heard in self._heard:
            # Who asks for their own summary and has none hears what others hear who are refused; of somebody else's
            # entry everybody hears what they hear of their own that is gone.
            no = (NOT_THERE, NOT_SERVED, ERASED_WITH_IT, GONE, *([REFUSAL] if self._denied else []))
            refused = any(words in heard for words in no)
            assert self._silent or refused is self._denied, f"{self._what}: {heard}"
            assert WRITTEN not in heard, self._what


def unsaid(rows: dict[str, set[Any]]) -> dict[str, set[Any]]:
    """Return rows less where an answer stands that was given at once: the last word to somebody who left, as a rule."""
    return {**rows, outbox.name: {row for row in rows[outbox.name] if repr(SAID) not in row}}


def namesake(desk: Desk, who: Who, value: str | None) -> str:
    """Return who presses a button: in another workspace somebody with the very id of the owner."""
    return (owner_of(desk, value) or who.user) if who.workspace == ELSEWHERE else who.user


def met(who: Who) -> bool:
    """Tell whether we know them and they are still there."""
    return who.role in (Role.NEWCOMER, Role.MEMBER)


def others(rows: dict[str, set[Any]], who: Who) -> dict[str, set[Any]]:
    """Return the rows that are not `who`'s (nor anybody's)."""
    mine = {repr(who.user), repr(who.workspace)}
    return {name: {row for row in kept if not mine <= set(row)} for name, kept in rows.items() if name != "contents"}


@everybody
def test_nobody_gets_at_anything_by_somebody_elses_buttons(desk: Desk, who: Who) -> None:
    for action_id, value in buttons(desk):
        name = action_id.partition(":")[0]
        foreign = value is not None and name not in NOBODYS
        with watched(desk, who, denied=foreign or who.role not in RULES[name], what=f"{action_id}={value}") as heard:
            heard.append(desk.press(namesake(desk, who, value), action_id, value, who.workspace))


@everybody
def test_nobody_gets_at_anything_by_somebody_elses_forms(desk: Desk, who: Who) -> None:
    for view in forms(desk):
        with watched(desk, who, denied=True, what=view["callback_id"]) as heard:
            user = namesake(desk, who, view["private_metadata"])
            heard.append(desk.submit(user, view, filled(view), who.workspace))


@everybody
def test_nobody_gets_anywhere_with_made_up_values(desk: Desk, who: Who) -> None:
    for name in sorted({action_id for action_id, value in buttons(desk) if value is not None} - NOBODYS):
        with watched(desk, who, denied=True, what=name) as heard:
            heard.extend(desk.press(who.user, name, forged, who.workspace) for forged in FORGED)
    for view in forms(desk):
        with watched(desk, who, denied=True, what=view["callback_id"]) as heard:
            changed = [{**view, "private_metadata": forged} for forged in FORGED]
            heard.extend(desk.submit(who.user, form, filled(form), who.workspace) for form in changed)


@everybody
def test_commands_answer_everybody_and_touch_nobody_else(desk: Desk, who: Who) -> None:
    """Each twice: the second time there is something under way."""
    for word in [*COMMANDS, "nonsense"] * 2:
        with watched(desk, who, denied=not met(who), what=word) as heard:
            heard.append(desk.command(who.user, word, who.workspace))
        assert any(heard), word


@everybody
@pytest.mark.parametrize("name", SHORTCUTS)
def test_a_shortcut_answers_everybody_and_touches_nobody_else(desk: Desk, who: Who, name: str) -> None:
    with watched(desk, who, denied=not met(who), what=name) as heard:
        heard.append(desk.shortcut(who.user, name, who.workspace))


@everybody
@pytest.mark.parametrize("text", ["yes", "a thought of my own", "help", "result", "back", "pause", "what?", "hello"])
def test_a_message_into_somebody_elses_thread_touches_nobody_else(desk: Desk, who: Who, text: str) -> None:
    for channel, thread in threads(desk):
        with watched(desk, who, denied=not met(who), what=text, silent=met(who)) as heard:
            heard.append(desk.event(who.workspace, **said(who.user, channel, text, thread)))


@everybody
@pytest.mark.parametrize("name", sorted(set(EVENTS) - FROM_SLACK_ITSELF - ABOUT_PEOPLE))
def test_an_event_of_one_person_touches_nobody_else_and_is_not_answered(desk: Desk, who: Who, name: str) -> None:
    for note_channel, note_ts in notes(desk):
        with watched(desk, who, denied=not met(who), what=name, silent=True) as heard:
            heard.append(desk.event(who.workspace, **event(name, who.user, note_channel, note_ts)))
        if name == "app_home_opened" and not met(who):
            assert NOT_SERVED in heard[0], "their Home tab says why it is empty"
        else:
            assert heard == [""]


@everybody
@pytest.mark.parametrize("name", sorted(ABOUT_PEOPLE & set(EVENTS)))
def test_what_slack_tells_about_one_person_touches_nobody_else(desk: Desk, who: Who, name: str) -> None:
    before = desk.rows()
    desk.event(who.workspace, type=name, user={"id": who.user, "team_id": who.workspace, "tz": "Asia/Tokyo"})
    assert others(desk.rows(), who) == others(before, who)
    if who.role is Role.STRANGER:
        assert desk.rows() == before


def test_whoever_presses_their_own_is_let_through(tmp_path: Path) -> None:
    """Or else the rules above would hold because nothing works."""
    with a_desk(tmp_path) as desk:
        through = set()
        for action_id, value in buttons(desk, every=True):
            heard = [desk.press(owner, action_id, value) for owner in owners_of(desk, value)]
            if any(NOT_THERE not in said and NOT_SERVED not in said for said in heard):
                through.add(action_id.partition(":")[0])
        with_value = {name.partition(":")[0] for name, value in buttons(desk) if value is not None}
        assert with_value - through - NOBODYS == set()
        for view in forms(desk):
            # Some have become a team's meanwhile whom nobody has met: they have no form.
            owner = next(one for one in owners_of(desk, view["private_metadata"]) if _is_known(desk, one))
            assert NOT_THERE not in desk.submit(owner, view, filled(view))


def _is_known(desk: Desk, user: str) -> bool:
    return bool(look(desk, f"SELECT 1 FROM people WHERE user_id = '{user}'"))


def test_nothing_that_somebody_wrote_is_queued_or_counted(tmp_path: Path) -> None:
    """The outbox names rows; what is in them is read when a message is drawn."""
    mark = "Xylophone"
    with a_desk(tmp_path) as desk:
        for channel, thread in threads(desk):
            user = channel.replace("D", "U", 1)
            for text in (mark, f"{mark} is what I think", f"{mark}?", f"resume {mark}", f"brag add {mark}"):
                desk.event(**said(user, channel, text, thread))
                desk.event(**said(user, channel, text, ""))
            desk.command(user, f"{mark} and more")
        for view in forms(desk):
            desk.submit(
                owner_of(desk, view["private_metadata"]) or "", view, {**filled(view), "own": mark, "text": mark}
            )
        rows = desk.rows()
        assert mark in str(rows["notes"])
        assert mark in str(rows["steps"])
        assert {name for name, kept in rows.items() if mark in str(kept)} == {"evidence", "notes", "steps"}
        assert mark not in str(rows["outbox"])
