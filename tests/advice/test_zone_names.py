"""Time zones as people name them."""

import pytest

from advice.zone_names import COMMON, LONGEST, NoZone, read_zone
from advice.zones import zone


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Europe/Helsinki", "Europe/Helsinki"),
        ("  europe/helsinki ", "Europe/Helsinki"),
        ("america/new york", "America/New_York"),
        ("Tbilisi", "Asia/Tbilisi"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_found_however_it_is_written(typed: str, name: str) -> None:
    assert read_zone(typed) == name


@pytest.mark.parametrize("typed", ["", "Mars", "../../etc/passwd", "UTC+25", "x" * 5000, "🎉"])
def test_what_is_no_zone_is_refused_with_a_way_on(typed: str) -> None:
    with pytest.raises(NoZone, match=r"^I don't know that time zone\. (Did you mean|Type an area and a city, like) "):
        read_zone(typed)


@pytest.mark.parametrize(
    "typed", ["EST", "cet", "EST5EDT", "GMT", "Etc/GMT+5", "MST7MDT", "Japan", "localtime", "Factory"]
)
def test_a_zone_of_no_city_may_not_change_its_clock_and_is_refused(typed: str) -> None:
    with pytest.raises(NoZone, match=r"(Type an area and a city, like Europe/Helsinki\.|Did you mean \w+/\w+\?)$"):
        read_zone(typed)


def test_a_slip_is_met_with_the_nearest_name() -> None:
    with pytest.raises(NoZone, match="Did you mean Europe/Helsinki"):
        read_zone("Europe/Helsinky")


def test_the_common_ones_are_known_and_each_there_once() -> None:
    assert [zone(name).key for name in COMMON] == list(COMMON)
    assert [read_zone(name) for name in COMMON] == list(COMMON)
    assert len(set(COMMON)) == len(COMMON) <= 98, "with Slack's and one of their own they fit into a list of 100"
    assert max(map(len, COMMON)) <= LONGEST
