"""Looking back where things went another way: skipped, set aside, begun anew, in a channel, without charts."""

from __future__ import annotations

import pytest

from tests.kit import Somebody, World, button, words
from tests.stories.guides import ENGINEER, walks
from tests.stories.steps import begins
from tests.stories.test_history import QUARTER, looks_back, technical

CHART = "data_visualization"


def types(shown: dict[str, object]) -> list[str]:
    blocks = shown["blocks"]
    assert isinstance(blocks, list)
    return [str(block["type"]) for block in blocks]


def test_all_skipped_is_said_so_and_is_no_fall_in_the_chart(world: World, ana: Somebody) -> None:
    for answer in ("Yes", "Partly", "Skip"):
        technical(ana, *[answer] * 5)
        world.passes(days=QUARTER)

    shown = looks_back(ana)

    assert "All skipped" in words(shown)
    chart = next(block for block in shown["blocks"] if block["type"] == CHART)["chart"]
    assert [point["value"] for point in chart["series"][0]["data"]] == [5, 0]
    assert "_Nothing to compare with 22 February 2027: no question was answered both times._" in words(shown)
    ana.clicks("Each question")
    assert words({"blocks": ana.messages()[-1]["blocks"]}).count(": skipped") == 5


def test_what_was_set_aside_or_is_still_open_is_not_there(world: World, ana: Somebody) -> None:
    technical(ana)
    world.passes(days=QUARTER)
    begins(ana, "/careercheck technical")
    ana.clicks("Not yet")
    assert words(looks_back(ana)).count("*The SET check (Technical skills)*") == 1
    ana.runs("/careercheck technical")
    ana.clicks("Start over")
    ana.clicks("Start")
    for answer in ("Partly", "Yes", "Yes", "Yes", "Yes"):
        ana.clicks(answer)

    shown = words(looks_back(ana))

    assert shown.count("*The SET check (Technical skills)*") == 2
    assert "Deep knowledge of one technology: Yes, then Partly" in shown, "and not from the one that was set aside"


def test_asked_for_in_a_channel_only_its_person_sees_it(world: World, ana: Somebody) -> None:
    for weak in (2, 1):
        technical(ana, *["Not yet"] * weak)
        world.passes(days=QUARTER)
    channel = next(c["name"] for c in ana.screen()["conversations"] if c["id"].startswith("C"))

    ana.runs("/careercheck history", channel)
    shown = ana.sees("Your finished checks")
    ana.clicks("Each question", on=shown)
    ana.clicks("Show it", on=shown)

    answers = [message for message in ana.messages() if message["channel"] == shown["channel"] and message["bot"]]
    assert len(answers) == 3
    assert all(message["ephemeral"] for message in answers)
    for other in ("ben", "dev", "ewa"):
        world.who(other).does_not_see("Deep knowledge of one technology")
        world.who(other).does_not_see("Your finished checks")


@pytest.mark.parametrize("typed", [True, False])
def test_where_slack_draws_no_charts_bars_stand_in(world: World, ana: Somebody, *, typed: bool) -> None:
    for weak in (2, 1):
        technical(ana, *["Not yet"] * weak)
        world.passes(days=QUARTER)
    world.slack.faults.refuse("chat.postMessage" if typed else "respond", "invalid_blocks", times=1)

    if typed:
        ana.writes("my history", thread=False)
    else:
        ana.runs("/careercheck history")

    shown = ana.sees("Your finished checks")
    assert CHART not in types(shown)
    assert "`███` 3 · 23 Nov 2026\n`████` 4 · 22 Feb 2027" in words(shown)
    assert button(shown, "Each question")


def test_a_chart_is_said_in_words_for_whoever_has_it_read_aloud(world: World, ana: Somebody) -> None:
    for weak in (2, 1):
        technical(ana, *["Not yet"] * weak)
        world.passes(days=QUARTER)

    shown = looks_back(ana)

    assert CHART in types(shown)
    assert (
        "Strong answers over time, The SET check, 23 Nov 2026 to 22 Feb 2027. Technical skills: 3, then 4."
        in (shown["text"])
    )
    assert "The SET check (Technical skills), 22 February 2027: Strong: technical skills 4 of 5." in shown["text"]


def test_corrected_twice_it_shows_the_first_and_the_last(world: World, ana: Somebody) -> None:
    technical(ana, "Not yet")
    for answer in ("Partly", "Yes"):
        world.passes(days=1)
        ana.clicks("Change an answer")
        ana.submits(question="T1")
        ana.clicks(answer)

    shown = looks_back(ana)

    assert "_Corrected on 25 November 2026._ At first: Strong: technical skills 4 of 5." in words(shown)
    ana.clicks("Each question", on=shown)
    assert "Deep knowledge of one technology: Yes _(at first: Not yet)_" in words(ana.messages()[-1])


def test_a_check_that_ended_on_another_day_where_the_person_is_stands_under_that_day(
    world: World, ana: Somebody
) -> None:
    world.passes(hours=14, minutes=30)  # half past eleven in London, half past midnight in Madrid
    walks(world, ana, "crossroads", ENGINEER)

    assert "24 November 2026" in words(looks_back(ana))
