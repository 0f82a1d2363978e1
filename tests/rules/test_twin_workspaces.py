"""Two workspaces with the same ids in every row: what is heard and done in one is as if the other were not there.

In the other everything differs that can: names, answers, bands, and who is what to the team of the same id.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, insert, select

from advice.disclosure import REFUSAL
from bot.declared import help_lines
from bot.runtime.router import NOT_THERE
from bot.store.tables import metadata, workspaces
from tests.attack.company import FIRST, SECOND, Company, a_company, mended
from tests.kit_content import builtin_content
from tests.kit_desk import ELSEWHERE
from tests.kit_teams import LEAD, WORKSPACE, member, several

Json = dict[str, Any]
OF_TEAMS = {
    "teams", "viewers", "memberships", "primaries", "invitations", "invited", "summaries", "ledger", "pulls", "audit",
}  # fmt: skip
MARK = "Xylophone"
MEMBERS, VIEWER, STRANGER, LEFT = several(range(1, 10)), member(70), member(80), member(90)
EVERYBODY = (LEAD, MEMBERS[0], MEMBERS[1], VIEWER, STRANGER)
COMMANDS = [*help_lines(builtin_content())]
OTHER_ANSWER = {"yes": "not_yet", "not_yet": "yes", "partly": "yes", None: "yes"}
BUTTONS = (
    "summary.pull", "summary.read", "summary.copy", "summary.earlier", "team.primary", "team.leave", "team.invite",
    "team.rename", "team.viewers", "team.hand_over", "team.dissolve",
)  # fmt: skip
SOMEBODY_ELSE = {LEAD: STRANGER, STRANGER: LEAD, VIEWER: MEMBERS[0], MEMBERS[0]: VIEWER}
"""Who is elsewhere what somebody is here; the other members are the same in both."""


@pytest.fixture
def twins(tmp_path: Path) -> Iterator[tuple[Company, Company]]:
    """Two companies of one history, the second with a twin beside it in its database."""
    with ExitStack() as stack:
        found = []
        for name in ("alone", "beside"):
            (tmp_path / name).mkdir()
            found.append(stack.enter_context(a_company(tmp_path / name)))
            _live(found[-1])
        _copy(found[1])
        yield found[0], found[1]


def _live(company: Company) -> None:
    """Let a team of nine, whom a tenth has left, have a summary that was read; a viewer and a stranger are there."""
    company.write(lambda rows: rows.knows(VIEWER, STRANGER))
    technical = [question.id for question in company.services.builtin.rated("set").questions_of("technical")]
    team = company.team({user: dict.fromkeys(technical, "yes") for user in (*MEMBERS, LEFT)})
    company.presses(LEFT, "team.leave", team.id)
    company.fills_in(LEAD, "team.viewers", team.id, viewers=[VIEWER])
    company.closes(FIRST, (1, -2, 3))
    company.asks(LEAD)


def _copy(company: Company) -> None:
    with company.services.database.writing() as connection:
        for table in metadata.sorted_tables:
            rows = [_changed(table, dict(row._mapping)) for row in connection.execute(_of(table, WORKSPACE))]
            if rows and table is not workspaces:
                connection.execute(insert(table), rows)
            elif rows:
                connection.execute(insert(table), [{**row, "bot_user_id": "U0BOT2"} for row in rows])
        assert {name for name in OF_TEAMS if not _rows(connection, name)} == set()


def _changed(table: Table, row: Json) -> Json:
    """Return a row as it is elsewhere: the same ids, and everything else another."""
    changed = {**row, "workspace": ELSEWHERE}
    if table.name == "teams":
        changed["name"] = MARK
    elif table.name == "answers":
        changed |= {"choice": OTHER_ANSWER[row["choice"]], "action_ts": f"{float(row['action_ts']) + 1:.6f}"}
    elif table.name in ("viewers", "memberships"):
        changed["user_id"] = SOMEBODY_ELSE.get(row["user_id"], row["user_id"])
        changed |= {"left_at": None} if "left_at" in row else {}
    elif table.name == "summaries":
        body = json.loads(row["body"])
        told = [{**one, "name": MARK, "band": 2 - one["band"]} for one in body["rows"]]
        changed["body"] = json.dumps({**body, "people": "20+", "rows": told})
    return changed


def _of(table: Table, workspace: str) -> Any:
    return select(table).where(table.c.workspace == workspace)


def _rows(connection: Connection, name: str) -> list[Any]:
    return [tuple(row) for row in connection.execute(_of(metadata.tables[name], ELSEWHERE))]


def elsewhere(company: Company) -> dict[str, list[Any]]:
    """Return every row of the twin."""
    with company.services.database.reading() as connection:
        return {table.name: sorted(map(repr, _rows(connection, table.name))) for table in metadata.sorted_tables}


def test_every_command_is_answered_as_if_there_were_no_twin(twins: tuple[Company, Company]) -> None:
    alone, beside = twins
    before = elsewhere(beside)

    for user, command in product(EVERYBODY, COMMANDS):
        heard = [mended(company.asks(user, command)) for company in (alone, beside)]
        assert heard[0] == heard[1], (user, command)
        assert MARK not in heard[1], (user, command)
    assert elsewhere(beside) == before


def test_every_button_of_a_team_does_here_what_it_does_without_a_twin(twins: tuple[Company, Company]) -> None:
    alone, beside = twins
    before = elsewhere(beside)
    refused = []

    for button, user in product(BUTTONS, EVERYBODY):
        heard = [mended(company.desk.press(user, button, only_team(company), WORKSPACE)) for company in (alone, beside)]
        assert heard[0] == heard[1], (user, button)
        assert MARK not in heard[1], (user, button)
        assert elsewhere(beside) == before, (user, button)
        refused += [button] if NOT_THERE in heard[1] or REFUSAL in heard[1] else []
    assert {*refused} == {*BUTTONS}, "each is refused to somebody, who may do it elsewhere"
    assert max(refused.count(button) for button in BUTTONS) < len(EVERYBODY), "and somebody may do it here"


def test_a_close_counts_whoever_it_counts_without_a_twin_and_closes_nothing_elsewhere(
    twins: tuple[Company, Company],
) -> None:
    alone, beside = twins
    before = elsewhere(beside)
    for company in twins:
        company.closes(SECOND, (0, 0, 0))

    assert told(alone) == told(beside)
    assert len(told(alone)) == 2
    assert elsewhere(beside) == before


def told(company: Company) -> list[str | None]:
    """Return what was told here at each close."""
    with company.services.database.reading() as connection:
        found = connection.execute(_of(metadata.tables["summaries"], WORKSPACE).order_by("closed_on"))
        return [row.body for row in found]


def only_team(company: Company) -> str:
    """Return the id of the team, which is the twin's too."""
    with company.services.database.reading() as connection:
        (found,) = connection.execute(_of(metadata.tables["teams"], WORKSPACE))
    return str(found.id)
