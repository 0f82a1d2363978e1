"""Who sees what of somebody: their teams, who may read, every time that somebody did, and the very text they read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.features.team.who_view import ALONE, NEVER, NO_TEAM
from bot.store import teams
from bot.store.person import erase
from tests.kit import Somebody, button, words
from tests.kit_teams import LEAD, WORKSPACE, several
from tests.kit_watched import every_statement_names_its_workspace
from tests.stories.reading import MEMBER, NEXT, STRANGER, VIEWER, Company, a_company, drawn, summaries_of


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    """A company of a team of six, after its first close."""
    with every_statement_names_its_workspace(), a_company(tmp_path) as made:
        made.closes()
        yield made


def asks(who: Somebody) -> str:
    """Ask for it in a channel; returns what one sees."""
    who.runs("/careercheck who-sees-what", channel="general")
    shown = max((m for m in who.messages() if m["ephemeral"]), key=lambda message: float(message["ts"]))
    return words(shown)


def everywhere(who: Somebody) -> list[str]:
    """Return what the command says, and what Home does."""
    return [asks(who), who.opens_home()]


def test_a_member_sees_the_team_who_may_read_and_that_nobody_did(company: Company) -> None:
    for said in everywhere(company.member):
        assert "*Platform*\nYou count in this team's summary if you finished a SET check in the twelve months" in said
        assert f"read by <@{LEAD}> (lead), <@{VIEWER}>, and by its members" in said
        assert "Nobody of them has read it so far." in said
    assert NEVER in asks(company.member)


def test_each_pull_is_shown_with_who_and_when_the_newest_ten(company: Company) -> None:
    company.lead.runs("/careercheck summary")
    for _ in range(10):
        company.world.passes(days=1)
        company.viewer.runs("/careercheck summary")

    for said in everywhere(company.member):
        assert said.count(f"• <@{VIEWER}>, <!date^") == 10
        assert f"<@{LEAD}>, <!date" not in said
        assert "and 1 more, before that" in said
    newest = company.pulled()[0]
    assert newest.user_id == VIEWER
    assert f"Read by\n• <@{VIEWER}>, <!date^{int(newest.at.timestamp())}^" in asks(company.member)


def test_what_a_member_reads_is_what_the_lead_reads(company: Company) -> None:
    company.lead.runs("/careercheck summary")
    asks(company.member)
    company.member.clicks("Read the summary")
    company.member.opens_home()
    company.member.clicks_home("Read the summary")

    (leads,) = summaries_of(company.lead)
    read = summaries_of(company.member)
    assert len(read) == 2
    assert [drawn(each) for each in read] == [drawn(leads)] * 2
    assert [each["text"] for each in read] == [leads["text"]] * 2
    assert not button(read[0], "Copy as text")
    assert [pull.user_id for pull in company.pulled()] == [LEAD]  # a member's reading is nobody's business


def test_neither_who_else_is_in_the_team_nor_how_many_is_shown(company: Company) -> None:
    watching = (company.member, company.lead, company.viewer)
    before = [everywhere(who) for who in watching]
    others = several(range(1, 6))
    assert [other for other in others if other in str(before)] == []

    company.writes(lambda rows: rows.joins(company.team, STRANGER).leaves(company.team, others[0]))

    assert [everywhere(who) for who in watching] == before


def test_somebody_in_no_team_hears_that_and_who_can_read_all_the_same(company: Company) -> None:
    said = asks(company.stranger)
    assert said.strip() == f"{NO_TEAM} {ALONE}\n{NO_TEAM}\n{ALONE}\nWhat I keep about you"
    assert "Whoever runs me can read my database, and owners of this Slack workspace may be able to export" in said
    assert "Your teams" not in company.stranger.opens_home()


@pytest.mark.parametrize("text", ["who sees what", "Who can see my answers?", "who-sees-what"])
def test_it_is_asked_in_words(company: Company, text: str) -> None:
    company.member.writes(text, thread=False)
    company.member.sees("*Platform*")


def test_from_there_it_is_one_step_to_everything_that_is_kept(company: Company) -> None:
    for who in (company.member, company.stranger):
        asks(who)
        who.clicks("What I keep about you")
        assert button(who.sees("Who can see it"), "Erase everything")


def test_whoever_left_or_whose_team_is_no_more_does_not_see_it(company: Company) -> None:
    company.writes(lambda rows: rows.leaves(company.team, MEMBER))
    assert asks(company.member).startswith(NO_TEAM)
    assert "Platform" not in company.member.opens_home()

    other = company.who("U00000001")
    assert "Platform" in asks(other)
    company.writes(lambda rows: rows.dissolves(company.team))
    for who in (other, company.lead, company.viewer):
        assert asks(who).startswith(NO_TEAM)
        assert "Platform" not in who.opens_home()


def test_they_leave_with_a_click_and_nobody_is_told(company: Company) -> None:
    company.member.opens_home()
    company.member.clicks_home("Leave")

    assert asks(company.member).startswith(NO_TEAM)
    for other in (company.lead, company.viewer):
        other.does_not_see("left")
        assert MEMBER not in asks(other)
    company.closes(NEXT)
    assert [row[0] for row in company.world.rows("SELECT quarter FROM ledger WHERE user_id = 'U00000000'")] == [
        "2026-Q3"
    ]


def test_who_is_in_two_teams_sees_where_they_count_and_changes_it(company: Company) -> None:
    company.writes(lambda rows: rows.joins(rows.team("Guild", STRANGER), MEMBER))

    said = asks(company.member)
    assert said.index("*Platform*\nYou count in this") < said.index("*Guild*\nYou count in another team")
    company.member.clicks("Count me here")

    said = asks(company.member)
    assert said.index("*Guild*\nYou count in this") < said.index("*Platform*\nYou count in another team")
    assert "There is no summary yet." in said


def test_who_left_the_team_they_counted_in_is_told_that_they_count_in_none(company: Company) -> None:
    company.writes(lambda rows: rows.joins(rows.team("Guild", STRANGER), MEMBER))
    company.writes(lambda rows: rows.leaves(company.team, MEMBER))

    assert "*Guild*\nYou count in no team's summary now." in asks(company.member)
    company.member.clicks("Count me here")
    assert "*Guild*\nYou count in this team's summary" in asks(company.member)


def test_who_may_read_a_teams_summary_and_is_in_it_is_told_that_they_are_not_counted(company: Company) -> None:
    company.writes(lambda rows: teams.let_read(rows.connection, company.team, MEMBER, rows.now))
    assert "You may read its summary yourself, so you aren't counted in it." in asks(company.member)


def test_whoever_may_read_has_a_button_on_home_for_one_team_or_for_several(company: Company) -> None:
    assert "You may read the summary of *Platform*." in company.lead.opens_home()
    company.lead.clicks_home("See the team's summary")
    assert len(summaries_of(company.lead)) == 1

    company.writes(lambda rows: rows.team("Guild"))
    home = company.lead.opens_home()
    assert home.index("the summary of *Platform*") < home.index("the summary of *Guild*")


def test_a_reader_who_was_erased_is_named_no_more_and_what_they_did_stays(company: Company) -> None:
    company.viewer.runs("/careercheck summary")
    company.world.clock.advance(timedelta(days=1))
    with company.world.bot.services.database.writing() as connection:
        erase(connection, WORKSPACE, VIEWER)

    for said in everywhere(company.member):
        assert "• somebody whose data was deleted since, <!date^" in said
        assert VIEWER not in said


def test_a_team_whose_lead_was_erased_is_read_by_its_members_alone(company: Company) -> None:
    with company.world.bot.services.database.writing() as connection:
        erase(connection, WORKSPACE, LEAD)
        erase(connection, WORKSPACE, VIEWER)

    for said in everywhere(company.member):
        assert "Nobody leads this team now, so its members alone may read its summary." in said
    company.member.clicks("Read the summary")
    assert len(summaries_of(company.member)) == 1


def test_home_says_where_everything_is_that_can_be_done_with_a_team(company: Company) -> None:
    for who in (company.lead, company.viewer, company.member):
        assert "`/careercheck team` has everything you can do with your teams." in who.opens_home()
    assert "/careercheck team" not in company.stranger.opens_home()
