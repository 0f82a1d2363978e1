"""What a summary doesn't say, its size, its work and its refusals don't say either."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.store import person
from tests.attack.company import FIRST, Company, Founds, mended
from tests.kit_statements import statements
from tests.kit_teams import LEAD, WORKSPACE, member, several

FIVE, STRANGER, OTHER = several(range(1, 6)), member(77), member(88)
ALL_YES = {"T1": "yes", "T2": "yes", "S1": "yes"}


def asked(company: Company, user_id: str) -> tuple[str, list[str]]:
    """Return what somebody hears, and the statements it took, but for drawing what is sent later."""
    with statements(of_all=True) as seen:
        heard = company.desk.command(user_id, "summary", WORKSPACE)
    company.goes_to(company.services.clock.now().date() + timedelta(days=1))
    return heard, [statement.text for statement in seen]


def reads(done: list[str]) -> list[str]:
    """Return the statements that read."""
    return [one for one in done if one.startswith("SELECT")]


def refusals(company: Company) -> dict[str, str]:
    """Return what everybody hears who gets none, by the reason."""
    company.write(lambda rows: rows.knows(STRANGER, OTHER))
    heard = {"no team": company.asks(STRANGER)}
    team = company.team(dict.fromkeys(FIVE[:4], ALL_YES))
    heard["no close yet"] = company.asks(LEAD)
    company.closes(FIRST, ())
    heard["four people"] = company.asks(LEAD)
    heard["a member"] = company.asks(FIVE[0])
    company.founds("Nobody in it", lead=OTHER)
    company.closes(date(2027, 2, 28), (), ())
    heard["nobody"] = company.asks(OTHER)
    company.presses(FIVE[0], "team.leave", team.id)
    company.closes(date(2027, 3, 31), (), ())
    heard["three people"] = company.asks(LEAD)
    return heard


def test_all_refusals_are_the_same_to_the_byte(company: Company) -> None:
    heard = refusals(company)

    assert len(set(heard.values())) == 1, heard
    assert not re.search(r"\\b[0-9]+ (more|people|members)|missing", heard["four people"])


def test_whoever_may_not_read_hears_the_same_where_there_is_a_summary_and_where_there_is_none(founds: Founds) -> None:
    """Also by a button that was never theirs."""
    heard = set()
    for people in (5, 4):
        company = founds()
        team = company.team(dict.fromkeys(FIVE[:people], ALL_YES))
        company.write(lambda rows: rows.knows(STRANGER))
        company.closes(FIRST, (1, 2, 3))
        assert [body is not None for body in company.released(team)] == [people == 5]
        for user in (STRANGER, FIVE[0]):
            for button in ("summary.pull", "summary.copy", "summary.earlier"):
                heard.add(company.desk.press(user, button, team.id, WORKSPACE))

    (only,) = heard
    assert "no summary I can show you" in only


def test_a_refusal_and_a_summary_take_the_same_work_and_none_looks_at_answers(founds: Founds) -> None:
    large, small = founds(), founds()
    large.team(dict.fromkeys(several(range(1, 13)), ALL_YES))
    small.team(dict.fromkeys(FIVE[:4], ALL_YES))
    small.write(lambda rows: rows.knows(STRANGER))
    for company in (large, small):
        company.closes(FIRST, (1, 2, 3))
    given, summary = asked(large, LEAD)

    for user in (LEAD, STRANGER, FIVE[0]):
        refused, refusal = asked(small, user)
        assert given != refused
        assert reads(summary) == reads(refusal), user
        assert len(summary) - len(reads(summary)) - len(refusal) + len(reads(refusal)) == 1, "the message itself"
        assert not [one for one in (*summary, *refusal) if re.search(r"\b(answers|results|ledger)\b", one)]


def test_a_pull_of_five_people_and_of_forty_is_the_same_work(founds: Founds) -> None:
    few, many = founds(), founds()
    few.team(dict.fromkeys(FIVE, ALL_YES))
    many.team(dict.fromkeys(several(range(1, 40)), ALL_YES))
    works = []
    for company in (few, many):
        company.closes(FIRST, (1, 2, 3))
        works.append(asked(company, LEAD)[1])

    assert works[0] == works[1]


def test_equal_bands_are_told_in_the_same_bytes_whatever_is_behind_them(founds: Founds) -> None:
    """Five who say yes to all, and nine of whom most do: the same bands, so nothing tells them apart."""
    five, nine = founds(), founds()
    every = [question.id for question in five.services.builtin.rated("set").questions]
    yes, no = dict.fromkeys(every, "yes"), dict.fromkeys(every, "not_yet")
    five.team(dict.fromkeys(FIVE, yes))
    nine.team({user: yes if at else no for at, user in enumerate(several(range(1, 10)))})
    heard = []
    for company in (five, nine):
        company.closes(FIRST, (0, 0, 0))
        heard.append(company.asks(LEAD))

    assert mended(heard[0]) == mended(heard[1])


def test_the_answer_itself_changes_no_length(founds: Founds) -> None:
    """Every band of a row is one of three words; the payload depends on the bands alone."""
    lengths: dict[tuple[str, ...], set[int]] = {}
    for choice in ("yes", "not_yet"):
        for draw in (-25, -8, 0, 8):
            company = founds()
            company.team({member(0): {"T1": choice}, **dict.fromkeys(FIVE, ALL_YES)})
            company.closes(FIRST, (0, 0, draw))
            heard = company.asks(LEAD)
            told = tuple(re.findall(r": \*(few|about half|most)\*", heard))
            lengths.setdefault(told, set()).add(len(heard))

    assert len(lengths) > 1
    assert {len(one) for one in lengths.values()} == {1}


def test_an_erased_person_leaves_the_refusal_as_it_was(company: Company) -> None:
    """A summary that was told stays told; nothing says who of those counted is gone."""
    company.team(dict.fromkeys(FIVE, ALL_YES))
    company.closes(FIRST, (2, 2, 2))
    before = company.asks(LEAD)
    company.write(lambda rows: person.erase(rows.connection, WORKSPACE, FIVE[0]))

    assert company.asks(LEAD) == before
