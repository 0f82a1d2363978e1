"""Closes of teams, late and on time: each once, of who belonged and of what they had answered when its day was over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from advice.disclosure import disclose
from advice.noise import fair_bits, noise
from advice.quarters import Close, Period
from advice.release import Release
from advice.terms import Terms
from bot.features.team import closing as feature
from bot.features.team import news
from bot.features.team.closing import Closer
from bot.store import people, person
from bot.store.closing import SET
from bot.store.engine import Database
from bot.store.tables import teams as rows_of_teams
from bot.store.teams import Team
from tests.advice.groups import everybody
from tests.kit_content import builtin_content
from tests.kit_storage import on_sqlite
from tests.kit_teams import LEAD, WORKSPACE, Office, member, several
from tests.kit_watched import every_statement_names_its_workspace

pytestmark = pytest.mark.storage

MADE = datetime(2026, 6, 1, 9, tzinfo=UTC)
FIRST = date(2026, 6, 30)  # the first close: of the second quarter
FIVE = several(range(5))
A_MOMENT, A_DAY = timedelta(minutes=2), timedelta(days=1)


def after(day: date) -> datetime:
    """Return a moment after a day is over, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + A_DAY + A_MOMENT


def before_the_end(day: date) -> datetime:
    """Return the last second of a day, in UTC."""
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=UTC)


@pytest.fixture
def office(database: Database) -> Iterator[Office]:
    opened = Office.opens(database, MADE)
    opened.writes(lambda rows: rows.knows(LEAD, *several(range(12))))
    with every_statement_names_its_workspace():
        yield opened


@pytest.fixture
def team(office: Office) -> Team:
    """A team of five who all answered everything with yes."""
    made = office.writes(lambda rows: rows.team())
    office.writes(lambda rows: rows.joins(made, *FIVE).takes_the_check(*FIVE))
    return made


def bands(release: Release | None) -> list[str]:
    assert release is not None, "there is a summary"
    return [release.bands[row.band] for row in release.rows]


def of(office: Office, team: Team) -> list[bool]:
    """Return of each close whether there was a summary."""
    return [release is not None for _, release in office.summaries(team)]


def test_five_are_enough_and_all_of_it_is_written_down_at_once(office: Office, team: Team) -> None:
    office.goes_to(after(FIRST))
    assert office.closes() == 1

    ((on, release),) = office.summaries(team)
    assert (on, bands(release)) == (FIRST, ["most"] * 3)
    assert release
    assert (release.people, release.about) == ("5-9", "sections")
    assert office.ledger() == {(user_id, "2026-Q2", team.id) for user_id in FIVE}
    assert office.told() == {(user_id, f"closed:{team.id}:2026-06-30") for user_id in (LEAD, *FIVE)}
    assert office.load(team).next_on == date(2026, 9, 30)


def test_four_are_not_and_the_next_chance_is_the_end_of_the_month_after(office: Office) -> None:
    team = office.writes(lambda rows: rows.team())
    office.writes(lambda rows: rows.joins(team, *FIVE).takes_the_check(*FIVE[:4]))
    office.goes_to(after(FIRST))
    assert office.closes() == 1

    assert office.summaries(team) == [(FIRST, None)]
    assert office.ledger() == set()
    assert office.told() == {(user_id, f"none:{team.id}:2026-04-01") for user_id in (LEAD, *FIVE)}
    assert office.load(team).next_on == date(2026, 7, 31)


def test_of_several_closes_without_a_summary_people_hear_once(office: Office) -> None:
    team = office.writes(lambda rows: rows.team())
    office.writes(lambda rows: rows.joins(team, *FIVE[:2]))
    office.goes_to(after(date(2026, 8, 31)))
    assert office.closes() == 3

    assert [on.isoformat() for on, _ in office.summaries(team)] == ["2026-06-30", "2026-07-31", "2026-08-31"]
    assert {about for _, about in office.told()} == {f"none:{team.id}:2026-04-01"}
    assert len(office.told()) == 3


def test_run_again_nothing_more_happens(office: Office, team: Team) -> None:
    office.goes_to(after(FIRST))
    office.closes()
    before = office.summaries(team), office.ledger(), office.told()
    assert office.closes() == 0
    office.goes_to(before_the_end(date(2026, 9, 30)))
    assert office.closes() == 0
    assert (office.summaries(team), office.ledger(), office.told()) == before


