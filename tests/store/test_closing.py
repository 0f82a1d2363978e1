"""What a close reads and writes: as things stood at its end, once, whatever the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from advice.quarters import Close, Period
from bot.store import closing, invitations, ledger, memberships, people, person, summaries
from bot.store.closing import Reader
from bot.store.engine import Database
from bot.store.summaries import Summary
from bot.store.teams import Viewer, end_reading, let_read, read_by, viewers_of
from tests.kit_plans import plan
from tests.kit_teams import LEAD, WORKSPACE, Office, member, several
from tests.kit_watched import every_statement_names_its_workspace

pytestmark = pytest.mark.storage

MADE = datetime(2026, 7, 1, 9, tzinfo=UTC)
END = datetime(2026, 10, 1, tzinfo=UTC)
SINCE = datetime(2025, 10, 1, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
ANA, BEN, CHIARA = several(range(3))
QUARTER = Close(date(2026, 9, 30), Period(date(2026, 7, 1), date(2026, 9, 30)))


@pytest.fixture
def office(database: Database) -> Iterator[Office]:
    opened = Office.opens(database, MADE)
    opened.writes(lambda rows: rows.knows(LEAD, ANA, BEN, CHIARA))
    with every_statement_names_its_workspace():
        yield opened


def test_a_member_is_who_joined_before_the_end_and_had_not_left_by_then(office: Office) -> None:
    team = office.writes(lambda rows: rows.team())
    office.writes(lambda rows: rows.joins(team, ANA))
    office.goes_to(END - A_SECOND)
    office.writes(lambda rows: rows.joins(team, BEN).leaves(team, ANA))
    office.goes_to(END)
    office.writes(lambda rows: rows.joins(team, CHIARA, ANA).leaves(team, BEN))

    with office.services.database.writing() as connection:
        assert closing.members(connection, team, END - A_SECOND) == {ANA: MADE}
        assert closing.members(connection, team, END) == {BEN: END - A_SECOND}
        assert closing.members(connection, team, END + A_SECOND) == {ANA: END, CHIARA: END}


def test_a_reader_is_one_from_when_they_are_named_until_they_are_not(office: Office) -> None:
    team = office.writes(lambda rows: rows.team())
    office.writes(lambda rows: let_read(rows.connection, team, "U0NEVERMET", rows.now))
    office.goes_to(END)
    office.writes(lambda rows: end_reading(rows.connection, team, "U0NEVERMET", rows.now))

    with office.services.database.reading() as connection:
        there = closing.readers(connection, team)
    assert there == [Reader(LEAD, MADE, None), Reader("U0NEVERMET", MADE, END)]
    assert [reader.at(END) for reader in there] == [True, True]
    assert [reader.at(MADE) for reader in there] == [False, False]
    assert [reader.at(END + A_SECOND) for reader in there] == [True, False]


def test_who_comes_to_lead_and_leads_no_more_at_one_instant_was_what_they_became_last(office: Office) -> None:
    team = office.writes(lambda rows: rows.team())

    def hand_over(connection: Connection, to: str) -> None:
        before = next(one.user_id for one in viewers_of(connection, WORKSPACE, team.id) if one.leads)
        end_reading(connection, team, before, office.clock.now())
        let_read(connection, team, to, office.clock.now(), leads=True)

    office.writes(lambda rows: hand_over(rows.connection, ANA))
    office.writes(lambda rows: hand_over(rows.connection, BEN))
    office.writes(lambda rows: hand_over(rows.connection, ANA))
    office.writes(lambda rows: let_read(rows.connection, team, BEN, rows.now))

    with office.services.database.reading() as connection:
        assert viewers_of(connection, WORKSPACE, team.id) == [Viewer(ANA, MADE, True), Viewer(BEN, MADE, False)]


def test_the_newest_choice_before_the_end_says_where_somebody_counts(office: Office) -> None:
    first, second = office.writes(lambda rows: (rows.team("First"), rows.team("Second")))
    office.writes(lambda rows: rows.joins(first, ANA, BEN).joins(second, ANA, BEN))
    office.goes_to(END - A_SECOND)
    office.writes(lambda rows: rows.counts_in(second, ANA))
    office.goes_to(END)
    office.writes(lambda rows: rows.counts_in(second, BEN))

    with office.services.database.reading() as connection:
        there = closing.primary_teams(connection, WORKSPACE, [ANA, BEN, CHIARA], END)
    assert there == {ANA: second.id, BEN: first.id}


def test_a_check_is_finished_once_and_only_the_one_that_summaries_are_made_of_counts(office: Office) -> None:
    office.goes_to(SINCE)
    other, early, mine = office.writes(
        lambda rows: (rows.begins(ANA, kind="crossroads"), rows.begins(BEN), rows.begins(ANA))
    )
    office.writes(lambda rows: rows.finishes(other).finishes(mine))
    office.goes_to(END - A_SECOND)
    office.writes(lambda rows: rows.finishes(mine).finishes(early))  # the first corrects what it came to

    with office.services.database.reading() as connection:
        here = (connection, WORKSPACE, [ANA, BEN])
        whole = ["soft", "experience", "technical"]
        found = sorted(closing.finished(*here, SINCE, END))
        assert found == [(ANA, SINCE, whole), (BEN, END - A_SECOND, whole)]
        assert closing.finished(*here, SINCE + A_SECOND, END - A_SECOND) == []


def test_the_newest_click_counts_though_our_clock_was_set_back_in_between(office: Office) -> None:
    row = office.writes(lambda rows: rows.begins(ANA))
    first, second = MADE + timedelta(days=2), MADE + timedelta(days=3)
    office.goes_to(first + timedelta(days=5))  # a clock that is ahead
    office.writes(lambda rows: rows.answers(row, {"S1": "yes"}, clicked=first))
    office.goes_to(second)
    office.writes(lambda rows: rows.answers(row, {"S1": None}, clicked=second))
    other = office.writes(lambda rows: rows.begins(ANA, kind="crossroads"))
    office.writes(lambda rows: rows.answers(other, {"S1": "no"}))

    with office.services.database.reading() as connection:
        found = closing.answered(connection, WORKSPACE, [ANA, BEN], SINCE, END)
    assert found == {ANA: {"S1": None}, BEN: {}}, "the newest click counts"


def test_answers_count_from_the_first_instant_to_before_the_end(office: Office) -> None:
    row = office.writes(lambda rows: rows.begins(ANA))
    for when, question in ((SINCE - A_SECOND, "S1"), (SINCE, "S2"), (END - A_SECOND, "S3"), (END, "S4")):
        office.goes_to(when)
        said = {question: "yes"}
        office.writes(lambda rows, said=said: rows.answers(row, said))  # type: ignore[misc]

    with office.services.database.reading() as connection:
        found = closing.answered(connection, WORKSPACE, [ANA], SINCE, END)
    assert found == {ANA: {"S2": "yes", "S3": "yes"}}


def test_the_answers_of_a_whole_team_are_found_by_an_index(office: Office) -> None:
    with office.services.database.reading() as connection:
        found = plan(connection, lambda: closing.answered(connection, WORKSPACE, [ANA, BEN], SINCE, END))
        assert "ix_answers_person" in found or "Index" in found
        due = plan(connection, lambda: closing.due(connection, WORKSPACE, END.date(), most=10))
        assert "ix_teams_next" in due


def test_the_oldest_close_is_found_first_and_none_whose_day_is_not_over(office: Office) -> None:
    team = office.writes(lambda rows: rows.team())
    office.goes_to(MADE + timedelta(days=40))
    later, gone = office.writes(lambda rows: (rows.team("Later"), rows.team("Gone")))
    office.writes(lambda rows: rows.dissolves(gone))

    def found(today: date, after: tuple[date, str] = (date.min, ""), most: int = 9) -> list[str]:
        with office.services.database.reading() as connection:
            return [one.id for one in closing.due(connection, WORKSPACE, today, after=after, most=most)]

    assert (team.next_on, later.next_on) == (date(2026, 7, 31), date(2026, 8, 31))
    assert found(date(2026, 7, 31)) == []
    assert found(date(2026, 8, 1)) == [team.id]
    assert found(date(2026, 9, 1)) == [team.id, later.id]
    assert found(date(2026, 9, 1), most=1) == [team.id]
    assert found(date(2026, 9, 1), after=(team.next_on, team.id)) == [later.id]
    assert found(date(2026, 9, 1), after=(later.next_on, later.id)) == []


def test_a_team_that_was_closed_meanwhile_cannot_be_held(office: Office) -> None:
    seen = office.writes(lambda rows: rows.team())
    with office.services.database.writing() as connection:
        held = closing.hold(connection, seen)
        assert held == seen
        closing.move_on(connection, held, QUARTER, released=True, next_on=date(2026, 12, 31))
    with office.services.database.writing() as connection:
        assert closing.hold(connection, seen) is None
        (moved,) = closing.due(connection, WORKSPACE, date(2027, 1, 1), most=9)
        assert (moved.next_on, moved.last, moved.released) == (date(2026, 12, 31), QUARTER, True)
        assert closing.hold(connection, moved) == moved


def test_nobody_is_counted_twice_in_a_quarter_whatever_the_team(office: Office) -> None:
    first, second = office.writes(lambda rows: (rows.team("First"), rows.team("Second")))
    with office.services.database.writing() as connection:
        ledger.write(connection, WORKSPACE, first.id, [ANA, BEN], ["2026-Q3", "2026-Q4"])
        assert ledger.counted(connection, WORKSPACE, [ANA, CHIARA], ["2026-Q4", "2027-Q1"]) == {ANA}
        assert ledger.counted(connection, WORKSPACE, [ANA], ["2027-Q1"]) == frozenset()
    with pytest.raises(IntegrityError), office.services.database.writing() as connection:
        ledger.write(connection, WORKSPACE, second.id, [CHIARA, BEN], ["2026-Q4"])
    assert len(office.ledger()) == 4


@pytest.mark.parametrize("again", [{"closed_on": QUARTER.on}, {"closed_on": date(2026, 8, 31), "body": "{}"}])
def test_of_a_close_one_thing_is_told_and_a_team_has_one_summary_a_period(
    office: Office, again: dict[str, object]
) -> None:
    team = office.writes(lambda rows: rows.team())
    made = Summary(WORKSPACE, "s1", team.id, QUARTER.on, QUARTER.period.first, "{}", END)
    refused = Summary(WORKSPACE, "s0", team.id, date(2026, 7, 31), QUARTER.period.first, None, MADE)
    with office.services.database.writing() as connection:
        summaries.add(connection, refused)
        assert summaries.newest(connection, WORKSPACE, team.id) == refused
        summaries.add(connection, made)
    with pytest.raises(IntegrityError), office.services.database.writing() as connection:
        values = {"body": None, **again}
        summaries.add(connection, Summary(**{**vars(made), "id": "s2", **values}))
    with office.services.database.reading() as connection:
        assert summaries.newest(connection, WORKSPACE, team.id) == made
        assert summaries.released(connection, WORKSPACE, team.id) == made
        assert summaries.closes(connection, WORKSPACE, team.id) == [(made.id, made.closed_on)]
        assert summaries.load(connection, WORKSPACE, "s0") == refused
        assert summaries.load(connection, "T0ELSE", "s0") is None


def test_of_people_only_those_are_kept_whom_we_know_and_all_who_left_are_told_apart(office: Office) -> None:
    office.writes(lambda rows: rows.knows(member(7), agreed=False))
    with office.services.database.writing() as connection:
        person.erase(connection, WORKSPACE, BEN)
        assert people.keep_from_erasure(connection, WORKSPACE, {ANA, BEN, member(7)}) == {ANA: True, member(7): False}


def test_what_somebody_has_to_do_with_is_found_by_who_they_are_and_not_among_all_teams(office: Office) -> None:
    looks: dict[str, Callable[[Connection], object]] = {
        "ix_viewers_person": lambda connection: read_by(connection, WORKSPACE, ANA),
        "ix_memberships_person": lambda connection: memberships.teams_of(connection, WORKSPACE, ANA),
        "(workspace=? AND user_id=? AND kind=?)": lambda connection: invitations.open_to(connection, WORKSPACE, ANA),
    }
    with office.services.database.reading() as connection:
        plans = {index: plan(connection, lambda look=look: look(connection)) for index, look in looks.items()}  # type: ignore[misc]
    if office.services.database.is_sqlite:  # the other one counts rows first, and there are few
        assert {index: how for index, how in plans.items() if index not in how} == {}
