import json
from dataclasses import replace
from pathlib import Path

from advice.catalog import Catalog, builtin, load
from bot.content import check_content, folders, list_content


def test_the_built_in_content_is_in_order_and_carries_every_fact(catalog: Catalog) -> None:
    lines, ok = check_content(None)

    assert ok
    assert lines == [
        "Content is in order. Checks: set, crossroads, director, ladder, manage, pendulum, return, warm-hands. "
        f"Questions: {sum(len(check.questions) for check in catalog.checks.values())}. Milestones: 5. "
        f"Topics: {len(catalog.topics)}. Cards: {len(catalog.cards)}. Facts carried: 156 of 156."
    ]


def test_every_problem_is_a_line(own: Path) -> None:
    (own / "words.toml").write_text('crisis_text = "Call us."\ncrisis = ["x"]\n', encoding="utf-8")

    lines, ok = check_content(own)

    assert not ok
    assert lines == ["words.toml: words, controls: is missing", "1 problem"]


def test_a_folder_may_take_the_place_of_the_built_in_one(own: Path) -> None:
    assert folders(own, replace=True) == (own,)

    lines, ok = check_content(own, replace=True)

    assert not ok
    assert "sources.toml: file: is missing" in lines


def test_the_list_is_json_with_the_facts_of_every_entry(catalog: Catalog) -> None:
    listed = json.loads(json.dumps(list_content(catalog)))

    assert listed["checks"][0]["digest"] == load(builtin()).checks["set"].digest
    assert listed["cited"]["set, questions S1, gain 1"] == ["SET-S1"]
    assert listed["cited"]["set, openers crossroads, options stuck"] == ["SET-02", "SET-04"]
    assert listed["cited"]["milestone five-years, messages 2"][0] == "RT-01"
    assert [milestone["id"] for milestone in listed["milestones"]][:2] == ["two-years", "three-years"]
    assert listed["cited"]["director, questions role"] == ["DR-01"]
    assert listed["uncited"] == []


def test_the_list_names_what_nothing_carries(catalog: Catalog) -> None:
    listed = list_content(replace(catalog, checks={"set": catalog.rated("set")}, topics={}, cards={}))

    assert "DR-01" in listed["uncited"]
    assert not [fact for fact in listed["uncited"] if fact.startswith("SET-")]
