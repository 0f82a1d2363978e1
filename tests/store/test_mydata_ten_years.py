"""Ten years of somebody's data stay within Slack's limits, whole, and are taken in again as they were."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from itertools import count

import pytest

from bot.features.mydata import view
from bot.features.mydata.exporting import APART, messages_of
from bot.features.mydata.readable import as_markdown
from bot.playground.surfaces import check_message
from bot.preview.sitting import sit
from bot.preview.stage import NOW, WORKSPACE, Declared, Stage, found_workspace
from bot.preview.words import HOSTILE, ORDINARY
from bot.runtime.blocks import MOST_CHARACTERS
from bot.runtime.telling import Telling
from bot.store import answers, contents, portable, taken_in
from bot.store.engine import Database
from bot.store.person import erase
from bot.store.portable import Portable
from tests.kit_content import builtin_content

pytestmark = pytest.mark.storage

ANA = "U0ANA"
CHECKS = 40  # one a quarter
LONGEST_TEXT = HOSTILE * 40


@pytest.fixture
def lived(database: Database) -> tuple[Portable, str]:
    """Ten years of Ana's, as the document and as Markdown."""
    numbers = count(1)
    with database.writing() as connection:
        found_workspace(connection)
        stage = Stage(connection, builtin_content(), Declared({}, {}, Telling()), ANA, numbers)
        for quarter in range(CHECKS):
            ago = timedelta(days=91 * quarter)
            sitting = sit(stage, ORDINARY.choices, state="finished", ago=ago)
            sitting.concludes(NOW - ago)
            sitting.notes([LONGEST_TEXT, "\n".join(ORDINARY.notes)])
            sitting.steps([LONGEST_TEXT[:300]])
            for question, given in sitting.row.progress.given.items():
                answers.log(connection, sitting.row, id=stage.new_id(), question=question, given=given, now=NOW - ago)
        everything = portable.of_person(connection, WORKSPACE, ANA, NOW)
        check_of = partial(contents.of_check, connection, builtin_content(), WORKSPACE)
        return everything, as_markdown(everything, check_of)


def test_every_message_is_one_that_slack_takes_and_none_of_it_is_missing(lived: tuple[Portable, str]) -> None:
    body = f"{lived[1]}\n{lived[0].written()}\n"
    parts = messages_of(body)

    for number, blocks in enumerate(parts, 1):
        shown = view.part(blocks, number, len(parts))
        check_message(shown.text, [dict(block) for block in shown.blocks], MOST_CHARACTERS)
    assert "".join(block for blocks in parts for block in blocks) == body
    assert len(parts) * APART < timedelta(minutes=5)


def test_it_is_taken_in_as_it_was(database: Database, lived: tuple[Portable, str]) -> None:
    before, _ = lived
    assert len(before.written()) < taken_in.LONGEST / 4
    with database.writing() as connection:
        erase(connection, WORKSPACE, ANA)
        Stage(connection, builtin_content(), Declared({}, {}, Telling()), ANA, count(1))
        taken_in.put(connection, WORKSPACE, ANA, taken_in.read(before.written()))
        assert json.dumps(portable.of_person(connection, WORKSPACE, ANA, NOW).kept) == json.dumps(before.kept)


def test_the_readable_one_quotes_what_was_written_line_by_line(lived: tuple[Portable, str]) -> None:
    _, readable = lived
    assert readable.count("## The SET check") == CHECKS
    assert f"  > {ORDINARY.notes[0]}" in readable
    assert readable.count(f"  > {LONGEST_TEXT.splitlines()[0]}") >= CHECKS
