"""Cutting words to the room there is."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.runtime.blocks import escape
from bot.runtime.room import PARAGRAPH, cut, in_parts, listing, shorten

WORDS = st.text(st.sampled_from("ab &<>\n🎉ע"), max_size=60)


@given(words=WORDS, most=st.integers(1, 80))
def test_what_is_cut_fits_and_begins_as_it_did(words: str, most: int) -> None:
    shown = cut(words, most)
    assert len(shown) <= most
    if len(escape(words)) <= most:
        assert shown == escape(words)
    else:
        assert shown.endswith("…")
        assert words.startswith(unescape(shown[:-1]))


@given(words=WORDS, most=st.integers(1, 80))
def test_plain_text_is_shortened_only_where_it_has_to_be(words: str, most: int) -> None:
    shown = shorten(words, most)
    assert len(shown) <= most
    assert shown == words if len(words) <= most else shown.endswith("…")


@given(lines=st.lists(st.text("ab", min_size=1, max_size=9), max_size=30), most=st.integers(30, 120))
def test_a_list_that_is_too_long_says_how_much_is_missing(lines: list[str], most: int) -> None:
    shown = listing(lines, most)
    assert len(shown) <= most
    if shown != "\n".join(lines):
        *kept, rest = shown.split("\n")
        assert kept == lines[: len(kept)]
        assert rest == f"and {len(lines) - len(kept)} more."


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("", ""),
        ("one line", "e"),
        ("lines of nine\n" * 1000, "\n"),
        ("words " * 999 + "\n" + "others " * 999, " \n"),
        ("w" * (PARAGRAPH * 2 + 1), "w"),
    ],
)
def test_a_long_text_is_cut_where_it_hurts_least_and_nothing_is_missing(text: str, ends: str) -> None:
    parts = in_parts(text)

    assert "".join(parts) == text
    assert max(map(len, parts)) <= PARAGRAPH
    assert {part[-1] for part in parts if part} == set(ends)
    assert len(parts) <= 2 + len(text) // (PARAGRAPH - 20)
