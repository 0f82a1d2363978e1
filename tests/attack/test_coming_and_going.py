"""The lead looks before and after somebody comes or goes, every day, and once more in a new team of the same people."""

from __future__ import annotations

from datetime import date, timedelta

from bot.store import person
from tests.attack.chance import DECAY
from tests.attack.company import FIRST, SECOND, Company, Founds, mended
from tests.attack.law import Close, factors, hold
from tests.kit_teams import LEAD, WORKSPACE, member, several

VICTIM, FIVE = member(0), several(range(1, 6))
ALL_YES = {"T1": "yes", "T2": "yes", "S1": "yes"}
NOISE = (3, -2, 5)


def says(choice: str) -> dict[str, str | None]:
    return {"T1": choice}


def test_ninety_daily_pulls_are_one_pull_whatever_happens_in_between(company: Company) -> None:
    team = company.team(dict.fromkeys(FIVE, ALL_YES))
    company.closes(FIRST, NOISE)
    first = company.asks(LEAD)
    assert "People counted: *5-9*" in first

    every = set()
    for day in range(1, 91):
        company.goes_to(FIRST + timedelta(days=day))
        if day == 5:
            company.newcomer(VICTIM, says("yes"))
            company.joins(team, VICTIM)
        if day == 9:
            company.presses(FIVE[0], "team.leave", team.id)
        if day == 12:
            company.write(lambda rows: rows.takes_the_check(FIVE[1], choice="not_yet"))
        company.closes(FIRST + timedelta(days=day))
        every.add(company.asks(LEAD))
    assert every == {first}
    assert len(company.released(team)) == 1


def test_whoever_comes_between_two_summaries_is_in_the_second_alone_and_hidden_there(founds: Founds) -> None:
    """The lead knows the others from before; the second summary has noise of its own, so no difference tells."""
    firsts, seconds = [], []
    for choice in ("yes", "not_yet"):
        company = founds()
        team = company.team(dict.fromkeys(FIVE, ALL_YES))
        company.closes(FIRST, NOISE)
        company.newcomer(VICTIM, says(choice))
        company.joins(team, VICTIM)
        firsts.append(company.asks(LEAD))
        seconds.append(Close(company, team, SECOND, 6))

    assert mended(firsts[0]) == mended(firsts[1]), "before the close there is nothing of them to be seen"
    assert hold(*seconds, "technical") <= 1 / DECAY


def test_whoever_leaves_between_two_summaries_is_hidden_in_the_first_and_not_in_the_second(founds: Founds) -> None:
    firsts, seconds = [], []
    for choice in ("yes", "not_yet"):
        company = founds()
        team = company.team({VICTIM: says(choice), **dict.fromkeys(FIVE, ALL_YES)})
        firsts.append(Close(company, team, FIRST, 6).law("technical"))
        company.closes(FIRST, NOISE)
        company.presses(VICTIM, "team.leave", team.id)
        seconds.append(Close(company, team, SECOND, 5).law("technical"))

    assert max(factors(*firsts)) == 1 / DECAY
    assert seconds[0] == seconds[1], "all of the noise is new, and nothing of them is left"


def test_an_answer_that_stays_is_told_of_with_new_noise_each_quarter_so_the_bound_adds_up_and_no_more(
    founds: Founds,
) -> None:
    quarters = []
    for choice in ("yes", "not_yet"):
        company = founds()
        team = company.team({VICTIM: says(choice), **dict.fromkeys(FIVE, ALL_YES)})
        laws = []
        for close in (FIRST, SECOND):
            laws.append(Close(company, team, close, 6).law("technical"))
            company.closes(close, NOISE)
        quarters.append(laws)

    worst = [max(factors(one, other)) for one, other in zip(*quarters, strict=True)]
    assert worst == [1 / DECAY, 1 / DECAY]


def test_a_new_team_of_the_same_people_has_no_second_summary_in_the_quarter(company: Company) -> None:
    team = company.team({VICTIM: says("yes"), **dict.fromkeys(FIVE, ALL_YES)})
    company.closes(FIRST, NOISE)
    assert company.released(team)[0]
    company.presses(LEAD, "team.dissolve", team.id)
    phoenix = company.founds("Phoenix", VICTIM, *FIVE)
    for user in (VICTIM, *FIVE):
        company.presses(user, "team.primary", phoenix.id)
    company.closes(date(2027, 2, 28), (-9, 4, 0))
    company.closes(date(2027, 3, 31), (7, 7, 7))

    assert company.released(phoenix) == [None, None]
    assert "no summary I can show you" in company.asks(LEAD)
    company.closes(date(2027, 4, 30), NOISE)
    assert company.released(phoenix)[2], "the next quarter is theirs again"


def test_whoever_is_erased_and_comes_back_is_told_of_by_what_they_say_since_alone(founds: Founds) -> None:
    """Their row in the ledger goes with all that they said: what they say anew counts, once, and is hidden."""
    closes = []
    for choice in ("yes", "not_yet"):
        company = founds()
        team = company.team({VICTIM: says("yes"), **dict.fromkeys(FIVE, ALL_YES)})
        company.closes(FIRST, NOISE)
        company.write(lambda rows: person.erase(rows.connection, WORKSPACE, VICTIM))
        company.newcomer(VICTIM, says(choice))
        company.joins(team, VICTIM)
        closes.append(Close(company, team, SECOND, 6))

    assert hold(*closes, "technical") == 1 / DECAY


def test_a_lead_is_not_counted_and_one_who_becomes_a_member_reads_no_more(company: Company) -> None:
    heir = FIVE[4]
    company.newcomer(LEAD, ALL_YES)
    team = company.team(dict.fromkeys(FIVE, ALL_YES))
    company.desk.slack.user_facts = {"team_id": WORKSPACE}
    company.fills_in(LEAD, "team.hand_over", team.id, lead=heir)
    company.joins(team, LEAD, lead=heir)
    company.closes(FIRST, NOISE)

    assert company.released(team)[0], "four of the five, and the lead of before"
    assert "no summary I can show you" in company.asks(LEAD)
    assert "People counted: *5-9*" in company.asks(heir)


def test_who_reads_is_asked_as_of_the_close(company: Company) -> None:
    """A viewer who steps down after the day, while the close is late, isn't counted in what they could read."""
    team = company.team(dict.fromkeys(FIVE, ALL_YES))
    company.fills_in(LEAD, "team.viewers", team.id, viewers=[FIVE[0]])
    company.goes_to(FIRST + timedelta(days=3))
    company.fills_in(LEAD, "team.viewers", team.id, viewers=[])
    company.closes(FIRST + timedelta(days=3), NOISE)

    assert company.released(team) == [None], "one of the five could read it on its day"
