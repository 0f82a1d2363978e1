"""The career path: told in forms, read back, corrected; and the card that asks after the first result."""

from __future__ import annotations

from typing import Any

import pytest

from bot.store import person
from tests.kit import Json, Somebody, World, button, words
from tests.stories.steps import begins, finishes_everything


def tells(somebody: Somebody, **fields: Any) -> None:
    """Add an entry to the path."""
    somebody.runs("/careercheck path")
    newest = somebody.messages()[-1]
    somebody.clicks("Add another role" if button(newest, "Add another role") else "Add an earlier one", on=newest)
    somebody.submits(**fields)


def errors(somebody: Somebody) -> dict[str, str]:
    """What stands under the fields of the form."""
    found: dict[str, str] = (somebody.modal() or {})["errors"]
    return found


def holds(somebody: Somebody, field: str) -> str:
    """What a field of the form holds."""
    view = somebody.modal() or {}
    held = view["state"]["values"][field][field]
    return str(held.get("value") or (held.get("selected_option") or {}).get("value"))


def now(somebody: Somebody, message: Json) -> str:
    """What a message says by now."""
    return words(next(one for one in somebody.messages() if one["ts"] == message["ts"]))


@pytest.fixture
def ben(world: World) -> Somebody:
    """Ben, a manager."""
    return world.who("ben")


def kept(world: World, somebody: Somebody) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in world.rows(f"SELECT revision, due_on FROM paths WHERE user_id = '{somebody.id}'")]


def test_a_manager_tells_the_path_and_reads_it_back(world: World, ben: Somebody) -> None:
    card = ben.runs("/careercheck path")
    assert card
    ben.sees("You haven't told me your path yet")
    assert world.rows("SELECT * FROM paths") == []
    ben.clicks("Add an earlier one")
    assert "Saving is agreeing to that" in words(ben.modal() or {})
    ben.submits(role="Engineer", title="Backend engineer", start="March 2018", end="15 March 2025")
    ben.sees("Engineer, March 2018 to 15 March 2025 (Backend engineer).")
    ben.clicks("Add another role")
    assert "Saving is agreeing" not in words(ben.modal() or {})
    ben.submits(role="Manager", title="Engineering Manager", level="Staff", start="2025-03-15")
    said = ben.sees("Manager, since 15 March 2025 (Engineering Manager, Staff).")
    assert "Away from hands-on work since 15 March 2025: one year and eight months" in words(said)
    assert "Both of your skill sets stay sharp until about March 2028" in words(said)
    assert "Next: two years away from hands-on work, on 15 March 2027." in words(said)
    assert kept(world, ben) == [(2, "2027-03-15")]
    ben.runs("/careercheck path")
    card = ben.sees("Your career path")
    assert "*Manager*, since 15 March 2025\nEngineering Manager · Staff" in words(card)
    assert "*Engineer*, March 2018 to 15 March 2025\nBackend engineer" in words(card)
    assert "Hands-on" in words(card)
    assert "(engineer until 15 March 2025, manager since then)" in words(card)


def test_each_rule_is_said_under_its_field_and_what_was_written_stays(world: World, ben: Somebody) -> None:
    ben.runs("/careercheck path")
    ben.clicks("Add an earlier one")
    for fields, where, said in (
        ({"start": "soon"}, "start", "I need one year, with four digits."),
        ({"start": "31 February 2024"}, "start", "There is no day 31 in February 2024, which has 29 days."),
        ({"start": "30 February 2023"}, "start", "There is no day 30"),
        ({"start": "1969"}, "start", "My calendar begins in 1970."),
        ({"start": "March 2031"}, "start", "March 2031 is still to come."),
        ({"start": "2020", "end": "2019"}, "end", "This ends in 2019, before it starts in 2020."),
        ({"start": "2020", "end": "March 2031"}, "end", "March 2031 is still to come."),
        ({"start": "03/04/2020", "end": ""}, "start", "That may be 3 April 2020 or 4 March 2020."),
    ):
        ben.submits(role="Engineer", **fields)
        assert said in errors(ben)[where], fields
    assert world.rows("SELECT * FROM paths") == []
    assert world.rows(f"SELECT consented_at FROM people WHERE user_id = '{ben.id}'") == [(None,)]
    ben.submits(start="2020", end="2022")
    ben.sees("Engineer, 2020 to 2022.")
    ben.clicks("Add another role")
    ben.submits(role="Manager", start="2021-03", end="2021-09")
    assert "Two of these overlap: engineer, 2020 to 2022; and manager" in words(ben.modal() or {})


