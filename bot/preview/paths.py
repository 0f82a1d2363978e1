"""Previews of the career path: the card, the forms, the answers, and Home with a path on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from advice import career
from advice.career import Path
from advice.moment import Moment
from advice.stint import Level, Role, Stint
from advice.stint_rules import LONGEST_TITLE, MOST_STINTS
from bot.features.path import ask, view
from bot.features.path.form_view import MOVED_ON
from bot.features.path.forms import form_of
from bot.features.path.ids import Ticket
from bot.features.path.typed import Typed
from bot.preview.sitting import sit
from bot.preview.stage import NOW, WORKSPACE, Cast, Drawn, Stage, as_json
from bot.preview.words import Told, hostile
from bot.store import crossings, occasions, paths

TODAY = NOW.date()
TURNS = (Role.ENGINEER, Role.MANAGER, Role.AWAY, Role.DIRECTOR)


def draw(cast: Cast, told: Told) -> Iterator[Drawn]:
    """Draw everything of the path."""
    worst = told.name == "worst"
    yield Drawn("path.card", cast().draw("path.card"), "nothing told")
    yield from _asked(cast(), told)
    cases = (
        ("", longest() if worst else _ordinary()),
        ("nothing hands-on", career.add(Path(), Stint(Role.MANAGER, Moment(2021)), TODAY)),
        ("in the past", career.add(Path(), Stint(Role.ENGINEER, Moment(2021), Moment(2022)), TODAY)),
        ("beside and a gap", _beside(worst=worst)),
    )
    for variant, path in cases:
        stage = cast()
        paths.save(stage.connection, WORKSPACE, stage.user_id, path, as_read=0, due_on=None, now=NOW)
        yield from _told(stage, path, variant)
    yield from _forms(stage, path)


def _told(stage: Stage, path: Path, variant: str) -> Iterator[Drawn]:
    every = list(stage.catalog.milestones)
    yield Drawn("path.card", stage.draw("path.card"), variant)
    yield Drawn("path.card", stage.without_charts("path.card"), f"{variant} without charts".strip())
    stint = path.stints[-1].id
    yield Drawn("path.card", stage.draw("path.card", to_read=True), f"{variant} only to be read".strip())
    _knows_late(stage, every)
    yield Drawn("path.saved", stage.draw("path.saved", what="added", stint=stint, late=every), variant)
    yield Drawn("path.saved", stage.draw("path.saved", what="building", stint=None, late=[]), f"{variant} a click")
    if path.current:
        yield Drawn("path.folded", stage.draw("path.folded", ts="1795424400.000100"), variant)
    yield Drawn("home.tab", stage.draw("home.tab"), f"a path {variant}".strip())


def _knows_late(stage: Stage, milestones: list[str]) -> None:
    """Put milestones on record that had passed before they were told."""
    for milestone in milestones:
        occasions.add(
            stage.connection,
            workspace=WORKSPACE,
            id=stage.new_id(),
            user_id=stage.user_id,
            kind=occasions.MILESTONE,
            about=crossings.about(milestone, TODAY),
            due_on=TODAY,
            now=NOW,
            state="skipped",
            reason=crossings.KNOWN_LATE,
        )


def _asked(stage: Stage, told: Told) -> Iterator[Drawn]:
    sitting = sit(stage, told.choices, state="finished")
    paths.asked(stage.connection, WORKSPACE, stage.user_id, NOW - timedelta(minutes=1))
    yield Drawn("path.ask", stage.draw("path.ask", check=sitting.id))
    yield Drawn("path.folded", as_json(view.folded(ask.SKIPPED)), "skipped")
    picked = Ticket(stage.user_id, role=Role.MANAGER)
    yield Drawn("path.begin", as_json(form_of("begin", Path(), picked, Typed())))
    form = form_of("begin", Path(), Ticket(stage.user_id, role=Role.ENGINEER), Typed())
    yield Drawn("path.begin", as_json(form), "an engineer")


def _forms(stage: Stage, path: Path) -> Iterator[Drawn]:
    newcomer = Ticket(stage.user_id, agreed="1")
    yield Drawn("path.add", as_json(form_of("add", Path(), newcomer, Typed())), "a newcomer")
    back = Ticket(stage.user_id, 1, thread="1795424400.000100")
    yield Drawn("path.add", as_json(form_of("add", path, back, Typed())))
    yield Drawn("path.change", as_json(form_of("change", path, back, Typed(start="23 November 2026"))))
    for stint in path.stints[-2:]:
        ticket, typed = Ticket(stage.user_id, 1, stint.id), Typed.of_stint(stint, never=path.never_hands_on)
        yield Drawn("path.mend", as_json(form_of("mend", path, ticket, typed)), stint.role.value)
        yield Drawn("path.mend", as_json(form_of("mend", path, ticket, typed, MOVED_ON)), "changed meanwhile")


def _ordinary() -> Path:
    """An engineer who became a manager nearly two years ago."""
    path = career.add(Path(), Stint(Role.ENGINEER, Moment(2016, 9), Moment(2019, 3), "Backend engineer"), TODAY)
    path = career.add(path, Stint(Role.TECH_LEAD, Moment(2019, 3), Moment(2024, 12), level=Level.STAFF), TODAY)
    return career.add(path, Stint(Role.MANAGER, Moment(2024, 12), title="Engineering Manager"), TODAY)


def _beside(*, worst: bool) -> Path:
    """Somebody of whom not everything is known."""
    title = hostile(LONGEST_TITLE) if worst else "Head of Platform"
    path = career.add(Path(), Stint(Role.MANAGER, Moment(2012), Moment(2014), title), TODAY)
    path = career.add(path, Stint(Role.DIRECTOR, Moment(2017, 5), title=title), TODAY)
    return career.still_building(path, TODAY)


def longest() -> Path:
    """As many entries as there may be, none of them short."""
    path, title = Path(), hostile(LONGEST_TITLE)
    for number in range(MOST_STINTS):
        start = Moment(1980 + number, 9, 30)
        end = Moment(1981 + number, 9, 29) if number + 1 < MOST_STINTS else None
        stint = Stint(TURNS[number % len(TURNS)], start, end, title, Level.SENIOR_PRINCIPAL)
        path = career.add(path, stint, TODAY)
    return path