def test_the_day_is_over_when_it_is_for_the_organisation_and_a_moment_later(database: Database) -> None:
    office = Office.opens(database, MADE, zone="Pacific/Auckland")  # twelve hours ahead
    office.writes(lambda rows: rows.knows(LEAD, *FIVE))
    team = office.writes(lambda rows: rows.team())
    office.writes(lambda rows: rows.joins(team, *FIVE).takes_the_check(*FIVE[:4]))
    office.goes_to(datetime(2026, 6, 30, 11, 59, 59, tzinfo=UTC))
    office.writes(lambda rows: rows.takes_the_check(FIVE[4]))
    office.goes_to(datetime(2026, 6, 30, 12, 0, 59, tzinfo=UTC))
    assert office.closes() == 0
    office.goes_to(datetime(2026, 6, 30, 12, 1, tzinfo=UTC))
    assert office.closes() == 1
    assert of(office, team) == [True]


def test_who_is_through_with_it_a_second_later_counts_the_next_time(office: Office) -> None:
    team = office.writes(lambda rows: rows.team())
    office.writes(lambda rows: rows.joins(team, *FIVE).takes_the_check(*FIVE[:4]))
    office.goes_to(before_the_end(FIRST) + timedelta(seconds=1))
    office.writes(lambda rows: rows.takes_the_check(FIVE[4]))
    office.goes_to(after(date(2026, 7, 31)))
    office.closes()
    assert of(office, team) == [False, True]


def test_late_by_days_it_counts_what_was_so_when_its_day_was_over(office: Office, team: Team) -> None:
    leaver, joiner = FIVE[0], member(7)
    office.goes_to(after(FIRST))
    office.writes(lambda rows: rows.takes_the_check(*FIVE[1:], choice="not_yet"))
    office.writes(lambda rows: rows.leaves(team, leaver).joins(team, joiner).takes_the_check(joiner, choice=None))
    office.goes_to(after(FIRST) + timedelta(days=9))
    assert office.closes() == 1

    ((_, release),) = office.summaries(team)
    assert bands(release) == ["most"] * 3
    assert {user_id for user_id, _, _ in office.ledger()} == set(FIVE)
    assert {user_id for user_id, _ in office.told()} == {LEAD, *FIVE}


def test_late_by_months_each_close_has_the_answers_of_its_own_day(office: Office, team: Team) -> None:
    office.goes_to(datetime(2026, 8, 1, tzinfo=UTC))
    office.writes(lambda rows: rows.takes_the_check(*FIVE, choice="partly"))
    office.goes_to(datetime(2026, 11, 1, tzinfo=UTC))
    office.writes(lambda rows: rows.takes_the_check(*FIVE[:3], choice="yes"))
    office.goes_to(after(date(2027, 2, 1)))
    assert office.closes() == 3

    closed = office.summaries(team)
    assert [on.isoformat() for on, _ in closed] == ["2026-06-30", "2026-09-30", "2026-12-31"]
    assert [set(bands(release)) for _, release in closed] == [{"most"}, {"few"}, {"about half"}]
    assert len(office.ledger()) == 3 * 5
    assert office.load(team).next_on == date(2027, 3, 31)


def test_answers_older_than_twelve_months_count_no_more(office: Office, team: Team) -> None:
    office.goes_to(after(date(2027, 7, 1)))
    office.closes()
    assert of(office, team) == [True, True, True, True, False]


def test_who_left_before_the_end_does_not_count(office: Office, team: Team) -> None:
    office.goes_to(before_the_end(FIRST))
    office.writes(lambda rows: rows.leaves(team, FIVE[0]))
    office.goes_to(after(FIRST))
    office.closes()
    assert of(office, team) == [False]


def test_who_left_the_company_or_agrees_no_more_does_not_count(office: Office, team: Team) -> None:
    office.goes_to(after(FIRST))
    with office.services.database.writing() as connection:
        people.change_known(connection, WORKSPACE, FIVE[0], active=False)
    office.closes()
    office.goes_to(after(date(2026, 7, 31)))
    with office.services.database.writing() as connection:
        people.change_known(connection, WORKSPACE, FIVE[0], active=True, consented_at=None)
    office.closes()
    assert of(office, team) == [False, False]


