"""Ten years of somebody's data stay within Slack's limits, whole, and are taken in again as they were."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from itertools import count

import pytest

from bot.features.mydata import view
from bot.features.mydata.exporting import body_of, messages_of
from bot.features.mydata.readable import as_markdown
from bot.playground.surfaces import check_message
from bot.preview.stage import NOW, WORKSPACE, Declared, Stage, found_workspace
from bot.preview.words import HOSTILE, ORDINARY
from bot.runtime.copied import APART
from bot.runtime.limits import MOST_CHARACTERS
from bot.runtime.telling import Telling
from bot.store import contents, portable, taken_in
from bot.store.engine import Database
from bot.store.person import erase
from bot.store.portable import Portable
from tests.kit_content import builtin_content
from tests.store.kit_mydata import ANA, QUARTERS, ten_years

pytestmark = pytest.mark.storage

ORDINARILY, AT_MOST = "ordinarily", "at most"
WRITES = {
    ORDINARILY: ("I asked the night shift what it costs them, and wrote it down. " * 4, "Ask Maya to let me lead it"),
    AT_MOST: ((HOSTILE * 40)[:2900], (HOSTILE * 4)[:300]),
}


@pytest.fixture(params=WRITES)
def lived(database: Database, request: pytest.FixtureRequest) -> tuple[Portable, str, str]:
    """Ten years of Ana's, as the document and as Markdown, and how much she wrote."""
    with database.writing() as connection:
        found_workspace(connection)
        ten_years(connection, *WRITES[request.param])
        everything = portable.of_person(connection, WORKSPACE, ANA, NOW)
        check_of = partial(contents.of_check, connection, builtin_content(), WORKSPACE)
        return everything, as_markdown(everything, check_of, builtin_content()), request.param


def test_every_message_is_one_that_slack_takes_and_none_of_it_is_missing(lived: tuple[Portable, str, str]) -> None:
    everything, readable, how = lived
    data = everything.written(for_messages=True)
    parts = messages_of(body_of(readable, data))

    for number, part in enumerate(parts, 1):
        shown = view.part(part.blocks, number, len(parts), for_programs=part.for_programs, json_from=number)
        check_message(shown.text, [dict(block) for block in shown.blocks], MOST_CHARACTERS)
    assert "".join(block for part in parts if not part.for_programs for block in part.blocks) == readable
    blocks = [block for part in parts if part.for_programs for block in part.blocks]
    assert "".join(blocks) == data
    assert [block for block in blocks if block != block.strip()] == [], "nothing that copying could lose"
    taken_in.read("\n".join(blocks))
    assert len(parts) * APART < timedelta(minutes=1 if how == ORDINARILY else 3)


def test_it_is_taken_in_as_it_was(database: Database, lived: tuple[Portable, str, str]) -> None:
    before, _, _ = lived
    assert len(before.written()) < taken_in.LONGEST / 4
    with database.writing() as connection:
        erase(connection, WORKSPACE, ANA)
        Stage(connection, builtin_content(), Declared({}, {}, Telling()), ANA, count(1))
        taken_in.put(connection, WORKSPACE, ANA, taken_in.read(before.written()))
        assert json.dumps(portable.of_person(connection, WORKSPACE, ANA, NOW).kept) == json.dumps(before.kept)


def test_the_readable_one_quotes_what_was_written_line_by_line(lived: tuple[Portable, str, str]) -> None:
    _, readable, how = lived
    assert readable.count("## The SET check") == QUARTERS
    assert f"  > {ORDINARY.notes[0]}" in readable
    assert readable.count(f"  > {WRITES[how][0].splitlines()[0]}") >= QUARTERS
