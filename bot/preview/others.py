"""Previews of everything around the check: next steps, Home, help, care, and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from advice.next_steps import next_steps
from bot.features.care.view import crisis
from bot.features.help import view as help_view
from bot.features.help.draw import guides
from bot.features.lifecycle import view as lifecycle
from bot.features.steps import view as steps_view
from bot.features.steps.view import Suggested
from bot.preview.sitting import Sitting, sit
from bot.preview.stage import NOW, WORKSPACE, Cast, Drawn, Stage, as_json
from bot.preview.words import QUESTIONS, Told
from bot.runtime import router, routes
from bot.store import episodes

LATE = timedelta(days=-2)


def draw(cast: Cast, told: Told) -> Iterator[Drawn]:
    """Draw everything that is not the check."""
    yield from _steps(cast(), told)
    yield from _home(cast, told)
    yield from _help(cast(), told)
    yield from _care(cast())
    yield from _alerts(cast(), told)
    yield from _sentences()


def _steps(stage: Stage, told: Told) -> Iterator[Drawn]:
    sitting = sit(stage, told.choices, state="finished")
    number = sitting.concludes()
    suggested = _suggestions(sitting)
    form = steps_view.form(f"{sitting.id}|{number}", suggested, NOW.date())
    yield Drawn("steps.save", as_json(form))
    yield Drawn("steps.save", as_json(steps_view.form(f"{sitting.id}|{number}", (), NOW.date())), "nothing to suggest")
    own, taken = sitting.steps([told.steps[0], suggested[0].text])
    yield Drawn("steps.saved", stage.draw("steps.saved", step=own.id))
    yield Drawn("steps.saved", stage.draw("steps.saved", step=taken.id), "suggested")
    yield Drawn("steps.closed", as_json(steps_view.closed(own)))
    yield Drawn("steps.closed", as_json(steps_view.closed(taken)), "suggested")


def _suggestions(sitting: Sitting) -> list[Suggested]:
    return [Suggested.of(offer, NOW.date()) for offer in next_steps(sitting.check, sitting.row.progress)]


def _home(cast: Cast, told: Told) -> Iterator[Drawn]:
    newcomer, member = cast(), cast()
    newcomer.forget_consent()
    for view in ("home.tab", "home.status"):
        yield Drawn(view, newcomer.draw(view), "newcomer")
    finished = sit(member, told.choices, state="finished", ago=timedelta(days=90))
    finished.concludes()
    finished.steps([told.steps[0], _suggestions(finished)[0].text], due=LATE)
    finished.steps(told.steps)
    for view in ("home.tab", "home.status"):
        yield Drawn(view, member.draw(view), "nothing under way")
    sit(member, told.choices[: QUESTIONS - 1], state="paused")
    for view in ("home.tab", "home.status"):
        yield Drawn(view, member.draw(view))


def _help(stage: Stage, told: Told) -> Iterator[Drawn]:
    commands = stage.drawing({}).help_lines
    yield Drawn("help.card", stage.draw("help.card"))
    known = guides(stage.catalog)
    unknown = help_view.help_card(commands, known, unknown=told.word, nearest=max(commands, key=len))
    yield Drawn("help.card", as_json(unknown), "unknown word")
    yield Drawn("help.card", as_json(help_view.help_card(commands, known, unknown=told.word)), "nothing like it")
    yield Drawn("help.hello", stage.draw("help.hello", greeting=False, thanks=False, nearest=None))
    yield Drawn("help.hello", stage.draw("help.hello", greeting=True, thanks=False, nearest=None), "greeting")
    yield Drawn(
        "help.hello", stage.draw("help.hello", greeting=False, thanks=False, nearest=max(commands, key=len)), "a slip"
    )


def _care(stage: Stage) -> Iterator[Drawn]:
    yield Drawn("care.crisis", stage.draw("care.crisis"))
    yield Drawn("care.crisis", as_json(crisis(stage.catalog.words.crisis_text)), "to somebody we have not met")


def _alerts(stage: Stage, told: Told) -> Iterator[Drawn]:
    for kind, facts in told.troubles.items():
        episode = episodes.note(stage.connection, WORKSPACE, kind, NOW - told.trouble_lasted, NOW, facts=facts)
        yield Drawn("alert.told", stage.draw("alert.told", episode=episode.id), kind)


def _sentences() -> Iterator[Drawn]:
    """Draw what is said in a sentence, and the modal that says it where there is no conversation."""
    sentences = {
        "router.not_there": router.NOT_THERE,
        "router.unknown": routes.UNKNOWN,
        "router.not_saved": router.NOT_SAVED.format(ref="0F3A"),
        "router.broke": router.BROKE.format(ref="0F3A"),
        "lifecycle.not_served": lifecycle.NOT_SERVED,
        "lifecycle.not_reached": lifecycle.NOT_REACHED,
    }
    for name, words in sentences.items():
        yield Drawn(name, as_json(lifecycle.sentence(words)))
        yield Drawn(name, as_json(lifecycle.sentence_over_home(words)), "as a modal")
        yield Drawn(name, as_json(lifecycle.sentence_on_home(words)), "as the Home tab")
