"""Ranges of sizes, and bands of counts."""

from __future__ import annotations

from collections import Counter

import pytest

from advice.bands import FIVE, SIZES, THREE, band_of, size_of

BOTH = pytest.mark.parametrize("bands", [THREE, FIVE], ids=["three", "five"])


@pytest.mark.parametrize(
    ("people", "shown", "grain", "bands"),
    [
        (5, "5-9", "sections", 3),
        (9, "5-9", "sections", 3),
        (10, "10-19", "questions", 3),
        (19, "10-19", "questions", 3),
        (20, "20+", "questions", 5),
        (500, "20+", "questions", 5),
    ],
)
def test_the_more_people_the_finer(people: int, shown: str, grain: str, bands: int) -> None:
    size = size_of(people)

    assert size
    assert (size.shown, size.grain, len(size.bands)) == (shown, grain, bands)


@pytest.mark.parametrize("people", range(5))
def test_fewer_than_five_have_no_size(people: int) -> None:
    assert size_of(people) is None


def test_a_range_never_tells_the_number() -> None:
    assert [size.shown for size in SIZES] == ["5-9", "10-19", "20+"]


@BOTH
@pytest.mark.parametrize("most", [5, 9, 12, 20, 45, 81, 500])
def test_bands_rise_are_all_there_and_treat_yes_and_no_alike(bands: tuple[str, ...], most: int) -> None:
    places = [band_of(count, most, bands) for count in range(most + 1)]
    last = len(bands) - 1

    assert places == sorted(places)
    assert set(places) == set(range(len(bands)))
    assert places == [last - place for place in reversed(places)]


@pytest.mark.parametrize(
    ("count", "most", "band"),
    [(4, 15, "few"), (5, 15, "about half"), (10, 15, "about half"), (11, 15, "most"), (0, 15, "few"), (15, 15, "most")],
)
def test_three_bands_are_thirds(count: int, most: int, band: str) -> None:
    assert THREE[band_of(count, most, THREE)] == band


def test_five_bands_are_fifths() -> None:
    assert Counter(FIVE[band_of(count, 20, FIVE)] for count in range(21)) == {
        "hardly any": 4,
        "few": 4,
        "about half": 5,
        "most": 4,
        "nearly all": 4,
    }
