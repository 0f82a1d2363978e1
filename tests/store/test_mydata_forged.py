"""A file from somewhere: whatever is in it, it is refused by a sentence, or taken in whole and harmless."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.declared import all_views, help_lines
from bot.features.brag.typed import LONGEST as LONGEST_ENTRY
from bot.features.check.notes import LONGEST as LONGEST_NOTE
from bot.features.steps.view import LONGEST as LONGEST_STEP
from bot.preview.stage import NOW, WORKSPACE, found_workspace
from bot.runtime.clock import ManualClock
from bot.runtime.drawing import Drawer
from bot.runtime.telling import Telling
from bot.store import read_rows, taken_in
from bot.store.engine import Database
from bot.store.person import erase
from bot.store.portable import TAKEN_IN
from bot.store.refused import Refused
from tests.kit_content import builtin_content
from tests.kit_storage import fresh_database
from tests.store.kit_mydata import ANA, BEN, Document, changed, lives, somebody, taken_along

pytestmark = pytest.mark.storage

SCREENS = ("home.tab", "mydata.shown")
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    2**40,
    1.5,
    "",
    "x",
    "2026-02-30",
    "9999-12-31",
    [],
    ["x"],
    {},
    {"x": {}},
    [[1]],
)


class Written(str):
    """An export; where a test fails, nobody wants to read all of it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"an export of {len(self)} characters"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Ana's export."""
    database = fresh_database(tmp_path_factory.mktemp("written"))
    with database.writing() as connection:
        found_workspace(connection)
        lives(connection)
        yield Written(taken_along(connection).written())
    database.close()


@pytest.fixture
def anew(database: Database) -> Database:
    """A database in which Ben has something of everything, and Ana nothing."""
    with database.writing() as connection:
        found_workspace(connection)
        lives(connection, BEN, first=500)
        somebody(connection, ANA)
    return database


def _set(table: str, column: str, value: object, row: int = 0) -> Callable[[Document], object]:
    return lambda document: document["kept"][table][row].__setitem__(column, value)


def _inside(table: str, column: str, key: str, value: object) -> Callable[[Document], object]:
    return lambda document: document["kept"][table][0][column].__setitem__(key, value)


def _of_ben(anew: Database, table: str) -> str:
    with anew.reading() as connection:
        query = f"SELECT id FROM {table} WHERE user_id = '{BEN}' ORDER BY id LIMIT 1"
        return str(connection.exec_driver_sql(query).scalar_one())


@pytest.mark.parametrize(
    ("table", "column", "whose"),
    [
        ("answers", "check_id", "checks"),
        ("notes", "check_id", "checks"),
        ("results", "check_id", "checks"),
        ("steps", "check_id", "checks"),
        ("occasions", "about", "steps"),
    ],
)
def test_a_row_that_refers_to_what_is_somebody_elses_is_refused(
    anew: Database, written: str, table: str, column: str, whose: str
) -> None:
    rows = json.loads(written)["kept"][table]
    which = next(at for at, row in enumerate(rows) if row.get("kind", "step") == "step")

    with pytest.raises(Refused, match="damaged"):
        taken_in.read(changed(written, _set(table, column, _of_ben(anew, whose), which)))


def _another_occasion(kind: str, about: str) -> Callable[[Document], object]:
    def add(document: Document) -> None:
        occasions = document["kept"]["occasions"]
        occasions.append(occasions[0] | {"id": "X1", "kind": kind, "about": about})

    return add


