"""Who may do what: the table is complete, every unit of work is begun under one of its rules, and no rule is idle."""

from __future__ import annotations

import ast

import pytest

from bot.declared import FEATURES
from bot.preview.stage import WORKSPACE
from bot.runtime.policy import RULES, TIES, Actor, OfTeam, Role, Thing, Tie, allows
from tests.kit_desk import ELSEWHERE
from tests.rules.acting import ASKS, EVERY, KEEPS, OF_TEAMS, PERSONAS, Persona
from tests.rules.source import argument, calls, place, shipped, texts, tree

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
    "bot/features/mydata/exporting.py",  # nobody acts: what was asked for finds its way
    "bot/features/mydata/importing.py",  # an operator asks a person, who then acts in a unit
    "bot/features/mydata/retaining.py",  # nobody acts: somebody's time is over
    "bot/features/mydata/taking_back.py",  # nobody acts: what is left of who was erased vanishes
}
WHO_ACTS = {"unit.user_id", "request.user_id", "actor.user_id"}
# Where who acts is compared with ids that were read or written: why that decides nothing about what they may do.
NO_DECISION = {
    "bot/features/check/talk.py": "the note is looked for among those in a thread, and asked about under its rule",
    "bot/features/team/joining.py": "whoever may read is not counted: said to somebody who was asked to join",
    "bot/features/team/leading.py": "the form is mended: who leads picked themselves",
    "bot/features/team/making.py": "the form is mended: who leads picked themselves",
}


@pytest.mark.parametrize("who", PERSONAS, ids=lambda who: who.name)
def test_the_policy_says_what_was_written_down_by_hand(who: Persona) -> None:
    """Of a team that is no more nobody is anything: the store says so, and the rule beside this one looks."""
    actor = Actor(WORKSPACE, "U0ANA", who.role)
    team = OfTeam(WORKSPACE if who.here else ELSEWHERE, frozenset() if who.dissolved else who.ties)
    met = who.role in (Role.NEWCOMER, Role.MEMBER)

    def allowed(thing: Thing | OfTeam | None) -> set[str]:
        every = EVERY | RULES.keys() | DECLARED
        assert not any(allows(actor, f"{action}.unheard_of", thing) for action in every)
        return {action for action in every if allows(actor, action, thing)}

    assert allowed(None) == who.may | (OF_TEAMS if met else frozenset())
    assert allowed(Thing(WORKSPACE, "U0ANA")) == allowed(None)
    assert allowed(team) == who.may & OF_TEAMS
    assert allowed(Thing(WORKSPACE, "U0BEN")) == set()
    assert allowed(Thing(ELSEWHERE, "U0ANA")) == set()
    assert allowed(OfTeam(ELSEWHERE, frozenset(Tie))) == set()


def test_every_action_is_written_down_by_hand_once() -> None:
    assert RULES.keys() == EVERY
    assert TIES.keys() == OF_TEAMS
    assert len(ASKS) + len(KEEPS) + len(OF_TEAMS) == len(EVERY)


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


def test_nobody_else_compares_who_acts_with_those_who_lead_read_or_own() -> None:
    """A use case asks the policy (`own`, `tied`); one that looks for itself would be missed when the policy changes."""
    found = {
        place(file, node).partition(":")[0]
        for file in [*FEATURE_FILES, *shipped("bot/runtime")]
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Compare) and any(_acts(side) for side in (node.left, *node.comparators))
    }
    assert found == NO_DECISION.keys() | {"bot/runtime/policy.py"}


def _acts(side: ast.expr) -> bool:
    """Tell whether this is who acts, alone or in a collection that is made on the spot."""
    return any(ast.unparse(part) in WHO_ACTS for part in ast.walk(side))