def test_a_change_of_role_today_is_one_step(world: World, ben: Somebody) -> None:
    tells(ben, role="Engineer", start="2015", end="May 2022")
    tells(ben, role="Manager", start="May 2022")
    ben.runs("/careercheck path")
    ben.clicks("My role changed")
    ben.submits(role="Director")
    ben.sees("Director, since 23 November 2026.")
    ben.runs("/careercheck path")
    card = words(ben.sees("Your career path"))
    assert "*Manager*, May 2022 to 23 November 2026" in card
    assert "Away from hands-on work since May 2022: four years and six months" in card


def test_what_had_passed_is_shown_once_and_never_owed(world: World, ben: Somebody) -> None:
    tells(ben, role="Engineer", start="2015", end="1 May 2022")
    tells(ben, role="Manager", start="1 May 2022")
    ben.sees("You passed two years away from hands-on work in May 2024, before I could tell you.")
    ben.clicks("What the sources say")
    ben.sees("What the sources say: two years away from hands-on work")
    rows = world.rows("SELECT about, state, reason FROM occasions")
    assert [tuple(row) for row in rows] == [("two-years:2022-05-01", "skipped", "known late")]
    assert kept(world, ben) == [(2, "2027-05-01")]
    tells(ben, role="Engineer", start="2010", end="2012")
    assert "You passed two years" not in words(ben.sees("Engineer, 2010 to 2012."))


def test_nothing_is_counted_before_the_path_reaches_today(world: World, ben: Somebody) -> None:
    tells(ben, role="Engineer", start="2010", end="2014")
    said = words(ben.sees("Engineer, 2010 to 2014."))
    assert "I don't know yet what you do today." in said
    assert "Away from hands-on work" not in said
    tells(ben, role="Manager", start="2014", end="2019")
    tells(ben, role="Tech lead", start="2019")
    assert [row[0] for row in world.rows("SELECT about FROM occasions WHERE about LIKE '%-years%'")] == []


def test_an_entry_is_corrected_ended_and_taken_out(world: World, ben: Somebody) -> None:
    tells(ben, role="Manager", start="2021", title="EM")
    ben.runs("/careercheck path")
    ben.clicks("Correct")
    assert holds(ben, "title") == "EM"
    assert holds(ben, "start") == "2021"
    ben.submits(start="June 2021", end="2023-02-28")
    ben.sees("Manager, June 2021 to 28 February 2023 (EM).")
    ben.runs("/careercheck path")
    ben.clicks("Correct")
    ben.submits(more="remove")
    ben.sees("Taken out.")
    ben.runs("/careercheck path")
    ben.sees("You haven't told me your path yet")


def test_building_beside_and_never_hands_on_are_a_click_each(world: World, ben: Somebody) -> None:
    tells(ben, role="Manager", start="May 2022")
    ben.runs("/careercheck path")
    assert "I know of no hands-on work before that" in words(ben.sees("Your career path"))
    ben.clicks("I was never hands-on")
    ben.sees("Written down: there was no hands-on work before.")
    ben.runs("/careercheck path")
    assert "Away from hands-on work" not in words(ben.sees("Your career path"))
    ben.clicks("I still build most days")
    ben.sees("Written down: you still build most days.")
    ben.runs("/careercheck path")
    card = ben.sees("Your career path")
    assert "*Hands-on work beside it*, since May 2022" in words(card)
    assert not button(card, "I still build most days")
    assert kept(world, ben) == [(3, None)]


def test_a_role_that_has_not_begun_where_they_are_now_is_not_built_beside_yet(world: World, ben: Somebody) -> None:
    world.passes(hours=20)
    tells(ben, role="Manager", start=f"{world.clock.now():%-d %B %Y}")
    ben.runs("/careercheck path")
    card = ben.sees("Your career path")
    world.slack.act.changes(ben.id, tz="Pacific/Pago_Pago")
    world.settles()
    ben.clicks("I still build most days", on=card)
    ben.sees("is still to come")
    assert kept(world, ben)[0][0] == 1