def test_who_may_read_it_is_not_counted_in_it_though_they_joined(office: Office, team: Team) -> None:
    office.writes(lambda rows: rows.joins(team, LEAD, member(6)).takes_the_check(LEAD, member(6), choice="partly"))
    office.writes(lambda rows: rows.reads(team, member(6)).reads(team, "U0NEVERMET"))
    office.goes_to(after(FIRST))
    office.closes()
    assert {user_id for user_id, _, _ in office.ledger()} == set(FIVE)
    assert {user_id for user_id, _ in office.told()} == {*FIVE, LEAD, member(6)}

    assert of(office, team) == [True]


def test_who_reads_it_as_of_the_close_is_left_out_and_who_reads_it_now_hears_of_it(office: Office, team: Team) -> None:
    once, ever, since = several(range(6, 9))
    office.writes(lambda rows: rows.joins(team, once, ever, since).takes_the_check(once, ever, since))
    office.writes(lambda rows: rows.reads(team, once).reads(team, ever))
    office.goes_to(before_the_end(FIRST))
    office.writes(lambda rows: rows.reads_no_more(team, once))
    office.goes_to(after(FIRST))
    office.writes(lambda rows: rows.reads_no_more(team, ever).leaves(team, ever).reads(team, since))
    office.closes()
    assert {user_id for user_id, _, _ in office.ledger()} == {*FIVE, once, since}
    assert {user_id for user_id, _ in office.told()} == {LEAD, *FIVE, once, ever, since}
    office.goes_to(after(date(2026, 9, 30)))
    office.closes()
    assert {user_id for user_id, quarter, _ in office.ledger() if quarter == "2026-Q3"} == {*FIVE, once}
    assert {user_id for user_id, about in office.told() if "09-30" in about} == {LEAD, *FIVE, once, since}


def test_a_person_in_three_teams_counts_in_the_first_they_joined(office: Office, team: Team) -> None:
    others = [office.writes(lambda rows: rows.team("Guild")), office.writes(lambda rows: rows.team("Everybody"))]
    for other in others:
        office.writes(lambda rows, other=other: rows.joins(other, *FIVE))  # type: ignore[misc]
    office.goes_to(after(FIRST))
    assert office.closes() == 3
    assert [of(office, one) for one in (team, *others)] == [[True], [False], [False]]
    assert len(office.ledger()) == 5


def test_another_choice_of_the_team_counts_from_the_next_close_on(office: Office, team: Team) -> None:
    guild = office.writes(lambda rows: rows.team("Guild"))
    office.writes(lambda rows: rows.joins(guild, *FIVE))
    office.goes_to(after(FIRST))
    for user_id in FIVE:
        office.writes(lambda rows, chosen=user_id: rows.counts_in(guild, chosen))  # type: ignore[misc]
    office.closes()
    assert (of(office, team), of(office, guild)) == ([True], [False])
    office.goes_to(after(date(2026, 9, 30)))
    office.closes()
    assert (of(office, team), of(office, guild)) == ([True, False], [False, True])


def test_who_was_counted_this_quarter_is_left_out_before_the_others_are_counted(office: Office, team: Team) -> None:
    """Else a second team of almost the same people would be a second look at them."""
    office.goes_to(after(FIRST) + A_DAY)
    guild = office.writes(lambda rows: rows.team("Guild"))
    office.goes_to(after(date(2026, 9, 30)))
    office.closes()
    assert of(office, guild) == [False] * 3
    office.goes_to(datetime(2026, 10, 5, tzinfo=UTC))
    puppets = several(range(5, 9))
    office.writes(lambda rows: rows.joins(guild, *puppets, FIVE[0]).takes_the_check(*puppets))
    late = office.writes(lambda rows: rows.team("Late"))
    office.goes_to(after(date(2026, 10, 31)))
    office.writes(lambda rows: rows.counts_in(guild, FIVE[0]))
    office.closes()
    assert of(office, guild)[-1] is False, "four count, and one counts elsewhere"
    office.goes_to(after(date(2026, 11, 30)))
    office.closes()
    assert of(office, guild)[-1] is True, "by then five do"
    office.writes(lambda rows: rows.joins(late, *several(range(9, 12))).takes_the_check(*several(range(9, 12))))
    for user_id in (FIVE[0], puppets[0]):
        office.writes(lambda rows, moved=user_id: rows.joins(late, moved).counts_in(late, moved))  # type: ignore[misc]
    office.goes_to(after(date(2026, 12, 31)))
    office.closes()
    assert office.summaries(late)[-1] == (date(2026, 12, 31), None), "two of the five were counted this quarter"
    assert len(office.ledger()) == len({(user_id, quarter) for user_id, quarter, _ in office.ledger()})


