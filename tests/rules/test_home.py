"""Home fits whatever there is, says things in their order, suits a phone, and holds nothing of anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, delete, select, update

from bot.playground.surfaces import check_view
from bot.preview.paths import longest
from bot.preview.sitting import sit
from bot.preview.stage import NOW, WORKSPACE, workshop
from bot.preview.summaries import belongs, leads
from bot.preview.words import ORDINARY, WORST, Told
from bot.runtime.limits import MOST_CHARACTERS, MOST_HOME_BLOCKS, characters
from bot.store import memberships, paths, tables
from tests.kit_home import OFTEN, SOME, TWICE, lives, missed, somebody
from tests.kit_rows import plant


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    with workshop() as opened:
        yield opened


@pytest.mark.parametrize("told", [ORDINARY, WORST], ids=lambda told: told.name)
@pytest.mark.parametrize("view", ["home.tab", "home.status"])
def test_whatever_somebody_has_fits(connection: Connection, told: Told, view: str) -> None:
    busy = somebody(connection, f"U0{told.name}{view}21", limits=told is WORST)
    lives(busy, told, OFTEN)
    for _ in range(3):
        belongs(busy, told, pulled=30)
    paths.save(connection, WORKSPACE, busy.user_id, longest(), as_read=0, due_on=None, now=NOW)

    shown = busy.draw(view)

    assert len(shown["blocks"]) <= (MOST_HOME_BLOCKS if view == "home.tab" else 50)
    assert sum(characters(block) for block in shown["blocks"]) <= MOST_CHARACTERS
    if view == "home.tab":
        check_view(shown, "home")
        assert ("more than fits here" in str(shown)) is (told is WORST)


def test_it_says_things_in_the_order_of_what_matters_now(connection: Connection) -> None:
    stage = somebody(connection, "U0ORDER31")
    lives(stage, ORDINARY, TWICE)
    belongs(stage, ORDINARY, pulled=1)
    leads(stage, ORDINARY)
    paths.save(connection, WORKSPACE, stage.user_id, longest(), as_read=0, due_on=None, now=NOW)

    ids = [block["block_id"] for block in stage.draw("home.tab")["blocks"]]

    first = [next(i for i, one in enumerate(ids) if one.startswith(start)) for start in ORDER]
    assert first == sorted(first), ids


ORDER = (
    *("title", "here.", "unsure.", "path", "chart", "last.", "results.go", "step.", "reads.", "who.", "advice"),
    *("mine.title", "settings", "evidence", "kept"),
)


def of_everything(connection: Connection, user: str) -> list[dict[str, Any]]:
    """Return Home without and with charts of somebody who has everything, of one who has nothing, and of a newcomer."""
    busy, nobody, newcomer = (somebody(connection, f"{user}{number}") for number in range(3))
    lives(busy, ORDINARY, SOME)
    belongs(busy, ORDINARY, pulled=3)
    belongs(busy, ORDINARY, pulled=0)
    leads(busy, ORDINARY)
    paths.save(connection, WORKSPACE, busy.user_id, longest(), as_read=0, due_on=None, now=NOW)
    newcomer.forget_consent()
    plain = busy.without_charts("home.tab")
    check_view(plain, "home")
    return [plain, *(one.draw("home.tab") for one in (busy, nobody, newcomer))]


def test_it_fits_a_phone(connection: Connection) -> None:
    """Few and short buttons in a row, nothing in columns, and each part under a heading."""
    for view in of_everything(connection, "U0PHONE6"):
        blocks = view["blocks"]
        assert {block["type"] for block in blocks} <= PLAIN_BLOCKS
        rows = [block["elements"] for block in blocks if block["type"] == "actions"]
        assert max(len(row) for row in rows) <= MOST_IN_A_ROW
        accessories = [block["accessory"] for block in blocks if "accessory" in block]
        buttons = [element["text"]["text"] for element in [*accessories, *(one for row in rows for one in row)]]
        assert [label for label in buttons if len(label) > LONGEST_LABEL] == []
        assert not [block for block in blocks if "fields" in block]
        lines = [i for i, block in enumerate(blocks) if block["type"] == "divider"]
        untitled = [blocks[i + 1]["block_id"] for i in lines if blocks[i + 1]["type"] != "header"]
        assert untitled == ["advice"]


def test_a_picture_has_its_words_beside_it(connection: Connection) -> None:
    plain, pictured, *_ = of_everything(connection, "U0PHONE7")
    at = next(i for i, block in enumerate(pictured["blocks"]) if block["type"] == "data_visualization")
    chart, words = pictured["blocks"][at], pictured["blocks"][at + 1]
    assert chart["title"]
    for category in chart["chart"]["axis_config"]["categories"]:
        assert f"{category}: " in words["elements"][0]["text"]
    assert "`█" in plain["blocks"][at]["text"]["text"], "bars of characters stand in"
    assert [*plain["blocks"][:at], *plain["blocks"][at + 1 :]] == [
        *pictured["blocks"][:at],
        *pictured["blocks"][at + 1 :],
    ]


PLAIN_BLOCKS = {"header", "section", "context", "actions", "divider", "data_visualization"}
MOST_IN_A_ROW, LONGEST_LABEL = 3, 29


def test_nothing_of_anybody_else_is_on_it(connection: Connection) -> None:
    other, nobody = somebody(connection, "U0OTHER41"), somebody(connection, "U0NOBODY42")
    before = nobody.draw("home.tab")
    done = sit(other, ORDINARY.choices, state="finished")
    done.concludes()
    done.steps([CANARY])
    done.notes([CANARY])
    missed(other, 1)

    assert nobody.draw("home.tab") == before
    assert CANARY not in str(nobody.draw("history.page"))
    assert CANARY in str(other.draw("home.tab"))


def test_of_who_is_in_the_same_team_nothing_is_on_it_either(connection: Connection) -> None:
    """Somebody has a row in every table; all that the others may see of it is the team, and who reads its summary."""
    other, member, alone = "U0OTHER51", somebody(connection, "U0MEMBER52"), somebody(connection, "U0ALONE53")
    plant(connection, WORKSPACE, other, CANARY)
    ((team,),) = connection.execute(select(tables.memberships.c.team_id).where(tables.memberships.c.user_id == other))
    for table in (tables.viewers, tables.pulls):  # who reads is told, so they do not
        connection.execute(delete(table).where(table.c.user_id == other))
    connection.execute(update(tables.teams).where(tables.teams.c.id == team).values(name="Payments", dissolved_at=None))
    memberships.join(connection, WORKSPACE, team, member.user_id, NOW)

    for view in ("home.tab", "home.status", "team.who", "history.page"):
        seen, by_others = (str(who.draw(view)).replace(team, "") for who in (member, alone))

        assert CANARY not in seen + by_others
        assert other not in seen + by_others
        assert ("Payments" in seen) is (view in ("home.tab", "team.who"))
        assert "Payments" not in by_others


CANARY = "Xylophone"
