"""Looking back: every finished check, what moved from one to the next, and how it went over the years."""

from __future__ import annotations

from pathlib import Path

import pytest

from advice.catalog import builtin
from bot.runtime.router import NOT_THERE
from bot.store.person import erase
from tests.kit import Json, Somebody, World, button, words
from tests.stories.guides import ENGINEER, MANAGER, walks
from tests.stories.steps import begins, finishes_everything, finishes_pillar

pytestmark = pytest.mark.storage

QUARTER = 91  # days


def technical(who: Somebody, *answers: str) -> None:
    """Go through the technical pillar, the first questions answered so, the others with a yes."""
    begins(who, "/careercheck technical")
    for answer in (*answers, *["Yes"] * (5 - len(answers))):
        who.clicks(answer)


def looks_back(who: Somebody) -> Json:
    """Ask for the history and return it."""
    who.runs("/careercheck history")
    return who.sees("Your finished checks")


def years(world: World, who: Somebody) -> None:
    """Three years: a check of one pillar each half year, a little better each time."""
    for weak in (5, 4, 4, 3, 2, 1):
        technical(who, *["Not yet"] * weak)
        world.passes(days=2 * QUARTER)


def test_three_years_are_drawn_over_time_and_listed_the_newest_first(world: World, ana: Somebody) -> None:
    years(world, ana)

    shown = looks_back(ana)

    chart = next(block for block in shown["blocks"] if block["type"] == "data_visualization")["chart"]
    assert [point["value"] for point in chart["series"][0]["data"]] == [0, 1, 1, 2, 3, 4]
    assert chart["axis_config"]["categories"][0] == "23 Nov 2026"
    assert "Technical skills: 0, then 1, then 1, then 2, then 3, then 4." in shown["text"]
    days = [line for line in words(shown).splitlines() if line.startswith("*The SET check (Technical skills)*")]
    assert [day.rpartition(" ")[2] for day in days] == ["2029", "2028", "2028", "2027", "2027", "2026"]
    assert "Strong: technical skills 4 of 5" in words(shown)
    assert "_No answer moved since 24 May 2027._" in words(shown)
    assert "• Understanding databases: Not yet, then Yes" in words(shown)


def test_more_than_a_page_is_turned_over_and_back(world: World, ana: Somebody) -> None:
    years(world, ana)
    technical(ana)
    first = looks_back(ana)
    assert "23 November 2026" not in words(first).partition("Strong answers in")[2]

    ana.clicks("Earlier checks")

    second = ana.sees("Earlier checks")
    assert words(second).count("*The SET check (Technical skills)*") == 1
    assert "_Your first one of this kind._" in words(second)
    assert button(second, "Earlier checks") is None
    ana.clicks("Back to the newest")
    assert button(looks_back(ana), "Earlier checks")


def test_each_question_stands_beside_what_it_was(ana: Somebody, world: World) -> None:
    technical(ana, "Not yet", "Partly", "Skip")
    world.passes(days=QUARTER)
    technical(ana, "Partly", "Partly", "Yes")
    looks_back(ana)

    ana.clicks("Each question")

    shown = words(ana.sees("Compared with 23 November 2026."))
    assert "• *Deep knowledge of one technology: Not yet, then Partly*" in shown
    assert "• Understanding databases: Partly" in shown
    assert "• Understanding the cloud: Yes" in shown, "it was skipped then, so nothing moved"
    ana.clicks("All finished checks")
    assert "Deep knowledge of one technology: Not yet, then Partly" in words(ana.messages()[-1])


