"""The milestone that docs/content.md shows how to add: one file, and the bot tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.content import check_content
from tests.kit import World, a_world, words
from tests.stories.nudges import goes_to, manager_since, nudges, states, tells

GUIDE = (Path(__file__).parents[2] / "docs" / "content.md").read_text()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A company's own folder with the file that the guide shows, where it says."""
    folder, name = re.findall(r"as `([\w-]+)/([\w./-]+\.toml)`:", GUIDE)[0]
    shown = GUIDE.partition(f"`{folder}/{name}`:")[2]
    example = re.findall(r"```toml\n(.*?)```", shown, flags=re.DOTALL)[0]
    file = tmp_path / folder / name
    file.parent.mkdir(parents=True)
    file.write_text(example)
    return tmp_path / folder


@pytest.fixture
def world(tmp_path: Path, own: Path) -> Iterator[World]:
    """A workspace whose bot speaks with it."""
    with a_world(tmp_path, content=own) as made:
        yield made


def test_the_check_says_what_the_guide_says(own: Path) -> None:
    lines, well = check_content(own)

    assert well, lines
    (counted,) = re.findall(r"content check --dir our-content` says `(.+?)`", GUIDE)
    assert f" {counted}. " in lines[0]


def test_it_is_told_on_its_day_and_stands_in_the_settings(world: World) -> None:
    ben = world.who("ben")
    tells(world, ben, manager_since(date(2025, 11, 30)))
    goes_to(world, datetime(2026, 11, 30, 16, 30, tzinfo=UTC))

    assert len(nudges(ben)) == 1
    told = words(ben.sees("away from hands-on work since 30 November 2025: one year this month"))
    assert "November 2027 is a good month to choose on purpose" in told
    assert "Charity Majors" in told
    assert states(world) == [("milestone one-year:2025-11-30", "told", None)]
    ben.runs("/careercheck settings")
    assert "one year away from hands-on work" in str(ben.screen()["modal"]).lower()
