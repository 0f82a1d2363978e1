"""Home says what others did to somebody's teams once it is opened, and nothing of what happens in another workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Table, insert, select

from bot.store import steps
from bot.store.person import erase
from bot.store.steps import Step
from bot.store.tables import metadata
from tests.kit_teams import LEAD, WORKSPACE
from tests.stories.reading import CLOSED, MEMBER, STRANGER, VIEWER, Company, a_company
from tests.stories.teaming import card

OTHER = "T0OTHER01"
PASSED = "(that day has passed)"
Act = Callable[[Company], object]


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    """A company of a team of six, and nothing told yet."""
    with a_company(tmp_path) as made:
        for who in (made.lead, made.viewer, made.member):
            who.runs("/careercheck help")
        yield made


def renames(company: Company) -> None:
    company.lead.clicks("Rename", on=card(company.lead))
    company.lead.submits(name="Payments")


def lets_nobody_read(company: Company) -> None:
    company.lead.clicks("Who may read", on=card(company.lead))
    company.lead.submits(viewers=[])


def hands_over(company: Company) -> None:
    company.lead.clicks("Hand over", on=card(company.lead))
    company.lead.submits(lead=STRANGER)


def dissolves(company: Company) -> None:
    company.lead.clicks("Dissolve", on=card(company.lead))


def closes(company: Company) -> None:
    company.closes()


def pulls(company: Company) -> None:
    company.closes()
    company.lead.runs("/careercheck summary")


def lead_is_erased(company: Company) -> None:
    with company.world.bot.services.database.writing() as connection:
        erase(connection, WORKSPACE, LEAD)


READ = f"Its summary may be read by <@{LEAD}> (lead), <@{VIEWER}>, and by its members."


@pytest.mark.parametrize(
    ("act", "before", "after"),
    [
        (renames, "*Platform*", "*Payments*"),
        (lets_nobody_read, READ, f"Its summary may be read by <@{LEAD}> (lead), and by its members."),
        (hands_over, READ, f"Its summary may be read by <@{STRANGER}> (lead), <@{VIEWER}>, and by its members."),
        (closes, "There is no summary yet.", "Nobody of them has read it so far."),
        (pulls, "There is no summary yet.", f"• <@{LEAD}>, <!date^"),
        (lead_is_erased, READ, f"Its summary may be read by <@{VIEWER}>, and by its members."),
        (dissolves, "Your teams", None),
    ],
)
def test_a_member_reads_what_is_so(company: Company, act: Act, before: str, after: str | None) -> None:
    assert before in company.member.opens_home()

    act(company)

    said = company.member.opens_home()
    assert before not in said
    assert after is None or after in said


@pytest.mark.parametrize(
    ("act", "gone"), [(dissolves, "Platform"), (lets_nobody_read, "You may read the summary of *Platform*.")]
)
def test_a_viewer_reads_what_is_so(company: Company, act: Act, gone: str) -> None:
    assert gone in company.viewer.opens_home()
    act(company)
    assert gone not in company.viewer.opens_home()


def test_whoever_is_handed_a_team_finds_it_on_home(company: Company) -> None:
    company.stranger.runs("/careercheck help")
    assert "Platform" not in company.stranger.opens_home()
    hands_over(company)

    assert "You may read the summary of *Platform*." in company.stranger.opens_home()
    assert "Platform" not in company.lead.opens_home()


def test_whoever_was_led_by_is_one_of_the_readers_no_more_once_they_hand_over(company: Company) -> None:
    hands_over(company)
    assert f"<@{LEAD}>" not in company.member.opens_home()


def test_a_day_that_has_passed_meanwhile_says_so(company: Company) -> None:
    due = CLOSED.date()
    company.writes(
        lambda rows: steps.add(rows.connection, WORKSPACE, Step("s1", MEMBER, None, "Ask Maya", due, "open"), rows.now)
    )
    said = company.member.opens_home()
    assert "Ask Maya" in said
    assert PASSED not in said

    company.world.passes(days=30)

    assert PASSED in company.member.opens_home()


def test_what_is_done_with_the_same_ids_in_another_workspace_changes_nothing(company: Company) -> None:
    pulls(company)
    everybody = (company.lead, company.viewer, company.member)
    homes = [who.opens_home() for who in everybody]

    with company.world.bot.services.database.writing() as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(select(table).where(table.c.workspace == WORKSPACE)).mappings().all()
            changed = [{**row, "workspace": OTHER, **_otherwise(table)} for row in rows]
            if changed:
                connection.execute(insert(table), changed)
        erase(connection, OTHER, VIEWER)

    assert [who.opens_home() for who in everybody] == homes
    assert "Xylophone" not in str(homes)


def _otherwise(table: Table) -> dict[str, str]:
    """Return what is otherwise in the copy of a row: what people called things."""
    return {name: "Xylophone" for name in ("name", "text") if name in table.c}
