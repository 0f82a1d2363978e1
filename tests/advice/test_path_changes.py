"""Adding, correcting and ending stints, and changing role."""

import pytest

from advice.career import Path, add, change_role, correct, end, remove, still_building
from advice.moment import Moment
from advice.stint import Role
from advice.stint_rules import PathRefused, Rule
from tests.advice.told import day, path, stint

TODAY = day("2026-03-10")


def told(path: Path) -> list[str]:
    return [f"{'+' * stint.beside}{stint}" for stint in path.stints]


def test_stints_stand_in_order_however_they_were_told() -> None:
    later = add(path("manager 2024-03"), stint("engineer 2018 2024-03"), TODAY)

    assert told(later) == ["engineer, 2018 to March 2024", "manager, since March 2024"]
    assert [stint.id for stint in later.stints] == [2, 1]


def test_a_number_is_never_given_twice() -> None:
    once = add(remove(add(Path(), stint("manager 2024"), TODAY), 1), stint("director 2024"), TODAY)

    assert [stint.id for stint in once.stints] == [2]


def test_a_correction_keeps_the_number_and_the_rules() -> None:
    before = path("engineer 2018 2024-03", "manager 2024-03")

    assert told(correct(before, stint("manager 2024-05-02", 2), TODAY))[1] == "manager, since 2 May 2024"
    with pytest.raises(PathRefused) as refused:
        correct(before, stint("manager 2023", 2), TODAY)
    assert [trouble.rule for trouble in refused.value.troubles] == [Rule.OVERLAP]
    with pytest.raises(KeyError):
        correct(before, stint("manager 2024", 3), TODAY)


def test_an_end_may_be_told_later() -> None:
    ended = end(path("manager 2024-03"), 1, Moment(2026, 2), TODAY)

    assert told(ended) == ["manager, March 2024 to February 2026"]
    assert ended.current is None
    with pytest.raises(PathRefused) as refused:
        end(path("manager 2024-03"), 1, Moment(2026, 4), TODAY)
    assert [trouble.rule for trouble in refused.value.troubles] == [Rule.FUTURE_END]


def test_a_change_of_role_ends_the_old_one_where_the_new_one_starts() -> None:
    changed = change_role(path("engineer 2018 2024", "manager 2024"), stint("director 2026-03-10"), TODAY)

    assert told(changed)[1:] == ["manager, 2024 to 10 March 2026", "director, since 10 March 2026"]
    assert changed.current == changed.stint(3)


def test_a_first_role_ends_nothing() -> None:
    assert told(change_role(Path(), stint("manager 2024"), TODAY)) == ["manager, since 2024"]


def test_a_change_to_before_the_present_role_is_refused() -> None:
    with pytest.raises(PathRefused) as refused:
        change_role(path("manager 2024-03"), stint("director 2023"), TODAY)
    (trouble,) = refused.value.troubles
    assert trouble.rule is Rule.END_BEFORE_START
    assert trouble.text == (
        "Your present role began in March 2024, and a new one can only begin after that. Write a later date, or close "
        "this and press Add another role for an earlier one."
    )


def test_a_change_that_lies_ahead_is_told_once() -> None:
    with pytest.raises(PathRefused) as refused:
        change_role(path("manager 2024-03"), stint("director 2026-05"), TODAY)
    assert Rule.FUTURE_START in {trouble.rule for trouble in refused.value.troubles}
    assert len(set(refused.value.troubles)) == len(refused.value.troubles)


@pytest.mark.parametrize(
    ("before", "role", "building", "after"),
    [
        ("manager 2024", "director", False, ["manager, 2024 to 10 March 2026", "director, since 10 March 2026"]),
        ("manager 2024", "director", True, ["+engineer, since 10 March 2026"]),
        ("manager 2024 & +tech_lead 2024-05", "director", True, ["+tech lead, since May 2024"]),
        ("manager 2024 & +tech_lead 2024-05", "director", False, ["+tech lead, May 2024 to 10 March 2026"]),
        ("manager 2024 & +tech_lead 2024-05", "engineer", True, ["+tech lead, May 2024 to 10 March 2026"]),
        ("manager 2024 & +tech_lead 2024-05", "away", False, ["+tech lead, May 2024 to 10 March 2026"]),
    ],
)
def test_hands_on_work_beside_goes_on_only_if_said_so(before: str, role: str, building: bool, after: list[str]) -> None:
    changed = change_role(path(*before.split(" & ")), stint(f"{role} 2026-03-10"), TODAY, still_building=building)

    assert set(after) <= set(told(changed))
    assert sum(line.startswith("+") for line in told(changed)) == sum(line.startswith("+") for line in after)


def test_still_building_means_since_the_role_began() -> None:
    assert told(still_building(path("manager 2024-03"), TODAY)) == [
        "manager, since March 2024",
        "+engineer, since March 2024",
    ]


@pytest.mark.parametrize("before", [(), ("engineer 2024",), ("manager 2024 2025",), ("manager 2024", "+engineer 2025")])
def test_still_building_changes_nothing_where_it_says_nothing_new(before: tuple[str, ...]) -> None:
    assert still_building(path(*before), TODAY) == path(*before)


def test_never_hands_on_is_taken_back_by_earlier_hands_on_work() -> None:
    never = path("manager 2020", never=True)

    assert not add(never, stint("engineer 2018 2019"), TODAY).never_hands_on
    assert add(never, stint("+engineer 2024"), TODAY).never_hands_on
    assert change_role(never, stint("engineer 2025"), TODAY).never_hands_on
    assert change_role(never, stint("engineer 2025"), TODAY).stints[1].role is Role.ENGINEER


@pytest.mark.parametrize(
    ("before", "added", "after"),
    [
        (("engineer 2015",), "manager 2022-05", ["engineer, 2015 to May 2022", "manager, since May 2022"]),
        (("manager 2022-05",), "engineer 2015", ["engineer, 2015 to May 2022", "manager, since May 2022"]),
        (
            ("engineer 2010 2016", "director 2020"),
            "manager 2014 2022",
            ["engineer, 2010 to 2014", "manager, 2014 to 2020", "director, since 2020"],
        ),
        (("manager 2022", "+engineer 2022"), "director 2024", ["manager, 2022 to 2024", "+engineer, since 2022"]),
    ],
)
def test_what_overlaps_may_end_where_the_next_begins(before: tuple[str, ...], added: str, after: list[str]) -> None:
    with pytest.raises(PathRefused):
        add(path(*before), stint(added), TODAY)

    fitted = add(path(*before), stint(added), TODAY, fit=True)

    assert told(fitted)[: len(after)] == after
