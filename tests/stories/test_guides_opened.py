"""How guides are opened: by command, by word, from a list, from a result, from a nudge."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.content import check_content
from tests.kit import Somebody, World, a_world, button, words
from tests.stories.guides import ENGINEER, asked, goes_on, guide, states, walks
from tests.stories.nudges import goes_to, manager_since, tells
from tests.stories.steps import begins, finishes_pillar

TUESDAY = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize("written", ["stuck", "I'm stuck!", "start", "Where do I start?", "/careercheck start"])
def test_words_open_the_crossroads(world: World, ana: Somebody, written: str) -> None:
    ana.writes(written, thread=False)

    ana.sees("At a crossroads")
    assert [row[0] for row in world.rows("SELECT kind FROM checks")] == ["crossroads"]


@pytest.mark.parametrize("typed", ["start", "stuck", "Crossroads", "where do i start"])
def test_what_people_say_for_a_check_is_a_command_too(world: World, ana: Somebody, typed: str) -> None:
    ana.runs(f"/careercheck {typed}", channel="general")

    assert button(ana.sees("waiting in our direct message. It takes about 2 minutes"), "Open it")
    ana.sees("At a crossroads")


@pytest.mark.parametrize("written", ["check", "begin", "set check", "Start the check", "start over", "/careercheck"])
def test_other_words_open_the_set_check(world: World, ana: Somebody, written: str) -> None:
    ana.writes(written, thread=False)

    assert [row[0] for row in world.rows("SELECT kind FROM checks")] == ["set"]


@pytest.mark.parametrize("channel", ["general", None])
def test_the_bare_command_opens_the_set_check_and_lists_the_others(
    world: World, ana: Somebody, channel: str | None
) -> None:
    ana.runs("/careercheck", channel=channel)

    listed = ana.sees("The other checks")
    assert listed["ephemeral"]
    for kind, check in world.bot.services.catalog.checks.items():
        assert (check.title in words(listed).replace("&amp;", "&")) is (kind != "set")
    assert states(world, "set") == ["offered"]
    ana.clicks("Crossroads", on=listed)
    assert states(world, "crossroads") == ["offered"]


def test_all_checks_in_one_list_from_a_command_help_and_home(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck checks")
    listed = ana.sees("Every check, and what it is for")
    assert all(button(listed, check.label) for check in world.bot.services.catalog.checks.values())

    ana.runs("/careercheck help")
    ana.clicks("All checks")
    assert len([m for m in ana.messages() if "Every check, and what it is for" in words(m)]) == 2

    assert "No check is under way" in ana.opens_home()
    ana.clicks_home("All checks")
    modal = ana.modal() or {}
    assert "Every check, and what it is for" in words(modal)
    world.slack.act.click(ana.id, view_id=modal["id"], label="Pendulum")
    world.settles()
    assert states(world, "pendulum") == ["offered"]
    assert "waiting in our direct message" in words(ana.modal() or {})


def test_help_names_every_guide(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck help")

    shown = words(ana.sees("Guided checks, a few minutes each"))
    assert all(f"`/careercheck {kind}`" in shown for kind in world.bot.services.catalog.checks if kind != "set")


def test_whoever_asks_again_for_what_waits_for_its_start_hears_where_it_is(world: World, ana: Somebody) -> None:
    ana.writes("director", thread=False)
    listed = ana.runs("/careercheck checks", channel="general") and ana.messages()[-1]
    for ask in (lambda: ana.writes("director?", thread=False), lambda: ana.clicks("Director", on=listed)):
        before = len(ana.messages())
        ask()
        told = ana.sees("it waits for you there: Ready for the director's job?")
        assert button(told, "Open it")
        assert len(ana.messages()) > before, "never silence"

    assert world.rows("SELECT COUNT(*) FROM checks WHERE kind = 'director'") == [(1,)]


def test_a_check_that_is_not_there_opens_nothing(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck checks")
    listed = ana.sees("Every check, and what it is for")
    for forged in ("unheard_of", "", "crossroads|1", "x" * 2000):
        action = {**(button(listed, "Crossroads") or {}), "value": forged or "?"}
        world.slack.act.click(ana.id, channel=listed["channel"], stale=True, action=action, message=listed)
        world.settles()

    ana.sees("I can't find that any more")
    assert world.rows("SELECT * FROM checks") == []


def test_the_path_at_the_start_answers_what_it_tells(world: World, ana: Somebody) -> None:
    tells(world, ana, manager_since(date(2023, 9, 1)))

    asked_for = walks(world, ana, "pendulum", {"want": "stay", "hands": "no"})

    assert "role" not in asked_for
    assert "gone" not in asked_for
    ana.sees("From your career path, so I don't ask: whom you lead (A team of engineers); how long the code")
    assert "Stay, and keep your hands warm" in words(ana.sees("Your result · The pendulum"))
    (path,) = world.rows("SELECT progress ->> 'path' FROM checks")
    assert '"path.months_away":38' in path[0].replace(" ", "")


def test_what_the_path_says_later_changes_nothing_under_way(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck pendulum")
    tells(world, ana, manager_since(date(2023, 9, 1)))

    assert asked(world, "pendulum") == "role"
    ana.clicks("A team of engineers")
    assert asked(world, "pendulum") == "gone"


def test_the_suggestion_of_a_result_opens_the_next_check(world: World, ana: Somebody) -> None:
    walks(world, ana, "crossroads", {**ENGINEER, "direction": "people", "managed": "no"})
    result = ana.sees("Look at managing before it asks you")

    ana.clicks("Think managing through", on=result)
    offered = ana.sees("Thinking about managing?")
    ana.clicks("Think managing through", on=result)
    ana.sees("it waits for you there")

    assert states(world, "manage") == ["offered"]
    assert guide(world, "manage").intro.text[:60] in words(offered)


def test_the_result_of_the_set_check_leads_to_the_others(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")

    ana.clicks("All checks", on=ana.sees("Your result"))

    ana.sees("Every check, and what it is for")


def test_the_nudge_at_two_years_opens_the_pendulum(world: World) -> None:
    ben = world.who("ben")
    tells(world, ben, manager_since(date(2024, 11, 24)))
    goes_to(world, TUESDAY)
    nudge = ben.sees("Two years is the tour")
    assert button(nudge, "What the sources say")

    ben.clicks("Look at both paths", on=nudge)
    ben.clicks("Look at both paths", on=nudge)

    assert states(world, "pendulum") == ["offered"]
    ben.clicks("Start", on=ben.sees("A review for people who lead"))
    goes_on(world, ben, "pendulum", {"want": "stay"})
    ben.sees("Your result · The pendulum")


@pytest.fixture
def example() -> str:
    """The file of a guide that the documentation shows."""
    text = (Path(__file__).parents[2] / "docs" / "content.md").read_text()
    return next(block for block in text.split("```toml\n") if "[[outcomes]]" in block).partition("```")[0]


def test_a_guide_of_ones_own_needs_no_code(tmp_path: Path, example: str) -> None:
    folder = tmp_path / "own" / "guides"
    folder.mkdir(parents=True)
    (folder / "mentor.toml").write_text(example)
    with a_world(tmp_path, content=tmp_path / "own") as world:
        ana = world.who("ana")
        ana.runs("/careercheck mentor")
        assert states(world, "mentor") == ["offered"]
        ana.runs("/careercheck help")
        assert "`/careercheck mentor`" in words(ana.sees("Guided checks"))


def test_a_guide_under_way_goes_on_as_it_was_begun(tmp_path: Path, example: str) -> None:
    file = tmp_path / "own" / "guides" / "mentor.toml"
    file.parent.mkdir(parents=True)
    file.write_text(example)
    with a_world(tmp_path, content=tmp_path / "own") as world:
        ana = world.who("ana")
        begins(ana, "/careercheck mentor")
        first = asked(world, "mentor")
        old = guide(world, "mentor").title
        file.write_text(example.replace(old, "Quite another guide"))
        world.restarts()

        ana.clicks("Skip")
        assert asked(world, "mentor") != first
        while asked(world, "mentor"):
            ana.clicks("Skip")
        ana.sees(f"Your result · {old}")
        assert old in ana.opens_home()


def test_a_guide_that_is_gone_is_finished_and_not_begun_anew(tmp_path: Path, example: str) -> None:
    file = tmp_path / "own" / "guides" / "mentor.toml"
    file.parent.mkdir(parents=True)
    file.write_text(example)
    with a_world(tmp_path, content=tmp_path / "own") as world:
        ana = world.who("ana")
        begins(ana, "/careercheck mentor")
        old = guide(world, "mentor").title
        world.changes_settings(content=None)
        world.restarts()

        ana.runs("/careercheck resume")
        while asked(world, "mentor"):
            ana.clicks("Skip")
        ana.sees(f"Your result · {old}")
        ana.runs("/careercheck mentor")
        ana.sees("I don't know “mentor”")


def test_a_guide_is_not_called_like_something_the_bot_can_do(tmp_path: Path, example: str) -> None:
    (tmp_path / "guides").mkdir()
    typed = next(line for line in example.splitlines() if line.startswith("words = "))
    (tmp_path / "guides" / "status.toml").write_text(example.replace(typed, 'words = ["my role"]', 1))

    lines, well = check_content(tmp_path)

    assert not well
    assert "guides/status.toml: id: /careercheck status is a command of the bot" in lines
    assert "guides/status.toml: words: 'my role' is said for a command of the bot" in lines
