"""Cutting words to the room there is."""

from __future__ import annotations

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from bot.runtime.blocks import escape
from bot.runtime.room import cut, listing, shorten

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