def test_the_oldest_close_comes_first_whatever_team_it_is_of(office: Office) -> None:
    """So a late bot counts people where a bot that was there would have."""
    first = office.writes(lambda rows: rows.team("First"))
    office.goes_to(datetime(2026, 7, 20, tzinfo=UTC))
    second = office.writes(lambda rows: rows.team("Second"))
    office.writes(lambda rows: rows.joins(first, *FIVE).joins(second, *FIVE).takes_the_check(*FIVE))
    office.goes_to(datetime(2026, 8, 20, tzinfo=UTC))
    for user_id in FIVE:
        office.writes(lambda rows, moved=user_id: rows.counts_in(second, moved))  # type: ignore[misc]
    office.goes_to(after(date(2026, 8, 31)))
    office.closes()
    assert of(office, first) == [False, True]
    assert of(office, second) == [False]


def test_a_team_that_had_a_summary_closes_with_the_quarters_also_after_one_without(office: Office, team: Team) -> None:
    office.goes_to(after(FIRST))
    office.closes()
    office.writes(lambda rows: rows.leaves(team, FIVE[0]))
    office.goes_to(after(date(2026, 12, 31)))
    office.closes()
    assert of(office, team) == [True, False, False]
    assert office.load(team).next_on == date(2027, 3, 31)


def test_a_team_that_was_dissolved_never_closes(office: Office, team: Team) -> None:
    office.goes_to(after(FIRST))
    office.writes(lambda rows: rows.dissolves(team))
    assert office.closes() == 0
    assert (office.summaries(team), office.told(), office.ledger()) == ([], set(), set())


def test_who_is_erased_leaves_the_summary_behind_and_no_trace_in_the_ledger(office: Office, team: Team) -> None:
    office.goes_to(after(FIRST))
    office.closes()
    before = office.summaries(team)
    with office.services.database.writing() as connection:
        person.erase(connection, WORKSPACE, FIVE[0])
    assert office.summaries(team) == before
    assert {user_id for user_id, _, _ in office.ledger()} == set(FIVE[1:])
    office.goes_to(after(date(2026, 9, 30)))
    office.closes()
    assert of(office, team) == [True, False]


def test_a_team_whose_lead_was_erased_closes_all_the_same(office: Office, team: Team) -> None:
    with office.services.database.writing() as connection:
        person.erase(connection, WORKSPACE, LEAD)
    office.goes_to(after(FIRST))
    office.closes()
    assert of(office, team) == [True]
    assert {user_id for user_id, _ in office.told()} == set(FIVE)


def test_a_higher_minimum_changes_nothing_that_was_told(office: Office, team: Team) -> None:
    office.goes_to(after(FIRST))
    office.closes()
    before = office.summaries(team)
    office.goes_to(after(date(2026, 9, 30)))
    office.on(Terms(people=6)).closes()
    assert office.summaries(team) == [*before, (date(2026, 9, 30), None)]


@pytest.mark.parametrize("epsilon", [Fraction(1), Fraction(1, 4)])
def test_the_noise_is_drawn_by_the_terms_of_now_and_from_the_chance_that_is_there(
    office: Office, epsilon: Fraction
) -> None:
    half = of_two_minds(office)
    office.goes_to(after(FIRST))
    office.on(Terms(epsilon=epsilon)).closes(Random(7).randbytes)

    drawn = {law: shown_of_two_minds(Fraction(law)) for law in ("1", "1/4")}
    assert len({found.written() for found in drawn.values()}) == 2, "they can be told apart"
    assert office.summaries(half) == [(FIRST, drawn[str(epsilon)])]


def of_two_minds(office: Office) -> Team:
    """Return a team of twelve, of whom six say yes to everything and six no."""
    team = office.writes(lambda rows: rows.team())
    everyone = several(range(12))
    office.writes(
        lambda rows: (
            rows.joins(team, *everyone).takes_the_check(*everyone[:6]).takes_the_check(*everyone[6:], choice="partly")
        )
    )
    return team


