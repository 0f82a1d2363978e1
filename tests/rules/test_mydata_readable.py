"""What people read in their export is words: no row of any made-up person shows what only programs need."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from bot.features.mydata.readable import TOLD_HERE, as_markdown
from bot.features.mydata.rows import TOLD
from bot.features.mydata.words import KINDS
from bot.preview.stage import NOW, WORKSPACE
from bot.store import contents, portable
from bot.store.portable import TAKEN_IN
from tests.kit_desk import a_desk
from tests.kit_pressed import look

FOR_PROGRAMS = re.compile(r"[{}]|\[\]|\b[0-9a-z]{20}\b|\d\d:\d\d:\d\d|None|True|False|not_yet|_id\b|\bid:")


def test_each_table_is_told() -> None:
    assert {*TOLD, *TOLD_HERE} == {*KINDS}


def test_nobody_reads_what_only_programs_need(tmp_path: Path) -> None:
    told: dict[str, str] = {}
    seen: set[str] = set()
    with a_desk(tmp_path) as desk:
        catalog = desk.services.catalog
        for (user,) in look(desk, f"SELECT user_id FROM people WHERE workspace = '{WORKSPACE}'"):
            with desk.services.database.reading() as connection:
                everything = portable.of_person(connection, WORKSPACE, user, NOW)
                check_of = partial(contents.of_check, connection, catalog, WORKSPACE)
                told[user] = as_markdown(everything, check_of, catalog)
            seen |= {name for rows in (everything.kept, everything.besides) for name in rows if rows[name]}
    ours = {user: [line for line in text.splitlines() if not line.startswith("  > ")] for user, text in told.items()}
    assert {line for lines in ours.values() for line in lines if FOR_PROGRAMS.search(line)} == set()
    assert ({*TAKEN_IN, "memberships", "viewers", "invitations"} - {"answers"}) <= seen, "or too little was looked at"
    for came_to in ("  - It came to: ", "  - It proposed: ", "  - Soft skills: "):
        assert came_to in "".join(told.values()), "what results came to is told, of a guide as of a check"
