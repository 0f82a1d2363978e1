"""Everybody but one tells the lead what they answered, or is the lead's puppet: the last answer stays a guess."""

from __future__ import annotations

import pytest

from advice.odds import surest
from tests.attack.chance import DECAY
from tests.attack.company import FIRST, Company, Founds
from tests.attack.law import Close, factors, hold
from tests.kit_teams import member, several

VICTIM = member(0)


def a_team(company: Company, others: int, they_say: str, victim_says: str, question: str = "T1") -> Close:
    """Let everybody but the victim say one thing to everything."""
    every = [q.id for q in company.services.builtin.rated("set").questions]
    puppets = {user: dict.fromkeys(every, they_say) for user in several(range(1, others + 1))}
    team = company.team({VICTIM: {question: victim_says}, **puppets})
    return Close(company, team, FIRST, others + 1)


@pytest.mark.parametrize("they_say", ["yes", "not_yet"])
@pytest.mark.parametrize(("others", "row"), [(4, "technical"), (11, "T1"), (19, "T1")])
def test_the_odds_of_the_last_answer_change_by_the_bound_at_most(
    founds: Founds, others: int, row: str, they_say: str
) -> None:
    yes, no = (a_team(founds(), others, they_say, says) for says in ("yes", "not_yet"))

    most = hold(yes, no, row)

    assert most == 1 / DECAY
    assert float(most / (1 + most)) == pytest.approx(surest(0.5, 1, 1)), "as sure as is said, and no surer"


def test_the_law_of_a_whole_summary_holds_the_bound_and_reaches_it(founds: Founds) -> None:
    """All rows at once, byte for byte: the same can be told in both worlds, only the odds differ."""
    laws = [a_team(founds(), 4, "yes", says).whole_law() for says in ("yes", "not_yet")]

    assert [len(law) for law in laws] == [3**3, 3**3]
    assert [sum(law.values()) for law in laws] == [1, 1]
    assert max(factors(*laws)) == 1 / DECAY, "a little less blur would break it"


def test_an_answer_that_was_never_given_is_as_well_hidden_as_no(founds: Founds) -> None:
    """That somebody left a question open can't be told from that they said no: the same bytes, whatever the chance."""
    silent, no = founds(), founds()
    one = a_team(silent, 4, "yes", "yes", question="S1")
    other = a_team(no, 4, "yes", "yes", question="S1")
    no.write(lambda rows: rows.answers(rows.begins(VICTIM), {"T1": "not_yet", "T2": "partly", "E1": None}))

    for draw in range(-25, 26):
        draws = dict.fromkeys(one.rows, draw)
        assert one.tells(draws) == other.tells(draws)
