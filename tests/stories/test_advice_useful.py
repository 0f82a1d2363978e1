"""Was this useful? Asked once, in the last row of a result; counted once, and never with a name."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from bot.cli import app
from tests.kit import Json, Somebody, World, button, words
from tests.stories.steps import begins, finishes_pillar

ASKED = "Was this useful?"


def ends(somebody: Somebody, answer: str | None = None) -> Json:
    """Walk to a result and return it."""
    begins(somebody, "/careercheck technical")
    finishes_pillar(somebody, "technical", answer)
    return somebody.sees(ASKED)


def counts(world: World) -> list[tuple[str, int, int]]:
    """Return what was counted."""
    return [tuple(row) for row in world.rows("SELECT what, yes, no FROM useful")]


def again(somebody: Somebody, message: Json) -> Json:
    """Return a message as it stands now."""
    return next(one for one in somebody.messages() if one["ts"] == message["ts"])


def test_the_row_of_the_result_turns_into_thanks(world: World, ana: Somebody) -> None:
    result = ends(ana)

    ana.clicks("Yes, it was", on=result)

    after = again(ana, result)
    assert "Thanks for telling me" in words(after)
    assert ASKED not in words(after)
    assert "Your result" in words(after)
    assert button(after, "Pick a next step")
    assert counts(world) == [("set", 1, 0)]


@pytest.mark.storage
def test_it_counts_once_however_often_and_wherever_it_is_clicked(world: World, ana: Somebody) -> None:
    result = ends(ana)
    ana.clicks("Change an answer", on=result)
    ana.submits(question="T1")
    ana.clicks("Not yet")
    corrected = ana.sees(ASKED)
    assert corrected["ts"] != result["ts"]

    ana.clicks("Not really", on=result)
    ana.presses_old(result, "Yes, it was")
    ana.presses_old(result, "Not really")
    ana.clicks("Yes, it was", on=corrected)

    assert counts(world) == [("set", 0, 1)]
    assert "Thanks for telling me" in words(again(ana, corrected))


def test_who_said_it_is_not_asked_again_by_a_corrected_result(world: World, ana: Somebody) -> None:
    result = ends(ana)
    ana.clicks("Yes, it was", on=result)

    ana.clicks("Change an answer", on=again(ana, result))
    ana.submits(question="T1")
    ana.clicks("Not yet")

    ana.does_not_see(ASKED)


@pytest.mark.storage
def test_each_check_counts(world: World, ana: Somebody) -> None:
    ana.clicks("Yes, it was", on=ends(ana))
    ana.clicks("Not really", on=ends(ana))
    ben = world.who("ben")
    ben.clicks("Yes, it was", on=ends(ben))

    assert counts(world) == [("set", 2, 1)]


def test_the_counts_stay_when_a_person_is_erased_and_name_nobody(world: World, ana: Somebody) -> None:
    ana.clicks("Yes, it was", on=ends(ana))
    workspace = world.rows("SELECT workspace FROM people")[0][0]
    url = world.settings.database_url
    assert CliRunner().invoke(app, ["person", "erase", workspace, ana.id, "--yes", "--database", url]).exit_code == 0

    printed = CliRunner().invoke(app, ["useful", "--database", url])

    assert printed.output == f"{workspace}  set: useful 1, not really 0\n"
    assert ana.id not in CliRunner().invoke(app, ["useful", "--json", "--database", url]).output


def test_before_anybody_said_anything_there_is_nothing_to_print(world: World) -> None:
    printed = CliRunner().invoke(app, ["useful", "--database", world.settings.database_url])

    assert printed.output == "Nobody has said yet whether a check was useful.\n"
