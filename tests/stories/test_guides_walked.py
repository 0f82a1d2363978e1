"""Each guided check from the command to what it comes to."""

from __future__ import annotations

import re

import pytest

from tests.kit import Somebody, World, button, words
from tests.kit_storage import on_both
from tests.stories.guides import BACK, ENGINEER, guide, outcome, states, walks
from tests.stories.steps import begins

LADDER = ("choices", "school", "own_ways", "hire", "liked", "calendar", "joys", "evenings", "symbol", "one_way")
STRONG = ("through", "habits", "wide", "lasting", "up", "out", "speak", "heard", "energy")
WALKS = [
    pytest.param("crossroads", ENGINEER, "three_pillars", id="crossroads"),
    pytest.param("crossroads", {"role": "away", "pull": "build"}, "build_again", id="crossroads, away"),
    pytest.param("manage", {"before": "no", "years": "under_five", "reason": "curious"}, "too_early", id="manage"),
    pytest.param("pendulum", {"role": "team", "want": "stay"}, "stay", id="pendulum"),
    pytest.param("pendulum", {"role": "managers", "want": "build"}, "top_back", id="pendulum, from the top"),
    pytest.param("warm-hands", {"role": "team", "features": "holds", "reviews": "does"}, "trade", id="warm-hands"),
    pytest.param(
        "ladder",
        {"role": "team", "gain": "money", "no_ladder": "wide", "ties": "free", **dict.fromkeys(LADDER, "fine")},
        "eyes_open",
        id="ladder",
    ),
    pytest.param(
        "director",
        {"role": "team", "job": "want", "said": "yes", **dict.fromkeys(STRONG, "strong")},
        "ask_now",
        id="director",
    ),
    pytest.param("return", BACK, "short", id="return"),
]


@pytest.mark.parametrize(("kind", "answers", "end"), WALKS)
def test_a_guide_ends_in_words_with_their_sources(
    world: World, ana: Somebody, kind: str, answers: dict[str, str], end: str
) -> None:
    asked = walks(world, ana, kind, answers)

    result = ana.sees(f"Your result · {guide(world, kind).title}")
    assert set(answers) <= set(asked)
    assert outcome(world, kind, end) in words(result)
    assert "<https://charity.wtf/" in words(result)
    assert result["broadcast"]
    assert states(world, kind) == ["finished"]
    assert [call for call in world.slack.calls if not call.response.get("ok", True)] == []
    home = ana.opens_home()
    assert outcome(world, kind, end) in home
    ana.clicks_home("Show it")
    assert outcome(world, kind, end) in words(ana.modal() or {})


def test_a_result_names_each_of_its_sources_once_below_all_that_it_says(world: World, ana: Somebody) -> None:
    walks(world, ana, "ladder", {"role": "team", **dict.fromkeys(LADDER, "not_fine")})

    blocks = {block["block_id"]: words({"blocks": [block]}) for block in ana.sees("Your result · ")["blocks"]}
    linked = re.findall(r"<(https://[^|>]+)", " ".join(blocks.values()))
    assert len(linked) == len(set(linked)) > 1
    assert all(url in blocks["sources"] for url in linked)
    assert blocks["sources"].startswith("Where this comes from: <https://")
    assert list(blocks).index("sources") == list(blocks).index("closing") + 1


@on_both
def test_a_guide_is_kept_compared_and_copied(world: World, ana: Somebody) -> None:
    walks(world, ana, "crossroads", ENGINEER)
    ana.does_not_see("What moved")
    walks(world, ana, "crossroads", {**ENGINEER, "direction": "people"})

    result = ana.sees("What moved since last time")
    assert "The way you lean: Towards technology, then Towards people" in words(result)
    ana.clicks("Copy as text", on=result)
    copied = ana.sees("Your result as text")
    assert "Changed since last time" in words(copied)
    assert "(Charity Majors, " in words(copied)
    assert [row[0] for row in world.rows("SELECT number FROM results ORDER BY id")] == [1, 1]


def test_whoever_skips_everything_hears_that_this_is_fine(world: World, ana: Somebody) -> None:
    walks(world, ana, "crossroads", {})

    assert guide(world, "crossroads").no_answers.text.split(".")[0] in words(ana.sees("Your result · At a crossroads"))


def test_words_and_notes_work_as_in_any_check(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck crossroads")
    ana.sees("question 1, about")
    ana.writes("I'm stuck")
    ana.writes("developer")
    ana.writes("why?")
    ana.sees("Why it is asked:")
    ana.writes("it was different before the merger")
    ana.writes("back")
    assert "So far you said: *Engineer*" in ana.in_thread()[-1]
    ana.writes("tech lead")

    choices = [tuple(row) for row in world.rows("SELECT question, choice FROM answers ORDER BY id")]
    assert choices == [("crossroads", "stuck"), ("role", "engineer"), ("role", "tech_lead")]
    assert [row[0] for row in world.rows("SELECT text FROM notes")] == ["it was different before the merger"]


def test_what_there_is_of_a_guide_is_no_outcome_before_its_end(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck crossroads")
    ana.clicks("I feel stuck")

    ana.runs("/careercheck result")

    so_far = words(ana.sees("What you have so far"))
    assert "What brings you here: I feel stuck" in so_far
    assert not any(one.title in so_far for one in guide(world, "crossroads").outcomes)


def test_a_guide_goes_on_after_a_restart_and_a_pause(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck crossroads")
    ana.clicks("I feel stuck")
    ana.clicks("Pause")
    ana.sees("Paused after 1 answer. Everything so far is kept.")
    world.restarts()
    world.passes(days=1)

    ana.runs("/careercheck resume")

    ana.sees("question 2, about")
    assert button(ana.with_button("Tech lead"), "Engineer")
