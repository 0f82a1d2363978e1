"""What has to hold for the content on the pendulum and its milestones."""

import re
from collections.abc import Iterator, Sequence, Set

from advice.content_files import Placed
from advice.content_rules import citations, twice
from advice.milestone_entries import Milestone, Pendulum
from advice.placeholders import placeholder_reasons
from advice.problems import Problem
from advice.stint import Role

HANDS_ON = frozenset(role.value for role in Role if role.hands_on)
MANAGING = frozenset(role.value for role in Role if role.managing)
FOR_WHOM = {"away": MANAGING, "back": HANDS_ON, "building": HANDS_ON}
"""Who may be spoken to on each clock; somebody who takes time away is told nothing until they are back."""

PLACEHOLDERS = {
    "away": frozenset({"since", "away", "story"}),
    "back": frozenset({"since", "back", "gone"}),
    "building": frozenset({"built"}),
}
A_DATE = re.compile(r"at_[1-9]\d{0,2}")
"""`{at_36}` is the month in which a clock shows 36 months."""


def milestone_problems(
    milestones: Sequence[Placed[Milestone]], known: frozenset[str], checks: Set[str]
) -> Iterator[Problem]:
    """Everything in the milestones that does not fit; `known` holds the fact ids that the sources list."""
    for placed in milestones:
        if placed.entry.check is not None and placed.entry.check not in checks:
            yield placed.problem(f"there is no check {placed.entry.check}", "check")
        yield from _unknown_facts(placed, known)
        yield from _role_problems(placed)
        yield from _action_problems(placed)
        for where, text in _texts(placed.entry):
            yield from _placeholder_problems(placed, where, text, placed.entry.counts)
    for clock, months in twice((placed.entry.counts, placed.entry.months) for placed in milestones):
        last = [placed for placed in milestones if (placed.entry.counts, placed.entry.months) == (clock, months)][-1]
        yield last.problem(f"another milestone is reached after {months} months {clock} too", "months")


def pendulum_problems(placed: Placed[Pendulum], known: frozenset[str]) -> Iterator[Problem]:
    """Everything in what is said of the clock that does not fit."""
    yield from _unknown_facts(placed, known)
    untils = [state.until for state in placed.entry.states]
    if untils[-1] is not None:
        yield placed.problem("has an until, so nothing would be said after it", f"states {len(untils)}")
    if not _one_after_the_other([*untils[:-1], None]):
        yield placed.problem("must each have an until, greater than the one before", "states")
    for number, state in enumerate(placed.entry.states, start=1):
        yield from _placeholder_problems(placed, f"states {number}", state.text, "away")


def _unknown_facts(placed: Placed[Milestone] | Placed[Pendulum], known: frozenset[str]) -> Iterator[Problem]:
    for where, facts in citations(placed.entry):
        yield from (placed.problem(f"cites {f}, which no source lists", where) for f in facts if f not in known)


def _role_problems(placed: Placed[Milestone]) -> Iterator[Problem]:
    milestone = placed.entry
    for role in sorted(set(milestone.roles) - FOR_WHOM[milestone.counts]):
        yield placed.problem(f"the clock {milestone.counts} does not run for {role}", "roles")
    said = [(f"messages {number}", message.roles) for number, message in enumerate(milestone.messages, start=1)]
    said += [(f"thread {number}", part.roles) for number, part in enumerate(milestone.thread, start=1)]
    for where, roles in said:
        for role in sorted(set(roles) - set(milestone.roles)):
            yield placed.problem(f"{role} is not among the milestone's roles", f"{where}, roles")
    for number, message in enumerate(milestone.messages, start=1):
        if message.until is not None and message.until <= milestone.months:
            reason = f"{message.until} is not after the milestone's own {milestone.months} months"
            yield placed.problem(reason, f"messages {number}, until")
    for role in milestone.roles:
        if not _one_after_the_other([message.until for message in milestone.messages_for(role)]):
            reason = f"{role}'s messages must each have a greater until than the one before, and the last one none"
            yield placed.problem(reason, "messages")
        if not milestone.said_in_thread(role):
            yield placed.problem(f"nothing is said to {role}", "thread")


def _one_after_the_other(untils: Sequence[int | None]) -> bool:
    """Whether each bound is greater than the one before, and only the last one is none."""
    bounds = [until for until in untils[:-1] if until is not None]
    return bool(untils) and untils[-1] is None and len(bounds) == len(untils) - 1 and bounds == sorted(set(bounds))


def _action_problems(placed: Placed[Milestone]) -> Iterator[Problem]:
    yield from (placed.problem(f"lists {action} twice", "actions") for action in twice(placed.entry.actions))
    if "dont_nudge" not in placed.entry.actions:
        yield placed.problem("must offer dont_nudge: everybody may ask not to be told", "actions")


def _texts(milestone: Milestone) -> Iterator[tuple[str, str]]:
    """Every text that may show the sum, with the way to it."""
    for number, message in enumerate(milestone.messages, start=1):
        for name in ("opening", "text", "rest", "line"):
            yield f"messages {number}, {name}", getattr(message, name)
    for number, said in enumerate(milestone.thread, start=1):
        yield f"thread {number}, text", said.text
    for name in ("late", "why"):
        yield name, getattr(milestone, name)


def _placeholder_problems(
    placed: Placed[Milestone] | Placed[Pendulum], where: str, text: str, clock: str
) -> Iterator[Problem]:
    allowed = PLACEHOLDERS[clock]
    for reason in placeholder_reasons(text, lambda name: name in allowed or bool(A_DATE.fullmatch(name))):
        yield placed.problem(reason, where)
