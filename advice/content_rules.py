"""What has to hold between the entries of the content: references, duplicates, typed words, placeholders."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from advice.content_files import Draft, Placed
from advice.entries import Answer, Entry, Source, Words
from advice.guide_entries import GuideFile
from advice.placeholders import placeholder_reasons
from advice.problems import Problem
from advice.rated_entries import CheckFile, Pillar, RatedQuestion
from advice.words import key

T = TypeVar("T", bound=Hashable)
WEIGHTS = {"yes": 2, "partly": 1, "not_yet": 0}
BANDS = {
    "strong": frozenset[str](),
    "mostly": frozenset({"strength", "growth"}),
    "mixed": frozenset({"strength", "growth"}),
    "early": frozenset({"growth"}),
    "unanswered": frozenset[str](),
}
"""The placeholders that each sentence of a section's standings may use."""


def source_problems(sources: Sequence[Placed[Source]]) -> Iterator[Problem]:
    """Sources and facts listed twice, and documents without date or link."""
    for name in twice(placed.entry.id for placed in sources):
        yield Problem("sources.toml", f"source {name}", "is listed twice")
    for fact in twice(fact for placed in sources for fact in placed.entry.facts):
        yield Problem("sources.toml", f"fact {fact}", "is listed twice")
    for placed in sources:
        source = placed.entry
        if source.kind == "document" and not (source.published and source.url):
            yield placed.problem("is a document: give its date (published) and its link (url)")


def check_problems(draft: Draft, known: frozenset[str]) -> Iterator[Problem]:
    """Everything in one check that does not fit together; `known` holds the fact ids that the sources list."""
    for placed in _all(draft):
        for where, facts in citations(placed.entry):
            yield from (placed.problem(f"cites {f}, which no source lists", where) for f in facts if f not in known)
    for name in twice(question_id for question_id, _ in draft.question_ids):
        file = next(file for question_id, file in reversed(draft.question_ids) if question_id == name)
        yield Problem(file, f"question {name}", "is there twice")
    if draft.frame:
        yield from _frame_problems(draft.frame)
        for question in draft.questions:
            yield from _question_problems(question, draft, draft.frame.entry)
    yield from _section_word_problems(draft.sections)
    for section in draft.sections:
        yield from _section_problems(section)


def words_problems(
    words: Placed[Words], drafts: Iterable[Draft], guides: Iterable[Placed[GuideFile]]
) -> Iterator[Problem]:
    """Controls without words, and words that would mean two things."""
    controls = words.entry.controls
    for control in ("skip", "back", "pause", "resume", "explain", "agree", "show", "greeting", "thanks"):
        if control not in controls:
            yield words.problem("is missing", f"controls, {control}")
    meanings = [(key(word), control) for control, typed in controls.items() for word in typed]
    yield from (words.problem(f"{word!r} stands for two controls") for word in twice(word for word, _ in meanings))
    # "yes" may agree to something and answer a question: which of the two is open decides.
    taken = {word: control for word, control in meanings if control != "agree"}
    for section in (section for draft in drafts for section in draft.sections):
        yield from _taken(section, section.entry.answers, taken)
    for guide in guides:
        for question in guide.entry.questions:
            yield from _taken(guide, question.answers, taken, f"question {question.id}, ")


def _taken(
    placed: Placed[Pillar] | Placed[GuideFile], answers: Iterable[Answer], taken: Mapping[str, str], within: str = ""
) -> Iterator[Problem]:
    for answer in answers:
        for word in sorted({key(word) for word in (*answer.words, answer.label)} & taken.keys()):
            yield placed.problem(f"{word!r} also means {taken[word]} in words.toml", f"{within}answer {answer.id}")


def citations(entry: Entry, where: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """The facts that an entry and the entries inside it cite, each with the way to it ("gain 2")."""
    held = vars(entry)  # `getattr` takes a model long where there is nothing to be had
    facts = held.get("facts")
    if facts and not isinstance(entry, Source):
        yield where, facts
    way = f"{where}, " if where else ""
    for name, value in held.items():
        if isinstance(value, Entry):
            yield from citations(value, f"{way}{name}")
        elif isinstance(value, tuple) and value and isinstance(value[0], Entry):  # then all of them are
            for number, item in enumerate(value, start=1):
                yield from citations(item, f"{way}{name} {vars(item).get('id', number)}")


def _all(draft: Draft) -> Iterator[Placed[CheckFile] | Placed[Pillar] | Placed[RatedQuestion]]:
    if draft.frame:
        yield draft.frame
    yield from draft.sections
    yield from draft.questions


def _frame_problems(frame: Placed[CheckFile]) -> Iterator[Problem]:
    check = frame.entry
    yield from (frame.problem(f"lists section {name} twice", "sections") for name in twice(check.sections))
    yield from (frame.problem("is there twice", f"opener {name}") for name in twice(o.id for o in check.openers))
    for opener in check.openers:
        for name in twice(option.id for option in opener.options):
            yield frame.problem("is there twice", f"opener {opener.id}, option {name}")
    if check.all_strong.section not in check.sections:
        yield frame.problem(f"there is no section {check.all_strong.section}", "all_strong, section")


def _question_problems(placed: Placed[RatedQuestion], draft: Draft, check: CheckFile) -> Iterator[Problem]:
    question = placed.entry
    directions = {option.id for o in check.openers if o.id == "direction" for option in o.options}
    for direction in sorted(directions - question.use.keys()):
        yield placed.problem(f"does not say how useful it is for direction {direction}", "use")
    for direction in sorted(question.use.keys() - directions):
        yield placed.problem(f"there is no direction {direction}", "use")
    known = {question_id for question_id, _ in draft.question_ids}
    for lean in question.lean:
        if lean.on == question.id:
            yield placed.problem("leans on itself", "lean")
        elif lean.on not in known:
            yield placed.problem(f"leans on {lean.on}, and there is no such question", "lean")
    yield from (placed.problem(f"leans on {on} twice", "lean") for on in twice(lean.on for lean in question.lean))


def _section_problems(placed: Placed[Pillar]) -> Iterator[Problem]:
    section = placed.entry
    yield from (placed.problem("is there twice", f"answer {n}") for n in twice(a.id for a in section.answers))
    for answer_id in WEIGHTS.keys() - {answer.id for answer in section.answers}:
        yield placed.problem("is missing", f"answer {answer_id}")
    for answer in section.answers:
        if answer.weight != WEIGHTS[answer.id]:
            yield placed.problem(f"must have the weight {WEIGHTS[answer.id]}", f"answer {answer.id}")
    typed = [{key(word) for word in (*answer.words, answer.label)} for answer in section.answers]
    for word in twice(word for words in typed for word in words):
        yield placed.problem(f"two answers share the typed word {word!r}", "answers")
    for band, allowed in BANDS.items():
        for reason in placeholder_reasons(getattr(section.standings, band), allowed.__contains__):
            yield placed.problem(reason, f"standings, {band}")


def _section_word_problems(sections: Sequence[Placed[Pillar]]) -> Iterator[Problem]:
    for word in twice(word for placed in sections for word in {key(word) for word in placed.entry.words}):
        last = next(placed for placed in reversed(sections) if word in map(key, placed.entry.words))
        yield last.problem(f"another section has the word {word!r} too", "words")


def twice(names: Iterable[T]) -> list[T]:
    """The names that are there more than once."""
    all_of_them = tuple(names)
    if len(set(all_of_them)) == len(all_of_them):  # counting takes longer, and is seldom called for
        return []
    return [name for name, count in Counter(all_of_them).items() if count > 1]
