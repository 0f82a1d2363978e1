"""What is kept of a guide's next steps: one of them, or a whole plan, with reminders on the day."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.kit import Somebody, World, button, words
from tests.kit_storage import on_both
from tests.stories.guides import BACK, guide, walks
from tests.stories.nudges import goes_to, nudges

FIRST = "Ask your employer for half a year to refresh"
LAST = "Look back on half a year"


def kept(world: World) -> list[tuple[date, str, str]]:
    """All steps: the day, the first line, the state."""
    rows = world.rows("SELECT due, text, state FROM steps ORDER BY due, id")
    return [(date.fromisoformat(str(due)), text.split("\n")[0], state) for due, text, state in rows]


@on_both
def test_a_plan_is_kept_as_a_whole_and_each_step_comes_back_on_its_day(world: World, ana: Somebody) -> None:
    walks(world, ana, "return", BACK)
    result = ana.sees("Your result · The way back")

    ana.clicks("Keep this plan", on=result)

    plan = ana.sees("Your plan is kept: 6 steps, from 23 December 2026 to 23 May 2027")
    assert [day for day, _, _ in kept(world)] == [date(2026, 12, 23), *(date(2027, month, 23) for month in range(1, 6))]
    assert FIRST in words(plan)
    assert LAST in ana.opens_home()
    goes_to(world, datetime(2026, 12, 22, 15, tzinfo=UTC))
    assert nudges(ana) == []
    goes_to(world, datetime(2026, 12, 23, 15, tzinfo=UTC))
    assert FIRST in nudges(ana)[-1]
    goes_to(world, datetime(2027, 5, 24, 13, tzinfo=UTC))
    assert any(LAST in told for told in nudges(ana))


def test_a_plan_is_kept_once(world: World, ana: Somebody) -> None:
    walks(world, ana, "return", BACK)
    result = ana.sees("Your result · The way back")
    ana.clicks("Keep this plan", on=result)

    ana.clicks("Keep this plan", on=result)

    ana.sees("You have kept this plan already")
    assert len(kept(world)) == 6


def test_what_is_far_of_a_plan_is_listed_by_name_until_it_is_near(world: World, ana: Somebody) -> None:
    walks(world, ana, "return", BACK)
    ana.clicks("Keep this plan")
    plan = [step for _, step, _ in kept(world)]
    texts = {step.name: step.text for step in guide(world, "return").steps}

    home = ana.opens_home()
    assert [name in home for name in plan] == [True] * 6
    assert [texts[name] in home for name in plan] == [True] * 3 + [False] * 3

    for _ in range(3):
        ana.clicks_home("Done")
    assert texts[LAST] in ana.opens_home()


def test_each_step_of_a_plan_can_be_dropped(world: World, ana: Somebody) -> None:
    walks(world, ana, "return", BACK)
    result = ana.sees("Your result · The way back")
    ana.clicks("Keep this plan", on=result)
    plan = ana.sees("Your plan is kept: 6 steps")

    ana.clicks("Drop", on=plan)
    ana.sees("Dropped. Plans change")

    assert [state for _, _, state in kept(world)] == ["dropped", *["open"] * 5]
    goes_to(world, datetime(2026, 12, 24, 15, tzinfo=UTC))
    assert nudges(ana) == []
    ana.clicks("Keep this plan", on=result)
    ana.sees("Your plan is kept: 1 step, for 24 January 2027")
    assert [text for _, text, state in kept(world) if state == "open"].count(FIRST) == 1


def test_one_step_is_picked_for_its_own_day_or_another(world: World, ana: Somebody) -> None:
    walks(world, ana, "return", BACK)
    ana.clicks("Pick a next step")
    assert "by 23 December 2026" in words(ana.modal() or {})
    ana.submits(which="half_year")
    ana.sees("Your next step, by 23 May 2027")

    ana.clicks("Pick a next step")
    ana.submits(which="ask_here", by="2026-12-01")
    ana.clicks("Pick a next step")
    ana.submits(which="own", own="Call Maya")
    assert "Pick a day" in str(ana.modal())
    ana.submits(by="2026-12-05")

    days = [(day, text) for day, text, _ in kept(world)]
    assert days == [(date(2026, 12, 1), FIRST), (date(2026, 12, 5), "Call Maya"), (date(2027, 5, 23), LAST)]


def test_a_guide_without_a_plan_offers_its_steps_only(world: World, ana: Somebody) -> None:
    walks(world, ana, "manage", {"before": "no", "years": "under_five", "reason": "curious"})
    result = ana.sees("Your result · Thinking about managing?")

    assert button(result, "Pick a next step")
    assert not button(result, "Keep this plan")
