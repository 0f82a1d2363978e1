"""What a career path tells a guide, and what it leaves to be asked."""

from __future__ import annotations

from datetime import date

from advice.by_path import by_path
from advice.career import Path
from advice.moment import Moment
from advice.stint import Role, Stint

TODAY = date(2026, 11, 23)
Told = tuple[Role, str, str | None, bool]


def stint(
    role: Role, first: str, last: str | None = None, *, beside: bool = False
) -> tuple[Role, str, str | None, bool]:
    return role, first, last, beside


def path(*told: Told, never: bool = False) -> Path:
    stints = [
        Stint(role, moment(first), moment(last) if last else None, beside=beside, id=number)
        for number, (role, first, last, beside) in enumerate(told, start=1)
    ]
    return Path(tuple(stints), never_hands_on=never, issued=len(stints))


def moment(told: str) -> Moment:
    year, *rest = (int(part) for part in told.split("-"))
    return Moment(year, *rest)


def test_no_path_tells_nothing() -> None:
    assert by_path(Path(), TODAY) == {}


def test_a_manager_who_built_before() -> None:
    told = by_path(path(stint(Role.ENGINEER, "2014-11", "2022-10"), stint(Role.MANAGER, "2022-11")), TODAY)

    assert told == {
        "path.role": "manager",
        "path.months_away": 49,
        "path.months_in_role": 48,
        "path.years_building": 8,
        "path.years_managing": 4,
    }


def test_whoever_builds_is_not_away_also_beside_managing() -> None:
    engineer = by_path(path(stint(Role.MANAGER, "2018", "2023"), stint(Role.ENGINEER, "2024"), never=True), TODAY)
    assert (engineer["path.role"], engineer["path.months_away"]) == ("engineer", 0)

    both = [stint(Role.ENGINEER, "2015-01", "2023-12"), stint(Role.MANAGER, "2024-01")]
    beside = by_path(path(*both, stint(Role.ENGINEER, "2024-01", beside=True)), TODAY)
    assert (beside["path.role"], beside["path.months_away"]) == ("manager", 0)


def test_one_entry_says_nothing_of_the_years_before_it() -> None:
    assert by_path(path(stint(Role.ENGINEER, "2024-11")), TODAY) == {
        "path.role": "engineer",
        "path.months_away": 0,
        "path.months_in_role": 24,
    }


def test_hands_on_work_that_nobody_spoke_of_is_not_known() -> None:
    told = by_path(path(stint(Role.MANAGER, "2018-01", "2021-12"), stint(Role.DIRECTOR, "2022-01")), TODAY)

    assert "path.months_away" not in told
    assert "path.years_building" not in told
    assert told["path.years_managing"] == 8


def test_whoever_never_built_has_built_for_no_years_and_is_not_away() -> None:
    told = by_path(path(stint(Role.MANAGER, "2018-01"), never=True), TODAY)

    assert told["path.years_building"] == 0
    assert "path.months_away" not in told


def test_time_away_counts_as_away_and_a_path_that_ended_names_no_role() -> None:
    away = path(stint(Role.ENGINEER, "2015-01", "2024-10"), stint(Role.AWAY, "2024-11"))
    assert (by_path(away, TODAY)["path.role"], by_path(away, TODAY)["path.months_away"]) == ("away", 25)

    ended = by_path(path(stint(Role.ENGINEER, "2015-01", "2020-12"), stint(Role.MANAGER, "2021-01", "2023-12")), TODAY)
    assert "path.role" not in ended
    assert "path.months_in_role" not in ended
    assert ended["path.years_managing"] == 3


def test_two_tours_of_each_are_summed() -> None:
    told = by_path(
        path(
            stint(Role.ENGINEER, "2010-01", "2014-12"),
            stint(Role.MANAGER, "2015-01", "2016-12"),
            stint(Role.TECH_LEAD, "2017-01", "2020-12"),
            stint(Role.DIRECTOR, "2021-01"),
        ),
        TODAY,
    )
    assert told["path.years_building"] == 9
    assert told["path.years_managing"] == 7
