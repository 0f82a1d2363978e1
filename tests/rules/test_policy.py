"""Who may do what: the table is complete, every unit of work is begun under one of its rules, and no rule is idle."""

from __future__ import annotations

import ast

import pytest

from bot.declared import FEATURES
from bot.preview.stage import WORKSPACE
from bot.runtime.policy import RULES, Actor, Role, Thing, allows
from tests.kit_desk import ELSEWHERE
from tests.rules.source import argument, calls, place, shipped, texts

FEATURE_FILES = shipped("bot/features")
DECLARED = {name for feature in FEATURES for name in (*feature.actions, *feature.modals)}
WRITES_WITHOUT_A_UNIT = {
    "bot/features/lifecycle/arrive.py",  # nobody acts: the bot starts
    "bot/features/lifecycle/work.py",  # nobody acts: Slack tells us about people, or we met somebody just now
    "bot/features/nudge/plan.py",  # nobody acts: the planner does
    "bot/features/team/asking.py",  # nobody acts: those invited are looked up
    "bot/features/team/closing.py",  # nobody acts: a day is over
    "bot/features/nudge/jump.py",  # nobody acts: it is about the machine's clock
    "bot/features/alert/work.py",  # nobody acts: it is about the bot itself
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", sorted(RULES | dict.fromkeys(DECLARED)))
def test_what_is_not_allowed_is_denied(action: str, role: Role) -> None:
    actor = Actor(WORKSPACE, "U0ANA", role)
    may = role in RULES.get(action, ())
    assert allows(actor, action) is may
    assert allows(actor, action, Thing(WORKSPACE, "U0ANA")) is may
    assert not allows(actor, action, Thing(WORKSPACE, "U0BEN"))
    assert not allows(actor, action, Thing(ELSEWHERE, "U0ANA"))
    assert not allows(actor, f"{action}.unheard_of")


def test_strangers_and_those_who_left_may_do_nothing_that_a_feature_declares() -> None:
    assert {name for name in DECLARED if RULES.get(name, frozenset()) & {Role.STRANGER, Role.GONE}} == set()


def test_every_declared_action_has_a_rule() -> None:
    assert DECLARED - RULES.keys() == set()


def test_every_rule_is_used() -> None:
    used = {text for file in FEATURE_FILES for text in texts(file)}
    assert RULES.keys() - used == set()


def test_every_unit_of_work_is_begun_under_a_rule() -> None:
    """Its name is written out, or handed in as it stands: a name put together could not be looked for."""
    begun = [(file, call, argument(call, 2, "action")) for file in FEATURE_FILES for call in calls(file, "begin")]
    units = [(file, call, action) for file, call, action in begun if _is_unit(call)]
    assert len(units) > 20
    for file, call, action in units:
        known = isinstance(action, ast.Name) or (isinstance(action, ast.Constant) and action.value in RULES)
        assert known, f"{place(file, call)}: {ast.unparse(call)}"


def _is_unit(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "services"


def test_nothing_is_written_outside_a_unit_of_work() -> None:
    found = {place(file, call).partition(":")[0] for file in FEATURE_FILES for call in calls(file, "writing")}
    assert found == WRITES_WITHOUT_A_UNIT
