"""The cards of a check while it is walked through. Pure: values in, message out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advice.catalog import Answer, Check, Opener, Question, Section
from bot.features.check.ids import Card
from bot.runtime.blocks import (
    Block,
    Element,
    Rendered,
    RenderedView,
    actions,
    ask_first,
    button,
    context,
    escape,
    field,
    header,
    menu,
    message,
    modal,
    radios,
    section,
)
from bot.runtime.room import OPTION, cut, headed, shorten

CONSENT = (
    "*Before we start: what happens to your answers*\n"
    "I keep your answers, your notes and your next steps in a database that your company runs itself. "
    "They are for you: no colleague, lead or manager sees them here. Two limits, so that nothing surprises you: "
    "whoever runs the database can read it, and owners of this Slack workspace may be able to export direct messages. "
    "Nothing about your answers is kept until you press the button."
)


@dataclass(frozen=True)
class Place:
    """Where a question stands: its number in its pillar and in all."""

    here: int
    of_section: int
    overall: int
    total: int

    @property
    def words(self) -> str:
        """ "3 of 9, 3 of 21"; the second part only where there is more than one pillar."""
        within = f"{self.here} of {self.of_section}"
        return within if self.total == self.of_section else f"{within}, {self.overall} of {self.total}"

    @property
    def bar(self) -> str:
        """The way behind and ahead as a line of boxes, this question counted as ahead."""
        width = min(self.total, 21)
        done = (self.overall - 1) * width // self.total
        return "▰" * done + "▱" * (width - done)


def parent(
    check: Check, sections: Sequence[Section], chosen: Mapping[str, str], check_id: str, *, consented: bool
) -> Rendered:
    """The message in whose thread the questions will follow: what it is, consent where it is missing, two choices."""
    count = sum(len(check.questions_of(part.id)) for part in sections)
    minutes = sum(part.minutes for part in sections)
    title = check.title if len(sections) > 1 else f"{check.title}: {sections[0].title.lower()}"
    begin = "Start" if consented else "I agree, start"
    openers = [block for opener in check.openers for block in _opener(opener, chosen.get(opener.id))]
    return message(
        f"{title}: {count} questions, about {_minutes(minutes)}. Press {begin} when you are ready.",
        header("title", title),
        section("intro", f"{cut(check.intro.text)}\n{count} questions, about {_minutes(minutes)}. Stop any time."),
        None if consented else section("consent", CONSENT),
        *openers,
        actions("begin", button(begin, "check.begin", check_id, style="primary")),
        context("optional", "Leave either choice open if nothing fits. The questions follow in this message's thread."),
    )


def begun(check: Check, sections: Sequence[Section], picked: Sequence[str], *, state: str) -> Rendered:
    """The parent message once the check is under way, or over."""
    title = check.title if len(sections) > 1 else f"{check.title}: {sections[0].title.lower()}"
    words = {
        "finished": "Finished. Your result and your answers are in this thread.",
        "abandoned": "You set this one aside. Type `/careercheck` for a fresh start.",
    }.get(state, "Your questions are in this thread. Answer by button or in words; stop any time.")
    return message(
        f"{title}. {words}",
        header("title", title),
        section("where", words),
        context("picked", " · ".join(escape(label) for label in picked)) if picked else None,
    )


def question(
    card: Card, asked: Question, part: Section, place: Place, *, chosen: str | None, evidence: int = 0
) -> Rendered:
    """A question with its answers; `chosen` is the label of the present answer when it is put again."""
    words = f"{part.title} · {place.words}"
    again = f"\nSo far you said: *{escape(chosen)}*" if chosen else ""
    return message(
        f"{words}: {asked.ask}",
        context("place", f"*{escape(part.title)}* · {place.words}   {place.bar}"),
        section("ask", f"{escape(asked.ask)}{again}"),
        context("yes", f"_Yes looks like: {escape(asked.yes_looks_like)}_"),
        actions("answers", *(_answer_button(card, answer) for answer in part.answers)),
        actions(
            "controls",
            button("Skip", "check.skip", card.value),
            button("Pause", "check.pause", card.check),
            button("Why this?", "check.why", card.value),
        ),
        context("notes", f"{_count(evidence, 'note')} kept with this question.") if evidence else None,
    )


def folded(card: Card, asked: Question, label: str | None) -> Rendered:
    """An answered question in one line, with the way back to it. `label` None: skipped."""
    said = f"*{escape(label)}*" if label else "skipped"
    name = headed(asked.name)
    return message(
        f"{name}: {label or 'skipped'}",
        section("said", f"{escape(name)}: {said}", button("Change", "check.again", card.value)),
    )


def closed(asked: Question, why: str) -> Rendered:
    """A card that no longer takes an answer."""
    words = f"{headed(asked.name)}: {why}"
    return message(words, context("said", escape(words)))


def rest(
    check_id: str, done: Section, sentence: str, upcoming: Section, left: int, *, open_for_click: bool = True
) -> Rendered:
    """The short result of a pillar, with the choice to go on or leave the rest for another day."""
    ahead = f"Next: {upcoming.title.lower()}, {_count(left, 'question')}, about {_minutes(upcoming.minutes)}."
    return message(
        f"{done.title} done. {ahead}",
        section("done", f"*{escape(done.title)}: done.* {escape(done.done)}"),
        section("standing", cut(sentence)),
        context("ahead", f"{ahead} Short sittings are as good as one long one."),
        actions(
            "go",
            button("Go on", "check.resume", check_id, style="primary"),
            button("Later", "check.pause", check_id),
            button("Show what I have", "check.result", check_id),
        )
        if open_for_click
        else None,
    )


def paused(check_id: str, done: int, total: int) -> Rendered:
    """What a person finds when they come back."""
    words = f"Paused after {done} of {total}. Everything so far is kept."
    return message(
        words,
        section("paused", f"{words} Come back any time: press *Go on*, write `resume`, or type `/careercheck`."),
        actions(
            "go",
            button("Go on", "check.resume", check_id, style="primary"),
            button("Show what I have", "check.result", check_id),
        ),
    )


def explain(asked: Question, source: str) -> Rendered:
    """Why a question is asked and what it means."""
    return message(
        f"{asked.name}: {asked.meaning}",
        section("meaning", cut(asked.meaning)),
        section("why", f"*Why it is asked:* {cut(asked.why)}"),
        context("source", f"{cut(source)}. Your question wasn't kept."),
    )


def noted(note_id: str, name: str, *, cut: int = 0) -> Rendered:
    """A note was kept; how to take it back."""
    shortened = f" It was long, so I kept the first {cut:,} characters." if cut else ""
    words = f"Kept as a private note on {name}.{shortened}"
    return message(
        words,
        section(
            "noted",
            f"Kept as a private note on *{escape(name)}*.{shortened}",
            button("Remove", "check.drop_note", note_id),
        ),
    )


def unnoted(name: str) -> Rendered:
    """A note was removed."""
    words = f"Removed. The note on {name} is gone."
    return message(words, context("noted", escape(words)))


def opened(link: str, minutes: int) -> Rendered:
    """The answer to /careercheck: where it goes on, and how long it takes."""
    words = f"Your check is waiting in our direct message. It takes about {_minutes(minutes)}; stop any time."
    return message(words, section("opened", words), actions("go", button("Open it", "check.visit", url=link)))


def choice(check_id: str, title: str, done: int, total: int, link: str) -> Rendered:
    """There is one already: go on with it, or begin anew."""
    words = f"{title} is under way: {done} of {total} done."
    sure = ask_first(
        "Start over?",
        "What you answered so far stays in your data as set aside. Nothing is deleted.",
        "Start over",
        "Keep it",
    )
    return message(
        f"{words} Continue or start over?",
        section("where", escape(words)),
        actions(
            "go",
            button("Continue", "check.resume", check_id, style="primary", url=link),
            button("Show what I have", "check.result", check_id),
            button("Start over", "check.restart", check_id, confirm=sure),
        ),
    )


def stale(words: str, fresh: Rendered | None) -> Rendered:
    """A button was old: said in a sentence, with the card that counts where there is one."""
    return Rendered(words, (*message(words, section("stale", words)).blocks, *(fresh.blocks if fresh else ())))


def unfolded(asked: Question) -> Rendered:
    """Where an answered card stood that is put again elsewhere."""
    return closed(asked, "asked again below")


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


def nothing_yet() -> Rendered:
    """There is no result to show."""
    words = "There is nothing to show yet. Your result comes after the first answers."
    return message(
        words, section("nothing", words), actions("go", button("Start the check", "check.open", style="primary"))
    )


def label_of(check: Check, asked: Question, choice: str | None) -> str | None:
    """The label of an answer, as its button read; None for skipped."""
    return None if choice is None else check.answer(asked.id, choice).label


def change_form(check_id: str, check: Check, answers: Mapping[str, str | None]) -> RenderedView:
    """The form in which a person picks the answer to change."""
    groups = [
        (
            part.title,
            [
                (asked.id, shorten(f"{asked.name}: {label_of(check, asked, answers[asked.id]) or 'skipped'}", OPTION))
                for asked in check.questions_of(part.id)
                if asked.id in answers
            ],
        )
        for part in check.sections
    ]
    picker = menu("question", [(name, options) for name, options in groups if options], "Pick a question")
    return modal(
        "check.change",
        "Change an answer",
        section("what", "Pick the question. I'll put it to you again in the thread, and the result follows."),
        field("question", "Which answer?", picker),
        submit="Ask me again",
        metadata=check_id,
    )


def _opener(opener: Opener, chosen: str | None) -> list[Block]:
    options = [(option.id, option.label) for option in opener.options]
    return [
        section(f"{opener.id}.ask", f"*{escape(opener.ask)}*"),
        actions(opener.id, radios(f"check.choose:{opener.id}", options, chosen)),
    ]


def _answer_button(card: Card, answer: Answer) -> Element:
    return button(answer.label, f"check.answer:{answer.id}", f"{card.value}|{answer.id}")


def _minutes(minutes: int) -> str:
    return _count(minutes, "minute")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