def shown_of_two_minds(epsilon: Fraction) -> Release:
    """Return what is to be shown of them."""
    found = disclose(
        builtin_content().rated(SET),
        [*everybody(6, "yes"), *everybody(6, "partly")],
        noise(fair_bits(Random(7).randbytes), epsilon),
        closed_on=FIRST,
        cite=builtin_content().cite,
        terms=Terms(),
    )
    assert found
    return found


def test_what_nobody_chose_comes_from_the_system(office: Office) -> None:
    assert Closer(office.services, WORKSPACE).chance is os.urandom


def test_half_yearly_begins_with_the_period_after_the_one_that_runs(office: Office, team: Team) -> None:
    office.goes_to(after(FIRST))
    office.closes()
    halves = office.on(Terms(months=6))
    office.goes_to(after(date(2026, 9, 30)))
    halves.closes()
    assert of(office, team) == [True, True], "the quarter that ran was promised"
    assert office.load(team).next_on == date(2027, 6, 30)
    assert {quarter for _, quarter, _ in office.ledger()} == {"2026-Q2", "2026-Q3"}

    office.writes(lambda rows: rows.takes_the_check(*FIVE))
    office.goes_to(after(date(2027, 6, 30)))
    office.closes()  # quarterly again: the half that ran closes as one
    half = Period(date(2027, 1, 1), date(2027, 6, 30))
    assert office.load(team).last == Close(half.last, half)
    assert {quarter for _, quarter, _ in office.ledger()} == {"2026-Q2", "2026-Q3", "2027-Q1", "2027-Q2"}
    assert office.load(team).next_on == date(2027, 9, 30)


@on_sqlite
def test_a_close_that_breaks_has_not_happened_and_keeps_nobody_else_from_theirs(
    office: Office, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = office.writes(lambda rows: rows.team("Other"))
    write = news.tell_all

    def breaks(*given: Any, **more: Any) -> None:
        if team.id in given[3]:
            raise KeyError(FIVE[0])
        write(*given, **more)

    monkeypatch.setattr(feature, "tell_all", breaks)  # the last thing that a close does
    office.goes_to(after(FIRST))
    with capture_logs() as logged:
        assert office.closes() == 1
    assert (of(office, team), of(office, other)) == ([], [False])
    assert office.ledger() == set()
    broken = [line for line in logged if line["event"] == "team.close_broken"]
    assert [line["row"] for line in broken] == [team.id]

    monkeypatch.undo()
    assert office.closes() == 1
    assert of(office, team) == [True]


@on_sqlite
def test_a_team_whose_dates_make_no_sense_is_left_alone(office: Office, team: Team) -> None:
    with office.services.database.writing() as connection:
        wrong = update(rows_of_teams).where(rows_of_teams.c.workspace == WORKSPACE, rows_of_teams.c.id == team.id)
        connection.execute(wrong.values(next_on=date(2026, 6, 17)))
    office.goes_to(after(FIRST))
    with capture_logs() as logged:
        assert office.closes() == 0
    assert [line["event"] for line in logged] == ["team.close_broken"]


@on_sqlite
def test_many_are_closed_in_several_runs(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feature, "AT_ONCE", 2)
    monkeypatch.setattr(feature, "MOST", 3)
    made = [office.writes(lambda rows: rows.team(str(rows.now))) for _ in range(4)]
    office.goes_to(after(date(2026, 7, 31)))
    assert [office.closes() for _ in range(4)] == [4, 4, 0, 0]
    assert {len(office.summaries(team)) for team in made} == {2}


def test_one_pillar_alone_is_not_the_check_and_all_three_one_after_the_other_are(office: Office) -> None:
    made = office.writes(lambda rows: rows.team())
    office.writes(lambda rows: rows.joins(made, *FIVE).takes_the_check(*FIVE[1:]))
    office.writes(lambda rows: rows.finishes(rows.begins(FIVE[0], sections=["technical"])))
    office.goes_to(after(FIRST))
    office.closes()
    assert of(office, made) == [False], "four have finished it"

    for pillar in ("soft", "experience"):
        office.writes(lambda rows, pillar=pillar: rows.finishes(rows.begins(FIVE[0], sections=[pillar])))
    office.goes_to(after(date(2026, 7, 31)))
    office.closes()
    assert of(office, made) == [False, True]
