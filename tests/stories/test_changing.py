"""Changing answers during and after; next steps; copying."""

from __future__ import annotations

from tests.kit import Somebody, World, button, words
from tests.stories.steps import begins, finishes_pillar


def test_change_during_the_check(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.clicks("Yes")
    ana.clicks("Change")
    card = ana.sees("So far you said: *Yes*")

    ana.clicks("Not yet", on=card)

    rows = world.rows("SELECT question, choice FROM answers ORDER BY id")
    assert [tuple(row) for row in rows] == [("S1", "yes"), ("S1", "not_yet")]
    assert "Not yet" in words(next(m for m in ana.messages() if m["ts"] == card["ts"]))
    assert len([m for m in ana.in_thread() if "2 of 21" in m]) == 1


def test_change_after_the_end_makes_a_corrected_result(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")
    first = words(ana.sees("Your result"))

    ana.clicks("Change an answer")
    ana.submits(question="T2")
    ana.clicks("Not yet")

    corrected = ana.sees("Your result, corrected")
    assert "the earlier result is kept" in words(corrected)
    assert first in [words(m) for m in ana.messages()]
    assert [row[0] for row in world.rows("SELECT number FROM results ORDER BY id")] == [1, 2]


def test_the_same_answer_again_makes_no_new_result(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")
    ana.clicks("Change an answer")
    ana.submits(question="T2")
    ana.clicks("Yes")

    assert len(world.rows("SELECT * FROM results")) == 1


def test_pick_a_next_step_and_finish_it(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical", "Not yet")

    ana.clicks("Pick a next step")
    modal = ana.modal()
    assert modal is not None
    ana.submits(by="2026-12-11")
    saved = ana.sees("Your next step, by 11 December 2026")
    assert "By 11 December 2026" in ana.opens_home()
    ana.runs("/careercheck status")
    ana.sees("By 11 December 2026")

    ana.clicks("Done", on=saved)

    assert [row[0] for row in world.rows("SELECT state FROM steps")] == ["done"]
    assert "11 December" not in ana.opens_home()


def test_a_step_in_ones_own_words(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical", "Not yet")
    ana.clicks("Pick a next step")

    ana.submits(which="own", by="2026-12-11")
    assert "Write down what you want to do" in str(ana.modal())
    ana.submits(which="own", own="Read one paper a week <!here>", by="2026-11-01")
    assert "That day has passed" in str(ana.modal())
    assert world.rows("SELECT * FROM steps") == []
    ana.submits(by="2026-12-11")

    assert ana.modal() is None
    ana.sees("Read one paper a week &lt;!here&gt;")
    ana.clicks_home("Drop") if "Read one paper" in ana.opens_home() else None
    assert [row[0] for row in world.rows("SELECT state FROM steps")] == ["dropped"]


def test_copy_as_text(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    ana.writes("I rebuilt our storage layer twice")
    finishes_pillar(ana, "technical", "Not yet")

    ana.clicks("Copy as text")

    copied = ana.sees("Your result as text")
    assert copied["blocks"][0]["type"] == "rich_text"
    thread = "\n".join(ana.in_thread())
    assert "I rebuilt our storage layer twice" in thread
    assert "Gain it:" in thread


def test_result_again_later(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")
    world.passes(days=30)

    ana.runs("/careercheck result", channel="general")

    shown = ana.sees("Your result")
    assert shown["ephemeral"]
    assert button(shown, "Pick a next step")


def test_the_result_shown_over_home_is_to_be_read(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical", "Not yet")
    ana.opens_home()

    ana.clicks_home("Show it")

    modal = ana.modal()
    assert modal is not None
    assert "Gain it:" in words(modal)
    assert "0 strong, 0 partly, 5 not yet" in words(modal)


def test_home_says_what_is_kept_in_one_line(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")

    said = ana.opens_home()

    assert (
        "Kept about you: 5 answers, 1 result, and what you told me of your steps, path, brag document and teams."
        in said
    )
