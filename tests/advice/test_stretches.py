"""A path as a picture."""

from hypothesis import given
from hypothesis import strategies as st

from advice.stretches import MOST, Side, Stretch, stretches
from tests.advice.told import day, path

TODAY = day("2026-03-10")


def bars(*texts: str) -> list[tuple[str, str, dict[str, int]]]:
    found = stretches(path(*texts), TODAY)
    return [(bar.side.value, bar.label, {side.value: months for side, months in bar.months.items()}) for bar in found]


def test_roles_on_one_side_are_one_bar() -> None:
    assert bars(
        "engineer 2018-03 2020-02", "tech_lead 2020-03 2024-03", "manager 2024-04 2025-03", "director 2025-04"
    ) == [
        ("hands_on", "Mar 2018–Mar 2024", {"hands_on": 72}),
        ("managing", "Apr 2024–Mar 2026", {"managing": 24}),
    ]


def test_a_year_alone_is_shown_as_a_year() -> None:
    found = bars("engineer 2010 2014", "manager 2014 2019-05", "engineer 2019-05")

    assert [label for _, label, _ in found] == ["about 2010–2014", "about 2014–May 2019", "May 2019–Mar 2026"]
    assert found[0][2] == {"hands_on": 48}


def test_building_beside_a_role_is_part_of_its_bar() -> None:
    assert bars("engineer 2018-03 2024-03", "manager 2024-04", "+engineer 2025-01 2025-12")[1] == (
        "managing",
        "Apr 2024–Mar 2026",
        {"managing": 24, "hands_on": 11},
    )


def test_time_away_is_a_bar_and_what_nobody_told_is_none() -> None:
    assert [bar[0] for bar in bars("engineer 2018-03 2019-03", "away 2019-04 2019-09", "manager 2021-01")] == [
        "hands_on",
        "away",
        "managing",
    ]


def test_what_was_there_at_all_can_be_seen_and_bars_are_told_apart() -> None:
    found = bars("engineer 2024-03-01 2024-03-02", "manager 2024-03-03 2024-03-04", "engineer 2024-03-05 2024-03-06")

    assert [(label, max(months.values())) for _, label, months in found] == [
        ("Mar 2024", 1),
        ("Mar 2024 (2)", 1),
        ("Mar 2024 (3)", 1),
    ]


def test_nothing_told_is_no_picture_and_the_future_is_not_in_it() -> None:
    assert bars() == []
    assert bars("manager 2026") == []  # read as the middle of the year
    assert bars("engineer 2025-01 2026-03", "manager 2026-03")[0] == ("hands_on", "Jan 2025–Mar 2026", {"hands_on": 14})


@given(st.lists(st.integers(1, 500), min_size=1, max_size=30))
def test_a_chart_takes_it(lengths: list[int]) -> None:
    start, texts = day("2000-01-01"), []
    for at, length in enumerate(lengths):
        stop = type(start).fromordinal(start.toordinal() + length)
        texts.append(f"{('engineer', 'manager', 'away')[at % 3]} {start} {stop}")
        start = stop

    found = stretches(path(*texts), day("2050-01-01"))

    labels = [bar.label for bar in found]
    assert len(found) == min(len(lengths), MOST)
    assert len(set(labels)) == len(labels)
    assert max(map(len, labels)) <= 20
    assert sum(sum(bar.months.values()) for bar in found) <= sum(lengths) / 30.4 + 1.5 * len(found)
    assert all(isinstance(bar, Stretch) and set(bar.months) <= set(Side) for bar in found)
