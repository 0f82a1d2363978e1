"""What the policy says of teams, handlers do: everybody presses and submits all there is, about a real team."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from bot.declared import FEATURES
from bot.features.lifecycle.view import NOT_SERVED
from bot.features.team.asking import INVITATION
from bot.features.team.stamp import Ask, stamp_of
from bot.preview.stage import NOW
from bot.preview.summaries import release
from bot.preview.words import ORDINARY
from bot.runtime.policy import RULES, TIES, Role, Tie
from bot.runtime.router import ERASED
from bot.store import audit, invitations, memberships, occasions, people, primaries, summaries, teams
from bot.store.invitations import Invitation
from bot.store.summaries import Summary
from bot.store.tables import viewers
from bot.store.teams import Team
from tests.kit_content import builtin_content
from tests.kit_desk import ELSEWHERE, Desk, add_person, an_empty_desk
from tests.kit_teams import WORKSPACE, Rows, written
from tests.rules.acting import IS_ASKED, OF_TEAMS, PERSONAS, Persona

OTHER, ASKED = "U0OTHERLEAD", "U0ASKED"
FORMS: dict[str, dict[str, Any]] = {
    "team.create": {"name": "New"},
    "team.send_invitations": {"people": ["U0SOMEBODY"]},
    "team.save_name": {"name": "Another"},
    "team.save_viewers": {"viewers": ["U0SOMEBODY"]},
    "team.save_lead": {"lead": "U0SOMEBODY"},
}
ABOUT_ONES_INVITATION = {"team.never", "team.reopen"}
BY_INVITATION = IS_ASKED | ABOUT_ONES_INVITATION
WITHOUT_A_TEAM = {"team.show", "team.new", "team.create", "team.who_sees"}
PRESSED = {
    name
    for feature in FEATURES
    for name in (*feature.actions, *feature.modals)
    if name.startswith(("team.", "summary."))
}
_USERS = (f"U0{number:07d}" for number in count())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk in the team's workspace, and another workspace beside it."""
    with an_empty_desk(tmp_path, WORKSPACE) as opened:
        with opened.services.database.writing() as connection:
            people.know_workspace(
                connection, workspace=ELSEWHERE, bot_user_id="U0BOT", bot_id="B0BOT", domain="elsewhere", now=NOW
            )
        for user in (OTHER, ASKED):
            add_person(opened, user, WORKSPACE, consented_at=NOW)
        yield opened


def test_everything_about_teams_is_pressed() -> None:
    named = {name for name in RULES if name.startswith(("team.", "summary."))}
    assert named - PRESSED == {"team.who_sees"}  # a command without a button; it shows only what is one's own
    assert TIES.keys() <= PRESSED


@pytest.mark.parametrize("who", PERSONAS, ids=lambda who: who.name)
def test_who_presses_gets_through_exactly_where_the_policy_lets_them(desk: Desk, who: Persona) -> None:
    through = set()
    for action in sorted(PRESSED):
        user, team, value = _arrange(desk, who, action)
        before = desk.rows()
        heard = _act(desk, user, action, value, WORKSPACE if who.here else ELSEWHERE)
        assert "on my side" not in heard, f"{action}: {heard}"
        if _was_refused(desk, user, team, heard) or (who.role is Role.STRANGER and ERASED in heard):
            assert desk.rows() == before, f"{action} was refused and has changed something"
        else:
            through.add(action)
    own = WITHOUT_A_TEAM | (ABOUT_ONES_INVITATION if Tie.INVITED in who.ties else set())
    assert through == who.may & (OF_TEAMS | own) & PRESSED


def _was_refused(desk: Desk, user: str, team: Team, heard: str) -> bool:
    """Tell whether somebody was; whom we do not serve is told so, and of everybody else there is a line."""
    with desk.services.database.reading() as connection:
        every = audit.every(connection, NOW)
    lines = [entry for entry in every if entry.user_id == user and entry.outcome == "refused"]
    assert {entry.about for entry in lines} <= {team.id, None}
    return bool(lines) or NOT_SERVED in heard


def _arrange(desk: Desk, who: Persona, action: str) -> tuple[str, Team, str]:
    """Let there be a team, and somebody new who is to it what `who` is; returns what the button says too."""
    user = next(_USERS)
    facts = {
        Role.STRANGER: None,
        Role.NEWCOMER: {},
        Role.MEMBER: {"consented_at": NOW},
        Role.GONE: {"consented_at": NOW, "active": False},
    }[who.role]
    for workspace in (WORKSPACE, ELSEWHERE) if not who.here else (WORKSPACE,):
        if facts is not None:
            add_person(desk, user, workspace, **facts)

    def arrange(rows: Rows) -> tuple[Team, str]:
        leads = Tie.LEAD in who.ties | who.once
        team = rows.team("Platform", lead=user if leads else OTHER)
        _tie(rows, team, user, who)
        summary = _close(rows, desk, team)
        value = _invited(rows, team, user if Tie.INVITED in who.ties else ASKED)
        if who.dissolved:
            rows.dissolves(team)
        return team, value if action in BY_INVITATION else f"{team.id}|{summary}" if "summary." in action else team.id

    team, value = written(desk.services, arrange)
    return user, team, f"{user}|{WORKSPACE if who.here else ELSEWHERE}" if action == "team.create" else value


def _tie(rows: Rows, team: Team, user: str, who: Persona) -> None:
    """Let somebody be, or have been, to a team what `who` is."""
    if Tie.VIEWER in who.ties | who.once:
        teams.let_read(rows.connection, team, user, rows.now)
    if Tie.MEMBER in who.ties | who.once:
        memberships.join(rows.connection, WORKSPACE, team.id, user, rows.now)
        primaries.choose(rows.connection, WORKSPACE, user, team.id, rows.now)
    if who.once & {Tie.LEAD, Tie.VIEWER}:
        teams.end_reading(rows.connection, team, user, rows.now)
    if Tie.LEAD in who.once:
        leads = {"workspace": WORKSPACE, "team_id": team.id, "user_id": OTHER, "since": rows.now, "leads": True}
        rows.connection.execute(insert(viewers), leads)
    if Tie.MEMBER in who.once:
        rows.leaves(team, user)


def _close(rows: Rows, desk: Desk, team: Team) -> str:
    made = release(builtin_content(), 6, ORDINARY)
    summary = Summary(
        WORKSPACE, desk.services.ids.new(rows.now), team.id, made.closed_on, made.closed_on, made.written(), rows.now
    )
    summaries.add(rows.connection, summary)
    return summary.id


def _invited(rows: Rows, team: Team, user: str) -> str:
    """Let somebody be asked whether they join; returns what their buttons say."""
    new_id = rows.services.ids.new
    invitation = Invitation(WORKSPACE, team.id, user, new_id(rows.now), rows.now, "asked")
    assert invitations.add(rows.connection, invitation)
    occasion = {"id": new_id(rows.now), "kind": INVITATION, "about": invitation.id}
    occasions.add(rows.connection, workspace=WORKSPACE, user_id=user, due_on=rows.now.date(), now=rows.now, **occasion)
    return Ask(occasion["id"], stamp_of(teams.viewers_of(rows.connection, WORKSPACE, team.id))).write()


def _act(desk: Desk, user: str, action: str, value: str, workspace: str) -> str:
    if action in FORMS:
        view = {"id": f"V{user}", "callback_id": action, "private_metadata": value}
        return desk.submit(user, view, FORMS[action], workspace)
    return desk.press(user, action, value, workspace)