FORGED: dict[str, Callable[[Document], object]] = {
    "a state that there is not": _set("checks", "state", "ready"),
    "an occasion of a team": _set("occasions", "kind", "invitation"),
    "an occasion on its way": _set("occasions", "state", "queued"),
    "a milestone that is none": _another_occasion("milestone", "nonsense"),
    "a milestone on a day written in another way": _another_occasion("milestone", "two_years:20241125"),
    "a milestone at the end of all time": _another_occasion("milestone", "two_years:9999-12-31"),
    "what comes again and was no milestone": lambda d: _another_occasion(
        "again", f"{d['kept']['occasions'][0]['id']}:2026-12-01"
    )(d),
    "a first result that is not the first": lambda d: [row.__setitem__("number", -5) for row in d["kept"]["results"]],
    "a result too few": lambda d: d["kept"]["results"].__setitem__(
        slice(None), [row for row in d["kept"]["results"] if row["number"] != 1]
    ),
    "a vacation at the end of all time": _set("wishes", "vacations", [["2026-12-02", "9999-12-31"]]),
    "a path from before all time": lambda d: d["kept"]["paths"][0]["body"]["stints"][0].__setitem__("start", "0001-01"),
    "an answer to no question": _set("answers", "question", "S99"),
    "an answer that nobody was offered": _set("answers", "choice", "maybe"),
    "a click at no moment": _set("answers", "action_ts", "soon"),
    "a note on no question": _set("notes", "question", "S99"),
    "a check of another kind": _set("checks", "kind", "set_of_mine"),
    "sections that nothing counts": _inside("results", "snapshot", "sections", [["x"]]),
    "a progress in a question that there is not": _inside("checks", "progress", "current", "S99"),
    "more in a progress than there is": _inside("checks", "progress", "more", 1),
    "a path that goes on twice": lambda d: d["kept"]["paths"][0]["body"]["stints"].append(
        d["kept"]["paths"][0]["body"]["stints"][0] | {"id": 2}
    ),
    "a title that is none": lambda d: d["kept"]["paths"][0]["body"]["stints"][0].__setitem__("title", 7),
    "a vacation from its end": _set("wishes", "vacations", [["2026-12-02", "2026-12-01"]]),
    "an hour that there is not": _set("wishes", "hour", 24),
    "a weekday that there is not": _set("wishes", "weekday", 7),
    "a rhythm that there is not": _set("wishes", "recheck", "hourly"),
    "a wish that is neither on nor off": _set("wishes", "kinds", {"recheck": "x"}),
    "a day at the end of all time": _set("steps", "due", "9999-12-31"),
    "an instant before all time": _set("answers", "at", "0001-01-01T00:00:00+14:00"),
    "a text that no database takes, inside": _inside("checks", "progress", "path", {"role": "a\0b"}),
    "half a character": _set("notes", "text", "\ud800"),
    "half a character, inside": _inside("checks", "progress", "path", {"role": "\udfff"}),
    "a number that is none": _inside("checks", "progress", "path", {"role": float("nan")}),
    "a note that is blank": _set("notes", "text", " \n"),
    "a note that is longer than any": _set("notes", "text", "x" * (LONGEST_NOTE + 1)),
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_file_that_does_not_fit_together_is_refused_whoever_signed_it(written: str, forged: str) -> None:
    with pytest.raises(Refused, match="damaged"):
        taken_in.read(changed(written, FORGED[forged], signed="half" not in forged))


@pytest.mark.parametrize("depth", [500, 900, 990, 5000, 200_000])
def test_a_file_that_goes_deep_is_refused(written: str, depth: int) -> None:
    deep = "[" * depth + "]" * depth
    text = json.dumps({**json.loads(written), "kept": "HERE"}).replace('"HERE"', deep)
    with pytest.raises(Refused, match="damaged"):
        taken_in.read(text)
    with pytest.raises(Refused, match="damaged"):
        taken_in.read(written.replace('"current": null', f'"current": {deep}'))


def test_people_may_write_as_much_as_is_taken_in() -> None:
    assert read_rows.LONGEST_TEXTS == {"notes": LONGEST_NOTE, "evidence": LONGEST_ENTRY, "steps": 700}
    assert read_rows.LONGEST_TEXTS["steps"] >= LONGEST_STEP


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1, exclude_max=True), by=st.integers(1, 255))
def test_a_file_of_which_any_byte_changed_is_refused_or_says_the_same(written: str, at: float, by: int) -> None:
    whole = bytearray(written.encode())
    whole[int(at * len(whole))] ^= by
    try:
        found = taken_in.read(whole.decode())
    except (Refused, UnicodeDecodeError):  # the command says that such a file is none of ours
        return
    assert found == taken_in.read(written), "it was in what is only there to be read"


def _places(part: Any) -> Iterator[tuple[Any, Any]]:
    """Yield everything inside that can be taken away or be another."""
    for key in list(part if isinstance(part, dict) else range(len(part))):
        yield part, key
        if isinstance(part[key], dict | list):
            yield from _places(part[key])


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=st.floats(0, 1, exclude_max=True), odd=st.sampled_from(["drop", *ODD]))
@example(which=0.0, odd="drop")
def test_whatever_was_dropped_or_is_another_nothing_breaks(
    anew: Database, written: str, which: float, odd: Any
) -> None:
    """Signed anew, too: it is refused, or taken in and everything that shows it goes on."""

    def spoil(document: Document) -> None:
        places = list(_places(document["kept"]))
        part, key = places[int(which * len(places))]
        if odd == "drop":
            del part[key]
        else:
            part[key] = odd

    try:
        tables = taken_in.read(changed(written, spoil))
    except Refused:
        return
    drawer = Drawer(ManualClock(NOW), builtin_content(), all_views(), help_lines(builtin_content()), Telling())
    with anew.writing() as connection:
        try:
            with connection.begin_nested():
                taken_in.put(connection, WORKSPACE, ANA, tables)
        except Refused:
            return
        kept = taken_along(connection).kept
        assert {name for name in TAKEN_IN if len(kept[name]) != len(tables[name])} == set()
        for screen in SCREENS:
            assert drawer.draw(connection, screen, WORKSPACE, ANA, {"missing": True, "years": 5})
        erase(connection, WORKSPACE, ANA)
        somebody(connection, ANA)
