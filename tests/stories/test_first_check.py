"""The main job: from the first command to a result."""

from __future__ import annotations

from tests.kit import Somebody, World


def begins(somebody: Somebody, command: str = "/careercheck") -> None:
    somebody.runs(command)
    somebody.clicks("I agree, start")


def test_a_first_check_from_command_to_result(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck", channel="general")

    ana.sees("waiting in our direct message. It takes about 6 minutes")
    parent = ana.sees("what happens to your answers")
    assert "owners of this Slack workspace may be able to export" in str(parent)
    assert world.rows("SELECT * FROM answers") == []

    ana.picks("check.choose:crossroads", "stuck")
    ana.picks("check.choose:direction", "technology")
    ana.clicks("I agree, start")
    ana.sees("Soft skills · 1 of 9, 1 of 21")

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
