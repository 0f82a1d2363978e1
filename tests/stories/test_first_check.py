"""The main job: from the first command to a result."""

from __future__ import annotations

from tests.kit import Somebody, World, button
from tests.kit_storage import on_both
from tests.stories.steps import begins, finishes_everything, finishes_pillar


@on_both
def test_a_first_check_from_command_to_result(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck", channel="general")

    ephemeral = ana.sees("waiting in our direct message. It takes about 6 minutes")
    assert ephemeral["ephemeral"]
    assert "url" in (button(ephemeral, "Open it") or {})
    parent = ana.sees("what happens to your answers")
    assert "owners of this Slack workspace may be able to export" in str(parent)

    ana.picks("check.choose:crossroads", "stuck")
    ana.picks("check.choose:direction", "technology")
    assert world.rows("SELECT * FROM answers") == []
    assert world.rows("SELECT consented_at FROM people")[0][0] is None
    ana.clicks("I agree, start")

    for number in range(1, 10):
        ana.sees(f"Soft skills · {number} of 9, {number} of 21")
        ana.clicks("Yes" if number % 2 else "Not yet")
    ana.sees("Soft skills: done.")
    ana.clicks("Go on")
    for number in range(1, 8):
        ana.sees(f"Experience · {number} of 7, {number + 9} of 21")
        ana.clicks("I can get it")
    ana.clicks("Go on")
    for number in range(1, 6):
        ana.sees(f"Technical skills · {number} of 5, {number + 16} of 21")
        ana.clicks("Skip" if number == 3 else "Yes")

    result = ana.sees("Your result")
    assert result["broadcast"]
    assert "You came here because you feel stuck" in str(result)
    assert any(block["type"] == "data_visualization" for block in result["blocks"])
    assert "Gain it:" in str(result)
    assert "Kanch" in str(result)
    assert len(world.rows("SELECT * FROM answers")) == 21
    assert "Your last result" in ana.opens_home()


def test_questions_follow_in_the_thread_of_the_parent(world: World, ana: Somebody) -> None:
    begins(ana)

    question = ana.sees("1 of 21")

    assert question["thread_ts"] == ana.sees("Your questions are in this thread")["ts"]


def test_an_answer_is_folded_into_one_line_with_a_way_back(world: World, ana: Somebody) -> None:
    begins(ana)
    first = ana.sees("1 of 21")

    ana.clicks("Partly")

    folded = next(m for m in ana.messages() if m["ts"] == first["ts"])
    assert button(folded, "Change")
    assert not button(folded, "Partly")
    assert "Partly" in str(folded["blocks"])
    ana.sees("2 of 21")


def test_folding_uses_the_click_and_home_waits_for_the_end(world: World, ana: Somebody) -> None:
    begins(ana)
    world.slack.calls.clear()
    before = len(world.slack.calls)

    finishes_pillar(ana, "soft")

    methods = [call.method for call in world.slack.calls[before:]]
    assert methods.count("respond") >= 9
    assert methods.count("views.publish") == 0
    assert methods.count("chat.update") <= 1  # the parent, once it had begun


def test_one_pillar_only(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")

    ana.sees("Technical skills · 1 of 5")
    ana.does_not_see("of 21")
    finishes_pillar(ana, "technical")

    result = ana.sees("Your result")
    assert "Technical skills" in str(result)
    assert "Soft skills" not in str(result)


def test_the_direction_orders_the_steps(world: World, ana: Somebody) -> None:
    def first_step(direction: str) -> str:
        ana.runs("/careercheck")
        ana.picks("check.choose:direction", direction)
        ana.clicks("I agree, start" if direction == "people" else "Start")
        finishes_everything(ana, soft="Not yet", experience="Not yet", technical="Not yet")
        return str(next(b for b in ana.sees("Your result")["blocks"] if b["block_id"] == "step.1"))

    assert first_step("people") != first_step("technology")


def test_all_soft_skills_yes_is_named_for_what_it_is(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck soft")
    finishes_pillar(ana, "soft")

    ana.sees("all the signs of a leader")


def test_the_next_result_says_what_moved(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical", "Not yet")
    ana.does_not_see("What moved")
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical", "Yes")

    moved = ana.sees("What moved since last time")

    assert "Not yet, then Yes" in str(moved)


def test_a_chart_that_slack_refuses_becomes_text(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    for _ in range(4):
        ana.clicks("Yes")
    world.slack.faults.refuse("chat.postMessage", "invalid_blocks", times=1)
    ana.clicks("Yes")

    result = ana.sees("Your result")

    assert not any(block["type"] == "data_visualization" for block in result["blocks"])
    assert "5 strong, 0 partly, 0 not yet" in str(result)


def test_the_recorded_calls_hold_nothing_that_slack_would_refuse(world: World, ana: Somebody) -> None:
    begins(ana)
    finishes_everything(ana)
    ana.opens_home()

    refused = [call for call in world.slack.calls if not call.response.get("ok", True)]

    assert refused == []
    assert world.record.read_text().count("\n") == len(world.slack.calls)


def test_a_result_asked_for_by_command_stands_in_the_acknowledgement_without_a_chart(
    world: World, ana: Somebody
) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")

    ana.runs("/careercheck result", channel="general")

    shown = ana.sees("Your result")
    assert shown["ephemeral"]
    assert "5 strong, 0 partly, 0 not yet" in str(shown)


def test_a_chart_shown_to_one_person_falls_back_too(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.clicks("Yes")
    ana.clicks("Pause")
    world.slack.faults.refuse("respond", "invalid_blocks")

    ana.clicks("Show what I have")

    assert "1 strong, 0 partly" in str(ana.sees("What you have so far"))
