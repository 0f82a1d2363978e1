import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.words import Cleaned, clean


@pytest.mark.parametrize(
    ("typed", "kept", "hidden"),
    [
        pytest.param("plain", "plain", 0, id="nothing to do"),
        pytest.param("a &lt;!channel&gt; &amp;amp; b", "a <!channel> &amp; b", 0, id="Slack's escapes, once"),
        pytest.param("a\x00b\x07c\x1b[31m", "abc[31m", 0, id="NUL and control characters"),
        pytest.param("one\r\ntwo\rthree\u2028four\tfive", "one\ntwo\nthree\nfour five", 0, id="line ends and tabs"),
        pytest.param("abc\u202edef\u2066g\u2069", "abcdefg", 3, id="direction overrides"),
        pytest.param("a\u200bb\ufeffc\u00add\u200de", "abcde", 4, id="zero width"),
        pytest.param("\U0001f469\u200d\U0001f4bb ok", "\U0001f469\u200d\U0001f4bb ok", 0, id="joiner inside an emoji"),
        pytest.param("❤️\u200d🔥", "❤️\u200d🔥", 0, id="joiner after a variation selector"),
        pytest.param("half \ud83d", "half", 0, id="half a surrogate pair"),
    ],
)
def test_what_is_invisible_goes(typed: str, kept: str, hidden: int) -> None:
    assert clean(typed, 100) == Cleaned(kept, cut=False, hidden=hidden)


def test_a_long_text_is_cut_and_says_so() -> None:
    assert clean("x" * 40_000, 1000) == Cleaned("x" * 1000, cut=True, hidden=0)
    assert not clean("x" * 1000, 1000).cut


@pytest.mark.parametrize(
    "character",
    ["e\u0301", "👍🏽", "👩\u200d💻", "🇪🇸", "❤️"],
    ids=["accent", "skin tone", "joined", "flag", "variation selector"],
)
@pytest.mark.parametrize("limit", range(1, 12))
def test_a_cut_never_splits_a_character(character: str, limit: int) -> None:
    cleaned = clean("ab" + character * 5, limit)

    assert len(cleaned.text) <= limit
    assert "ab".startswith(cleaned.text) or cleaned.text[2:] == character * cleaned.text.count(character)


def test_an_endless_character_is_cut_anyway() -> None:
    assert len(clean("e" + "\u0301" * 5000, 1000).text) == 1000


@given(st.text(max_size=300), st.integers(min_value=1, max_value=200))
def test_what_is_kept_can_be_stored(text: str, limit: int) -> None:
    cleaned = clean(text, limit)

    cleaned.text.encode("utf-8")
    assert len(cleaned.text) <= limit
    assert "\x00" not in cleaned.text
