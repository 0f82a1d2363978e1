"""One lead has two teams that share people, or two leads compare: somebody in both is told of in one of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from bot.store.tables import ledger
from bot.store.teams import Team
from tests.attack.chance import DECAY
from tests.attack.company import FIRST, SECOND, Company, Founds
from tests.attack.law import Close, factors
from tests.kit_teams import member, several

VICTIM = member(0)
RED, BLUE = several(range(1, 6)), several(range(11, 16))
ALL_YES = {"T1": "yes", "T2": "yes", "S1": "yes"}
OTHER_LEAD = member(99)


def two_teams(company: Company, choice: str) -> tuple[Team, Team]:
    """Make two teams that differ in all but the victim, who joined the red one first."""
    company.write(lambda rows: rows.knows(OTHER_LEAD))
    red = company.team({VICTIM: {"T1": choice}, **dict.fromkeys(RED, ALL_YES)}, "Red")
    blue = company.team(dict.fromkeys(BLUE, ALL_YES), "Blue", OTHER_LEAD)
    company.joins(blue, VICTIM, OTHER_LEAD)
    return red, blue


def test_somebody_in_two_teams_is_told_of_in_one(founds: Founds) -> None:
    """So both summaries of a quarter together tell of an answer what one does."""
    reds, blues = [], []
    for choice in ("yes", "not_yet"):
        company = founds()
        red, blue = two_teams(company, choice)
        reds.append(Close(company, red, FIRST, 6).law("technical"))
        blues.append(BlueClose(company, blue, FIRST, 5).law("technical"))

    assert max(factors(*reds)) == 1 / DECAY
    assert blues[0] == blues[1]


def test_choosing_another_team_takes_nobody_into_a_second_summary_of_the_quarter(founds: Founds) -> None:
    blues = []
    for choice in ("yes", "not_yet"):
        company = founds()
        red = company.team({VICTIM: {"T1": choice}, **dict.fromkeys(RED, ALL_YES)}, "Red")
        company.closes(FIRST, (1, 1, 1))
        assert company.released(red)[0]
        company.write(lambda rows: rows.knows(OTHER_LEAD))
        blue = company.team(dict.fromkeys(BLUE, ALL_YES), "Blue", OTHER_LEAD)
        company.joins(blue, VICTIM, OTHER_LEAD)
        company.presses(VICTIM, "team.primary", blue.id)
        blues.append(Close(company, blue, date(2027, 2, 28), 5).law("technical"))

    assert blues[0] == blues[1], "who was counted in red this quarter is not in blue"


def test_choosing_back_and_forth_before_a_close_counts_once(founds: Founds) -> None:
    both = []
    for choice in ("yes", "not_yet"):
        company = founds()
        red, blue = two_teams(company, choice)
        for team in (blue, red, blue):
            company.presses(VICTIM, "team.primary", team.id)
        both.append(
            (Close(company, red, FIRST, 5).law("technical"), BlueClose(company, blue, FIRST, 6).law("technical"))
        )

    (red_yes, blue_yes), (red_no, blue_no) = both
    assert red_yes == red_no
    assert max(factors(blue_yes, blue_no)) == 1 / DECAY


def test_two_teams_of_the_same_people_that_close_in_one_night_count_each_of_them_once(company: Company) -> None:
    red, blue = two_teams(company, "yes")
    for user in RED:
        company.joins(blue, user, OTHER_LEAD)
    for close in (FIRST, date(2027, 2, 28), date(2027, 3, 31), SECOND):
        company.closes(close, (0, 0, 0), (0, 0, 0))
        for user in (VICTIM, *RED):
            company.presses(user, "team.primary", blue.id if close == FIRST else red.id)

    with company.services.database.reading() as connection:
        counted = connection.execute(select(ledger.c.user_id, ledger.c.quarter)).all()
    assert len(set(counted)) == len(counted) == 2 * len({VICTIM, *RED, *BLUE})


class BlueClose(Close):
    """The close of the second team of a night: the first one's chance comes before its own."""

    def tells(self, draws: Mapping[str, int]) -> str | None:
        """Return what is told of this team."""
        every = [draws.get(row, 0) for row in self.rows]
        return self._company.rehearses(self._on, [0, 0, 0], every)[self._team.id]