def test_a_corrected_result_shows_both(ana: Somebody, world: World) -> None:
    technical(ana, "Not yet")
    world.passes(days=1)
    ana.clicks("Change an answer")
    ana.submits(question="T1")
    ana.clicks("Yes")

    shown = looks_back(ana)

    assert "Strong: technical skills 5 of 5" in words(shown)
    assert "_Corrected on 24 November 2026._ At first: Strong: technical skills 4 of 5." in words(shown)
    assert words(shown).count("*The SET check (Technical skills)*") == 1
    ana.clicks("As it was first", on=shown)
    at_first = words(ana.messages()[-1])
    assert "Your result, corrected" not in at_first
    assert "Worth working on" in at_first
    assert "Your result · The SET check (Technical skills) · <!date^" in at_first
    assert "|2026-11-23>\nYou changed an answer since. This is how it was before." in at_first
    ana.clicks("Show it", on=shown)
    by_now = words(ana.messages()[-1])
    assert "Your result, corrected" in by_now
    assert "|2026-11-24>\nYou changed an answer; the earlier result is kept as it was." in by_now
    ana.clicks("Each question", on=shown)
    assert "• Deep knowledge of one technology: Yes _(at first: Not yet)_" in words(ana.messages()[-1])


def test_a_check_that_was_corrected_later_keeps_its_day_wherever_it_is_named(ana: Somebody, world: World) -> None:
    technical(ana, "Not yet")
    world.passes(days=QUARTER)
    ana.clicks("Change an answer")
    ana.submits(question="T1")
    ana.clicks("Partly")
    assert "|2026-11-23>" in ana.opens_home()
    world.passes(days=QUARTER)
    technical(ana)

    shown = looks_back(ana)

    chart = next(block for block in shown["blocks"] if block["type"] == "data_visualization")["chart"]
    assert chart["axis_config"]["categories"] == ["23 Nov 2026", "24 May 2027"]
    assert "_Moved since 23 November 2026:_" in words(shown)
    assert "_Corrected on 22 February 2027._" in words(shown)


def test_results_of_every_kind_are_there_and_each_is_compared_with_its_own(world: World, ana: Somebody) -> None:
    walks(world, ana, "crossroads", ENGINEER)
    world.passes(days=QUARTER)
    technical(ana)
    world.passes(days=QUARTER)
    walks(world, ana, "crossroads", MANAGER)

    shown = words(looks_back(ana))

    heads = [line.partition("*")[2].partition("*")[0] for line in shown.splitlines() if "* · " in line]
    crossroads = world.bot.services.catalog.checks["crossroads"].title
    assert heads == [crossroads, "The SET check (Technical skills)", crossroads]
    assert shown.count("_Your first one of this kind._") == 2
    assert shown.count("_Moved since 23 November 2026:_") == 1
    assert "Strong answers over time" not in shown, "one result is no trend"


def test_whole_checks_make_the_chart_where_there_are_two(world: World, ana: Somebody) -> None:
    begins(ana)
    finishes_everything(ana, technical="Not yet")
    for _ in range(2):
        world.passes(days=QUARTER)
        technical(ana)
    world.passes(days=QUARTER)
    begins(ana)
    finishes_everything(ana, soft="Partly")

    shown = looks_back(ana)

    chart = next(block for block in shown["blocks"] if block["type"] == "data_visualization")["chart"]
    drawn = {one["name"]: [point["value"] for point in one["data"]] for one in chart["series"]}
    assert drawn == {"Soft skills": [9, 0], "Experience": [7, 7], "Technical skills": [0, 5]}