def test_a_form_that_is_sent_twice_counts_once(world: World, ben: Somebody) -> None:
    ben.runs("/careercheck path")
    ben.clicks("Add an earlier one")
    modal = ben.modal() or {}
    ben.submits(role="Engineer", start="2020", end="2020")
    assert ben.modal() is None
    state = {name: {name: {"value": said}} for name, said in (("role", "engineer"), ("start", "2020"), ("end", "2020"))}
    view = {**modal, "state": {"values": state}}
    body = {"team": {"id": world.slack.cast.team_id}, "user": {"id": ben.id}, "view": view}
    answers: list[Json] = []
    world.bot.router.on_submit(lambda **answer: answers.append(answer), body)  # type: ignore[arg-type]
    world.settles()
    assert answers == [{}]
    assert kept(world, ben) == [(1, None)]
    assert len([one for one in ben.messages() if "Engineer, 2020 to 2020." in words(one)]) == 1


def test_a_path_that_changed_meanwhile_costs_nothing_that_was_written(world: World, ben: Somebody) -> None:
    tells(ben, role="Manager", start="2021")
    ben.runs("/careercheck path")
    card = ben.with_button("Correct")
    ben.clicks("Correct", on=card)
    ben.clicks("I still build most days", on=card)
    ben.submits(title="Head of Platform", start="May 2021")
    modal = words(ben.modal() or {})
    assert "Your path was changed somewhere else" in modal
    assert holds(ben, "title") == "Head of Platform"
    assert holds(ben, "start") == "May 2021"
    ben.submits()
    ben.sees("Manager, since May 2021 (Head of Platform).")
    assert kept(world, ben)[0][0] == 3


def test_nobody_is_asked_for_the_role_before_the_first_result_and_then_a_click_and_a_year_do(
    world: World, ana: Somebody
) -> None:
    begins(ana)
    ana.does_not_see("what is your role now")
    finishes_everything(ana)
    ana.does_not_see("what is your role now")
    ana.clicks("Once a year")
    card = ana.sees("what is your role now")
    ana.clicks("Manager", on=card)
    ana.submits(start="2024")
    ana.sees("Manager, since 2024.")
    assert "Your role: manager, since 2024." in now(ana, card)


def test_whoever_skips_the_card_is_not_asked_again_for_ninety_days(world: World, ana: Somebody) -> None:
    begins(ana)
    finishes_everything(ana)
    ana.clicks("No reminders")
    card = ana.sees("what is your role now")
    ana.clicks("Not now", on=card)
    assert "Not now, then." in now(ana, card)
    world.passes(days=80)
    begins(ana)
    finishes_everything(ana)
    ana.does_not_see("what is your role now")
    world.passes(days=11)
    begins(ana)
    finishes_everything(ana)
    ana.sees("what is your role now")


def test_the_path_is_said_in_the_direct_message_too_and_stands_on_home(world: World, ben: Somebody) -> None:
    ben.writes("path", thread=False)
    ben.sees("You haven't told me your path yet")
    assert "You haven't told me your path yet" in ben.opens_home()
    ben.clicks_home("Tell my present role")
    ben.submits(role="Manager", start="May 2022")
    home = ben.opens_home()
    assert "*Manager*, since May 2022" in home
    assert "Away from hands-on work since May 2022" in home
    ben.clicks_home("Show my path")
    shown = ben.modal() or {}
    assert "*Manager*, since May 2022" in words(shown)
    assert not button(shown, "Correct")


@pytest.mark.parametrize("again", [False, True])
def test_a_path_is_exported_and_erased_with_the_person(world: World, ben: Somebody, again: bool) -> None:
    tells(ben, role="Manager", start="May 2019")
    assert world.rows("SELECT user_id FROM occasions")
    with world.bot.services.database.writing() as connection:
        handed_over = person.export(connection, world.slack.cast.team_id, ben.id)
        assert "'start': '2019-05'" in str(handed_over["tables"]["paths"])
        person.erase(connection, world.slack.cast.team_id, ben.id)
    assert world.rows("SELECT * FROM paths") == []
    assert world.rows("SELECT * FROM occasions") == []
    if again:
        tells(ben, role="Engineer", start="2020")
        assert "Saving is agreeing" not in words(ben.sees("Engineer, since 2020."))
