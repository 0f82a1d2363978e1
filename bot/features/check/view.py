"""What stands around the questions of a check: the offer, rests, pauses, ways on. Pure: values in, message out."""

from __future__ import annotations

from collections.abc import Sequence

from advice.catalog import Check, Opener, Rated, Section
from advice.check import Progress
from bot.runtime.blocks import Block, Rendered, actions, ask_first, button, context, escape, header, message, section
from bot.runtime.fields import radios
from bot.runtime.room import cut, headed

CONSENT = (
    "*Before we start: what happens to your answers*\n"
    "I keep your answers, your notes and your next steps in a database that your company runs itself. "
    "They are for you: no colleague, lead or manager sees them here. Two limits, so that nothing surprises you: "
    "whoever runs the database can read it, and owners of this Slack workspace may be able to export direct messages. "
    "Nothing about your answers is kept until you press the button."
)

OPTIONAL = "Leave either choice open if nothing fits. "


def parent(check: Check, progress: Progress, check_id: str, *, consented: bool) -> Rendered:
    """The message in whose thread the questions will follow: what it is, consent where it is missing, two choices."""
    sections = _sections(check, progress)
    title = _title(check, sections)
    intro = check.intro.text if _is_whole(check, sections) else sections[0].intro
    size = _size(check, sections)
    begin = "Start" if consented else "I agree, start"
    openers = [block for opener in check.openers for block in _opener(opener, progress.openers.get(opener.id))]
    return message(
        f"{title}: {size}. Press {begin} when you are ready.",
        header("title", title),
        section("intro", f"{cut(intro)}\n{headed(size)}. Stop any time."),
        None if consented else section("consent", CONSENT),
        *openers,
        actions("begin", button(begin, "check.begin", check_id, style="primary")),
        context("optional", f"{OPTIONAL if openers else ''}The questions follow in this message's thread."),
    )


def begun(check: Check, progress: Progress, *, state: str, told: Sequence[str] = ()) -> Rendered:
    """The parent message once the check is under way, or over. `told`: what the career path answered already."""
    title = _title(check, _sections(check, progress))
    chosen = ((opener, progress.openers.get(opener.id)) for opener in check.openers)
    picked = [opener.option(option).label for opener, option in chosen if option is not None]
    words = {
        "finished": "Finished. Your result and your answers are in this thread.",
        "abandoned": "Set aside. A newer check stands further down; `/careercheck` shows where you are.",
    }.get(state, "Your questions are in this thread. Answer by button or in words; stop any time.")
    return message(
        f"{title} · {words}",
        header("title", title),
        section("where", words),
        context("picked", " · ".join(escape(label) for label in picked)) if picked else None,
        context("told", cut(f"From your career path, so I don't ask: {'; '.join(told)}.")) if told else None,
    )


def rest(value: str, done: Section, sentence: str, upcoming: Section, left: int) -> Rendered:
    """The short result of a pillar, with the choice to go on or leave the rest for another day."""
    ahead = f"Next: {upcoming.title.lower()}, {count(left, 'question')}, about {_minutes(upcoming.minutes)}."
    return message(
        f"{done.title} done. {ahead}",
        section("done", f"*{escape(done.title)}: done.* {escape(done.done)}"),
        section("standing", cut(sentence)),
        context("ahead", f"{ahead} Short sittings are as good as one long one."),
        actions(
            "go",
            button("Go on", "check.resume", value, style="primary"),
            button("Later", "check.pause", value),
            button("Show what I have", "check.result", value),
        ),
    )


def paused(value: str, done: str) -> Rendered:
    """What a person finds when they come back. `done`: "9 of 21", "3 answers"."""
    words = f"Paused after {done}. Everything so far is kept."
    return message(
        words,
        section("paused", f"{words} Come back any time: press *Go on*, write `resume`, or type `/careercheck`."),
        actions(
            "go",
            button("Go on", "check.resume", value, style="primary"),
            button("Show what I have", "check.result", value),
        ),
    )


