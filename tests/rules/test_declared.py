"""What features declare and what they use are the same names."""

from __future__ import annotations

import ast
import re

import pytest

from bot.declared import FEATURES, all_views, help_lines
from bot.features.settings.words import KINDS
from bot.store.tables.nudging import OCCASION_KINDS
from tests.kit_content import builtin_content
from tests.kit_views import action_ids, parts, pictures
from tests.rules.source import ROOT, argument, calls, place, shipped

CATALOG = builtin_content()
ACTIONS = {name for feature in FEATURES for name in feature.actions}
MODALS = {name for feature in FEATURES for name in feature.modals}
VIEWS = set(all_views())
NOT_ON_A_VIEW: dict[str, str] = {}  # action id -> why no view shows it
ALSO = {"team": "summary"}  # feature -> what else its names may begin with
FILES = shipped("bot/features", "bot/runtime")
ASKS = {
    "put": 0,
    "put_once": 0,
    "show": 2,
    "_show": 3,
    "show_below": 3,
    "show_charted": 3,
    "drawn_now": 2,
    "in_its_place": 2,
}
"""What asks for a view, and in which place it is named."""


def test_whatever_can_be_pressed_is_declared() -> None:
    pressed = {(picture.view, name.partition(":")[0]) for picture in pictures() for name in action_ids(picture)}
    assert {(view, name) for view, name in pressed if name not in ACTIONS} == set()


def test_every_declared_action_can_be_reached() -> None:
    shown = {name.partition(":")[0] for picture in pictures() for name in action_ids(picture)}
    assert ACTIONS - shown == set(NOT_ON_A_VIEW)


def test_every_form_that_is_submitted_is_declared_and_every_declared_one_is_shown() -> None:
    forms = {picture.json["callback_id"] for picture in pictures() if "submit" in picture.json}
    assert forms == MODALS


def test_the_fields_of_a_form_are_reported_under_the_name_they_are_asked_by() -> None:
    """An error of a field names its block, an answer the action id: with one name for both none is mistaken."""
    fields = [block for picture in pictures() for block in picture.json["blocks"] if block["type"] == "input"]
    assert {(block["block_id"], block["element"]["action_id"]) for block in fields} == {
        (block["block_id"], block["block_id"]) for block in fields
    }


@pytest.mark.parametrize(("function", "position"), ASKS.items())
def test_every_view_that_work_asks_for_is_declared(function: str, position: int) -> None:
    asked = {}
    for file in FILES:
        for call in calls(file, function):
            view = argument(call, position, "view")
            if isinstance(view, ast.Constant) and isinstance(view.value, str):
                asked[place(file, call)] = view.value
    assert asked, "nothing found: has the function another name now?"
    assert {where: view for where, view in asked.items() if view not in VIEWS} == {}


def test_every_declared_view_is_asked_for() -> None:
    asked = {
        node.value
        for file in FILES
        for function in ASKS
        for call in calls(file, function)
        for node in [*call.args, *(given.value for given in call.keywords)]
        if isinstance(node, ast.Constant)
    }
    assert VIEWS - asked == set()


def test_names_say_which_feature_they_belong_to() -> None:
    for feature in FEATURES:
        names = [*feature.actions, *feature.modals, *feature.views]
        own = f"{feature.name}|{ALSO.get(feature.name, feature.name)}"
        assert [name for name in names if not re.fullmatch(rf"({own})\.[a-z_]+", name)] == []


def test_every_command_is_in_the_help() -> None:
    cards = [picture for picture in pictures() if picture.view == "help.card" and picture.case == "ordinary"]
    shown = "\n".join(str(part.get("text")) for part in parts(cards[0].json["blocks"]))
    spelled = {f"/careercheck {word}".strip(): words for word, words in help_lines(CATALOG).items()}
    assert {command for command, words in spelled.items() if f"`{command}`: {words}" not in shown} == set()


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text() if (ROOT / "README.md").exists() else ""
    spelled = {f"/careercheck {word}".strip() for word in help_lines(CATALOG)}
    assert {command for command in spelled if f"`{command}`" not in readme} == set()


def test_every_command_says_in_one_line_what_it_does() -> None:
    lines = help_lines(CATALOG)
    assert {word for word, words in lines.items() if not 10 <= len(words) <= 100 or "\n" in words} == set()


def test_every_kind_of_occasion_is_told_by_one_feature_and_can_be_switched_off() -> None:
    told = [kind for feature in FEATURES for kind in feature.tellers]
    assert sorted(told) == sorted(OCCASION_KINDS) == sorted(KINDS)