def test_whoever_finished_nothing_is_told_where_to_begin(ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    ana.runs("/careercheck history")

    assert button(ana.sees("You haven't finished a check yet."), "Start the check")


def test_words_in_the_conversation_and_the_button_on_home_show_the_same(ana: Somebody) -> None:
    technical(ana)
    ana.writes("my history", thread=False)
    assert button(ana.sees("Your finished checks"), "Each question")

    ana.opens_home()
    ana.clicks_home("All results")

    modal = ana.modal()
    assert modal
    assert "*The SET check (Technical skills)*" in words(modal)
    assert not any(block["type"] == "actions" for block in modal["blocks"]), "nothing else opens over it"


def test_pillars_that_were_not_asked_both_times_are_not_compared(world: World, ana: Somebody) -> None:
    technical(ana)
    world.passes(days=1)
    begins(ana, "/careercheck experience")
    finishes_pillar(ana, "experience")

    nothing = "_Nothing to compare with 23 November 2026: no question was answered both times._"
    assert nothing in words(looks_back(ana))


def test_clicked_twice_it_answers_twice_and_changes_nothing(ana: Somebody, world: World) -> None:
    technical(ana)
    shown = looks_back(ana)
    kept = world.rows("SELECT * FROM results ORDER BY id")

    for _ in range(2):
        ana.clicks("Each question", on=shown)

    assert sum("Your first one of this kind." in words(message) for message in ana.messages()) == 3
    assert world.rows("SELECT * FROM results ORDER BY id") == kept


def test_somebody_elses_button_says_only_that_it_is_not_there(world: World, ana: Somebody) -> None:
    technical(ana, "Not yet")
    shown = looks_back(ana)
    ben = world.who("ben")
    begins(ben, "/careercheck technical")
    finishes_pillar(ben, "technical", "Partly")
    mine = looks_back(ben)

    forged = button(shown, "Each question")
    assert forged
    world.slack.act.click(ben.id, channel=mine["channel"], stale=True, action=forged, message=mine)
    world.settles()

    assert NOT_THERE in words(ben.messages()[-1])
    ben.does_not_see("Deep knowledge of one technology: Not yet")


def test_an_old_button_of_somebody_who_was_erased_shows_nothing(world: World, ana: Somebody) -> None:
    technical(ana, "Not yet")
    shown = looks_back(ana)
    ana.clicks("Each question", on=shown)
    before = len(ana.messages())
    with world.bot.services.database.writing() as connection:
        erase(connection, world.slack.cast.team_id, ana.id)

    ana.presses_old(shown, "Each question")

    said = [words(message) for message in ana.messages()[before:]]
    assert not any("Deep knowledge" in one for one in said), said


def test_the_bot_starts_again_between_a_page_and_its_button(world: World, ana: Somebody) -> None:
    technical(ana)
    shown = looks_back(ana)

    world.restarts()

    ana.clicks("Each question", on=shown)
    ana.sees("Deep knowledge of one technology: Yes")


def test_a_question_that_the_check_lost_or_got_meanwhile_is_said_so(
    tmp_path: Path, world: World, ana: Somebody
) -> None:
    technical(ana, "Partly")
    own = tmp_path / "own" / "checks" / "set"
    own.mkdir(parents=True)
    ours = (builtin() / "checks" / "set" / "technical.toml").read_text()
    (own / "technical.toml").write_text(ours.replace('id = "T1"', 'id = "T9"').replace('on = "T1"', 'on = "T9"'))
    for other in ("soft", "experience", "check"):
        text = (builtin() / "checks" / "set" / f"{other}.toml").read_text()
        (own / f"{other}.toml").write_text(text.replace('on = "T1"', 'on = "T9"'))
    world.changes_settings(content=tmp_path / "own")
    world.restarts()
    world.passes(days=QUARTER)
    technical(ana)

    shown = looks_back(ana)

    assert "Strong: technical skills 5 of 5" in words(shown)
    assert "_No answer moved since 23 November 2026._" in words(shown)
    ana.clicks("Each question", on=shown)
    told = words(ana.messages()[-1])
    assert "The check changed: 1 question new since, 1 question asked no more." in told
    assert "• Deep knowledge of one technology: Yes _(new since)_" in told
    assert "*Asked no more*\n• Deep knowledge of one technology: Partly" in told
    assert "Understanding databases: Yes" in told


def test_it_is_shown_where_slack_draws_no_charts(world: World, ana: Somebody) -> None:
    for weak in (2, 1):
        technical(ana, *["Not yet"] * weak)
        world.passes(days=QUARTER)
    ana.runs("/careercheck history")
    shown = ana.sees("Your finished checks")

    bars = [line for line in shown["text"].splitlines() if "Technical skills: 3, then 4." in line]

    assert bars, "the same stands in the text, for whoever has it read aloud"