def opened(link: str, minutes: int) -> Rendered:
    """The answer to /careercheck: where it goes on, and how long it takes."""
    words = f"Your check is waiting in our direct message. It takes about {_minutes(minutes)}; stop any time."
    return message(words, section("opened", words), actions("go", button("Open it", "check.visit", url=link)))


def waiting(title: str, link: str) -> Rendered:
    """A check was offered before: where its button to start is."""
    words = f"I've put that check into our direct message already, and it waits for you there: {title}"
    go = actions("go", button("Open it", "check.visit", url=link))
    return message(words, section("waiting", escape(words)), go)


def choice(
    value: str, check: Check, progress: Progress, done: str, link: str, *, wanted: Sequence[Section]
) -> Rendered:
    """There is one already: go on with it, or begin anew with the pillars that were asked for.

    `done`: "9 of 21 answered".
    """
    title, other = _title(check, _sections(check, progress)), _title(check, wanted)
    words = f"Under way: {done}."
    if other != title:
        words += f" Starting over begins {other[:1].lower()}{other[1:]} instead."
    anew = "+".join(part.id for part in wanted)
    sure = ask_first(
        "Start over?",
        "What you answered so far stays in your data as set aside. Nothing is deleted.",
        "Start over",
        "Keep it",
    )
    return message(
        f"{title} · {words} Continue or start over?",
        section("where", f"*{escape(title)}*\n{escape(words)}"),
        actions(
            "go",
            button("Continue", "check.resume", value, style="primary", url=link),
            button("Show what I have", "check.result", value),
            button("Start over", "check.restart", f"{value}|{anew}", confirm=sure),
        ),
    )


def taken(link: str) -> Rendered:
    """Somebody wrote outside the thread what was meant for it: it counts, and there it goes on."""
    words = "Got it. It goes on in the thread of your check."
    return message(words, section("taken", words), actions("go", button("Open it", "check.visit", url=link)))


def not_begun() -> Rendered:
    """Somebody wrote before the check began."""
    words = "Press the start button above first, or write `start`. I haven't kept what you wrote."
    return message(words, section("not_begun", words))


def no_question(value: str, state: str) -> Rendered:
    """Somebody answered, and no question waits."""
    if state in ("open", "paused"):
        words = "No question is open right now. Shall we go on?"
        return message(
            words, section("where", words), actions("go", button("Go on", "check.resume", value, style="primary"))
        )
    words = "This check is finished. To change an answer, press *Change an answer* under your result."
    return message(words, section("where", words))


def count(number: int, noun: str) -> str:
    """Return "1 note", "2 notes"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _sections(check: Check, progress: Progress) -> Sequence[Section]:
    return [check.section(section) for section in progress.sections]


def _title(check: Check, sections: Sequence[Section]) -> str:
    return check.title if _is_whole(check, sections) else f"{check.title}: {sections[0].title.lower()}"


def _is_whole(check: Check, sections: Sequence[Section]) -> bool:
    """Tell whether it is more than one part of several."""
    return len(sections) > 1 or len(sections) == len(check.sections)


def _size(check: Check, sections: Sequence[Section]) -> str:
    """How long it takes; and how many questions, where that is sure from the start."""
    minutes = f"about {_minutes(sum(part.minutes for part in sections))}"
    number = sum(len(check.questions_of(part.id)) for part in sections)
    return f"{number} questions, {minutes}" if isinstance(check, Rated) else minutes


def _opener(opener: Opener, chosen: str | None) -> list[Block]:
    options = [(option.id, option.label) for option in opener.options]
    return [
        section(f"{opener.id}.ask", f"*{escape(opener.ask)}*"),
        actions(opener.id, radios(f"check.choose:{opener.id}", options, chosen)),
    ]


def _minutes(minutes: int) -> str:
    return count(minutes, "minute")
