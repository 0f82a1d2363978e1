"""The brag document and the message for a 1:1, as values."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from advice.brag import Piece, Pillar, as_markdown, in_order, item, quarter
from advice.one_on_one import Intent, Part, Standing, one_on_one

PILLARS = (Pillar("soft", "Soft skills"), Pillar("technical", "Technical skills"))
NOTE = Piece("note", "n1", "Asked the night shift\nand wrote it down", date(2026, 2, 3), "soft", "listening")
STEP = Piece("step", "s1", "Read one paper", date(2026, 5, 1))
ENTRY = Piece("entry", "e1", "Led the review", date(2026, 1, 9), "soft")
OLD = Piece("entry", "e2", "Fixed the build", date(2025, 12, 31), "technical")
TODAY = date(2026, 11, 23)
PIECES = st.builds(
    Piece,
    st.sampled_from(("entry", "note", "step")),
    st.uuids().map(str),
    st.text(min_size=1, max_size=30),
    st.dates(date(1990, 1, 1), date(2030, 12, 31)),
    st.sampled_from(("soft", "technical", "withdrawn", None)),
)


def test_quarters_are_named_by_their_months() -> None:
    assert quarter(date(2026, 1, 1)) == "2026, January to March"
    assert quarter(date(2026, 3, 31)) == "2026, January to March"
    assert quarter(date(2026, 12, 31)) == "2026, October to December"


def test_the_document_as_markdown() -> None:
    assert as_markdown(in_order([OLD, STEP, ENTRY, NOTE], PILLARS)) == (
        "# My brag document\n"
        "\n## Soft skills\n"
        "\n### 2026, January to March\n"
        "\n- 3 February 2026 (a note on listening): Asked the night shift\n  and wrote it down\n"
        "- 9 January 2026: Led the review\n"
        "\n## Technical skills\n"
        "\n### 2025, October to December\n"
        "\n- 31 December 2025: Fixed the build\n"
        "\n## Everything else\n"
        "\n### 2026, April to June\n"
        "\n- 1 May 2026 (a step you finished): Read one paper\n"
    )


def test_an_empty_document_is_its_title() -> None:
    assert as_markdown(in_order([], PILLARS)) == "# My brag document\n"


def test_nothing_that_is_written_ends_its_item() -> None:
    text = "First\n\n# not a heading\n- not an item"
    assert item(Piece("entry", "e", text, TODAY)).splitlines()[1:] == ["", "  # not a heading", "  - not an item"]


@given(st.lists(PIECES, max_size=12))
def test_every_piece_is_there_once_by_pillar_and_the_newest_first(pieces: list[Piece]) -> None:
    placed = in_order(pieces, PILLARS)
    assert sorted(one.piece.name for one in placed) == sorted(piece.name for piece in pieces)
    order = ["Soft skills", "Technical skills", "Everything else"]
    assert [order.index(one.pillar) for one in placed] == sorted(order.index(one.pillar) for one in placed)
    for before, after in pairwise(placed):
        assert before.pillar != after.pillar or before.piece.day >= after.piece.day
    assert in_order(reversed(pieces), PILLARS) == placed


def test_the_message_for_a_1_1_holds_what_was_ticked_and_nothing_else() -> None:
    known = Standing(date(2026, 11, 20), ["listening"], ["saying no"])
    steps = [Intent("Write a plan\nwith dates", date(2026, 12, 1))]

    def written(*parts: Part, picked: tuple[Piece, ...] = ()) -> str:
        return one_on_one(TODAY, parts, standing=known, steps=steps, done=[STEP], picked=picked)

    assert written(*Part, picked=(NOTE,)) == (
        "For our 1:1, 23 November 2026\n"
        "\nWhat I did\n- 1 May 2026: Read one paper\n- 3 February 2026: Asked the night shift\n  and wrote it down\n"
        "\nWhat I am working on\n- Write a plan (by 1 December 2026)\n  with dates\n"
        "\nWhat I can build on (career check of 20 November 2026)\n- Listening\n"
        "\nWhat I would like to get better at (career check of 20 November 2026)\n- Saying no\n"
    )
    assert written() == "For our 1:1, 23 November 2026\n"
    assert written(picked=(STEP,)).count("Read one paper") == 1
    assert written(Part.DONE, picked=(STEP,)).count("Read one paper") == 1, "picked and done: said once"
    assert "no" not in written(Part.STRENGTHS).split("20 November 2026)")[1]


def test_without_a_result_nothing_is_said_of_one() -> None:
    assert one_on_one(TODAY, Part, standing=None, steps=[], done=[], picked=[]) == "For our 1:1, 23 November 2026\n"
