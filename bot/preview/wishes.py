"""Previews of reminders and settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from advice.cadence import Vacation, Wishes
from advice.career import Path
from advice.moment import Moment
from advice.recheck import Recheck
from advice.stint import Role, Stint
from bot.features.remind import FEATURE as REMIND
from bot.features.remind import view as remind
from bot.features.settings import view
from bot.features.settings.words import KINDS, Around
from bot.preview.sitting import sit
from bot.preview.stage import NOW, WORKSPACE, Cast, Drawn, Stage, as_json
from bot.preview.words import QUESTIONS, Told
from bot.runtime.blocks import message
from bot.store import occasions, paths, wishes
from bot.store.wishes import Chosen

TODAY = NOW.date()
LONGEST_ZONE = "America/Argentina/ComodRivadavia"
USUAL = Chosen(Wishes(weekday=0, hour=9), Recheck.QUARTERLY)
ALL_CHOSEN = Chosen(
    Wishes(
        zone=LONGEST_ZONE,
        weekday=2,
        hour=16,
        vacations=tuple(
            Vacation(TODAY + timedelta(days=40 * number), TODAY + timedelta(days=40 * number + 33))
            for number in range(view.MOST_VACATIONS)
        ),
        paused=True,
        snoozed_until=NOW + timedelta(days=30),
        off=frozenset(KINDS),
    ),
    Recheck.HALF_YEARLY,
)


def draw(cast: Cast, told: Told) -> Iterator[Drawn]:
    """Draw everything about being reminded."""
    yield from _offer(cast(), told)
    yield from _reminders(cast(), told)
    yield from _settings(cast(), told)
    newcomer = cast()
    newcomer.forget_consent()
    yield Drawn("settings.shown", newcomer.draw("settings.shown"), "newcomer")


def _offer(stage: Stage, told: Told) -> Iterator[Drawn]:
    finished = sit(stage, told.choices, state="finished")
    finished.concludes()
    yield Drawn("remind.offer", stage.draw("remind.offer", check=finished.id))
    yield Drawn("remind.chosen", as_json(remind.chosen(Recheck.QUARTERLY, date(2027, 2, 23))))
    yield Drawn("remind.chosen", as_json(remind.chosen(Recheck.OFF, None)), "off")


def _reminders(stage: Stage, told: Told) -> Iterator[Drawn]:
    """Draw each kind of reminder as a message of its own; when it is sent, others may stand beside it."""
    finished = sit(stage, told.choices, state="finished", ago=timedelta(days=92))
    finished.concludes()
    wishes.save(stage.connection, WORKSPACE, stage.user_id, USUAL, NOW)
    (step,) = finished.steps([told.steps[0]])
    left = sit(stage, told.choices[: QUESTIONS - 1], state="paused")
    for kind, about in (("recheck", "2026-11-23"), ("unfinished", left.id), ("step", f"{step.id}:2026-11-23")):
        occasions.add(
            stage.connection,
            workspace=WORKSPACE,
            id=stage.new_id(),
            user_id=stage.user_id,
            kind=kind,
            about=about,
            due_on=TODAY,
            now=NOW,
        )
    for occasion in occasions.waiting(stage.connection, WORKSPACE, stage.user_id):
        said = REMIND.tellers[occasion.kind].tell(stage.drawing({}), occasion)
        yield Drawn(f"remind.{occasion.kind}", as_json(message(said.text, *said.blocks)))


def _settings(stage: Stage, told: Told) -> Iterator[Drawn]:
    owner = f"{stage.user_id}|{WORKSPACE}"
    usual = as_json(view.form(owner, Chosen(), Around(NOW, "Europe/Lisbon"), stage.catalog.milestones))
    yield Drawn("settings.save", usual, "" if told.name == "ordinary" else "nothing chosen")
    nowhere = view.form(owner, Chosen(), Around(NOW, None), stage.catalog.milestones)
    yield Drawn("settings.save", as_json(nowhere), "no zone in Slack")
    chosen = replace(ALL_CHOSEN, milestones=dict.fromkeys(stage.catalog.milestones, True))
    yield Drawn(
        "settings.save", as_json(view.form(owner, chosen, Around(NOW, None), stage.catalog.milestones)), "all chosen"
    )
    wishes.save(stage.connection, WORKSPACE, stage.user_id, USUAL if told.name == "ordinary" else chosen, NOW)
    _long_a_manager(stage)
    yield Drawn("settings.shown", stage.draw("settings.shown"))
    yield Drawn("settings.saved", stage.draw("settings.saved", late=[], changed=True))
    yield Drawn("settings.saved", stage.draw("settings.saved", late=[], changed=False), "nothing changed")
    late = [name for name, milestone in stage.catalog.milestones.items() if milestone.counts == "away"]
    yield Drawn("settings.saved", stage.draw("settings.saved", late=late, changed=True), "milestones passed")
    yield Drawn("settings.how_long", as_json(view.how_long(owner)))
    yield Drawn("settings.quiet", as_json(view.quiet(date(2026, 12, 23))))
    yield Drawn("home.tab", stage.draw("home.tab"), "settings")


def _long_a_manager(stage: Stage) -> None:
    engineer = Stint(Role.ENGINEER, Moment(2008, 1), Moment(2017, 3), id=1)
    manager = Stint(Role.MANAGER, Moment(2017, 3), id=2)
    path = Path((engineer, manager), issued=2)
    paths.save(stage.connection, WORKSPACE, stage.user_id, path, as_read=0, due_on=None, now=NOW)
