"""People stop, come back, start over; the bot restarts under them."""

from __future__ import annotations

from tests.kit import Somebody, World, words
from tests.stories.steps import begins, finishes_pillar


def test_pause_and_go_on_by_button(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.clicks("Yes")
    ana.clicks("Pause")
    ana.sees("Paused after 1 of 21")

    world.passes(days=3)
    ana.clicks("Go on")

    assert "2 of 21" in ana.in_thread()[-1]
    ana.clicks("Yes")
    ana.sees("3 of 21")


def test_an_old_card_takes_no_answer_after_a_newer_one(world: World, ana: Somebody) -> None:
    begins(ana)
    old = ana.sees("1 of 21")
    ana.clicks("Pause")
    ana.clicks("Go on")

    ana.presses_old(old, "Yes")

    ana.sees("older version of this question")
    assert world.rows("SELECT * FROM answers") == []


def test_resume_by_command_and_by_word(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.clicks("Pause")
    ana.runs("/careercheck", channel="general")
    choice = ana.sees("The SET check · Under way")
    assert choice["ephemeral"]
    ana.clicks("Continue", on=choice)
    assert "1 of 21" in ana.in_thread()[-1]

    ana.writes("pause")
    ana.sees("Paused after 0 of 21")
    ana.writes("resume", thread=False)
    assert "1 of 21" in ana.in_thread()[-1]

    ana.writes("pause")
    ana.runs("/careercheck resume")
    assert "1 of 21" in ana.in_thread()[-1]


def test_start_over_keeps_the_old_one_as_set_aside(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.clicks("Yes")
    old = ana.sees("2 of 21")
    ana.runs("/careercheck")
    ana.clicks("Start over")

    assert [row[0] for row in world.rows("SELECT state FROM checks ORDER BY id")] == ["abandoned", "offered"]
    ana.presses_old(old, "Yes")
    ana.sees("You set that check aside")
    assert len(world.rows("SELECT * FROM answers")) == 1
    ana.clicks("Start")
    assert "1 of 21" in ana.in_thread()[-1]


def test_at_most_one_open_check_of_a_kind(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.runs("/careercheck soft")
    ana.runs("/careercheck")

    assert len(world.rows("SELECT * FROM checks")) == 1


def test_an_offer_that_was_not_begun_is_not_doubled(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck")
    ana.runs("/careercheck")
    assert len(world.rows("SELECT * FROM checks WHERE state = 'offered'")) == 1

    ana.runs("/careercheck soft")
    ana.sees("The SET check: soft skills")
    assert len(world.rows("SELECT * FROM checks WHERE state = 'offered'")) == 1


def test_three_short_sittings(world: World, ana: Somebody) -> None:
    begins(ana)
    finishes_pillar(ana, "soft")
    ana.clicks("Later")
    ana.sees("Paused after 9 of 21")
    world.passes(days=7)
    ana.runs("/careercheck")
    ana.clicks("Continue")
    finishes_pillar(ana, "experience")
    ana.clicks("Later")
    world.passes(days=7)
    ana.runs("/careercheck")
    ana.clicks("Continue")
    finishes_pillar(ana, "technical")

    ana.sees("Your result")


def test_show_what_i_have_at_any_time(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.clicks("Not yet")
    ana.runs("/careercheck result")

    so_far = ana.sees("What you have so far")
    assert so_far["ephemeral"]
    assert "20 to go" in str(so_far)
    ana.writes("show what I have")
    assert "What you have so far" in ana.in_thread()[-1]


def test_the_thread_goes_on_after_a_restart(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.clicks("Yes")

    world.restarts()

    ana.clicks("Partly")
    ana.sees("3 of 21")
    assert [row[0] for row in world.rows("SELECT choice FROM answers ORDER BY id")] == ["yes", "partly"]


def test_home_shows_where_i_am(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck help")
    assert "No check is under way" in ana.opens_home()
    begins(ana)
    ana.clicks("Yes")

    assert "1 of 21 answered" in ana.opens_home()
    ana.clicks("Pause")
    assert "Paused" in ana.opens_home()
    ana.clicks_home("Continue")
    assert "2 of 21" in ana.in_thread()[-1]
    ana.runs("/careercheck status", channel="general")
    assert "1 of 21 answered" in words(ana.sees("The SET check · Under way"))


def test_the_same_home_is_not_published_twice(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.opens_home()
    ana.opens_home()

    assert [call.method for call in world.slack.calls].count("views.publish") == 1


def test_an_open_check_goes_on_with_the_content_it_began_with(world: World, ana: Somebody) -> None:
    begins(ana)
    world.stops()
    own = world.record.parent / "content" / "checks" / "set"
    own.mkdir(parents=True)
    from advice.catalog import builtin  # noqa: PLC0415

    text = (builtin() / "checks" / "set" / "soft.toml").read_text()
    changed = text.replace('id = "S2"', 'id = "S2x"').replace('on = "S2"', 'on = "S2x"')
    (own / "soft.toml").write_text(changed)
    for other in ("experience", "technical"):
        source = (builtin() / "checks" / "set" / f"{other}.toml").read_text()
        (own / f"{other}.toml").write_text(source.replace('on = "S2"', 'on = "S2x"'))
    world.changes_settings(content=own.parent.parent)
    world.starts()

    ana.clicks("Yes")
    ana.clicks("Yes")

    assert [row[0] for row in world.rows("SELECT question FROM answers ORDER BY id")] == ["S1", "S2"]
