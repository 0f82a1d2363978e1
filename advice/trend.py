"""How the results of a rated check went over time: strong answers in each section, from one result to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advice.check import Progress
from advice.moves import Taken
from advice.rated_entries import Rated
from advice.result import STRONG

FEWEST = 2  # results that make a trend


@dataclass(frozen=True)
class Trend:
    """Strong answers over time.

    `places`: which of the given results it is made of, oldest first; `strong`: a section's title -> how many answers
    were strong in each of them; `grew`: the check asked for more or less in between, so the counts differ in what they
    are of.
    """

    places: tuple[int, ...]
    strong: Mapping[str, tuple[int, ...]]
    grew: bool


def trend(results: Sequence[Taken], most: int) -> Trend | None:
    """Make a trend of at most the last `most` results of one rated check, given oldest first; None where there is none.

    Only results that answered the same sections can be compared: those that went through all of them, or, where there
    are fewer than two of those, the results with the section that was asked most often. One that skipped everything
    says nothing of how strong anybody is, so it is left out.
    """
    rated = [(p, taken.check, taken.progress) for p, taken in enumerate(results) if _answered(taken.progress)]
    kept = [(place, check, progress) for place, check, progress in rated if isinstance(check, Rated)]
    if not kept:
        return None
    newest = kept[-1][1]
    every = tuple(section.id for section in newest.sections)
    alone = sorted(every, key=lambda section: -sum(section in progress.sections for _, _, progress in kept))
    for sections in (every, alone[:1]):
        shown = [one for one in kept if set(sections) <= set(one[2].sections)][-most:]
        if len(shown) >= FEWEST:
            return _over(newest, sections, shown)
    return None


def strong_in(check: Rated, progress: Progress) -> Mapping[str, tuple[int, int]]:
    """Return of each section that was asked how many answers were strong, and of how many questions."""
    asked = {section: [q.id for q in check.questions_of(section)] for section in progress.sections}
    return {
        section: (sum(progress.answers.get(question) == STRONG for question in ids), len(ids))
        for section, ids in asked.items()
    }


def in_words(check: Rated, progress: Progress) -> str:
    """Say what a result came to: "Strong: soft skills 7 of 9, technical skills skipped"."""
    if not _answered(progress):
        return "All skipped"
    titles = {section.id: section.title for section in check.sections}
    counts = [
        f"{titles[one].lower()} {f'{strong} of {of}' if _answered(progress, check, one) else 'skipped'}"
        for one, (strong, of) in strong_in(check, progress).items()
    ]
    return f"Strong: {', '.join(counts)}"


def since(check: Rated, now: Progress, before: Taken) -> str | None:
    """Say what became of a result since the one before: "technical skills 3, then 5"; None: nothing is to be said."""
    if not isinstance(before.check, Rated):
        return None
    old, new = strong_in(before.check, before.progress), strong_in(check, now)
    titles = {section.id: section.title.lower() for section in check.sections}
    both = [
        one
        for one in new
        if one in old and new[one][1] == old[one][1]
        if _answered(now, check, one) and _answered(before.progress, before.check, one)
    ]
    moves = [f"{titles[one]} {old[one][0]}, then {new[one][0]}" for one in both if new[one][0] != old[one][0]]
    if moves:
        return "Strong answers since the one before: " + ", ".join(moves) + "."
    return "As many strong answers as in the one before." if both else None


def _answered(progress: Progress, check: Rated | None = None, section: str = "") -> bool:
    """Tell whether anything was answered and not skipped: at all, or in a section of a check."""
    said = {question for question, choice in progress.answers.items() if choice}
    return bool(said if check is None else said & {question.id for question in check.questions_of(section)})


def _over(newest: Rated, sections: Sequence[str], shown: Sequence[tuple[int, Rated, Progress]]) -> Trend:
    counts = [strong_in(check, progress) for _, check, progress in shown]
    return Trend(
        places=tuple(place for place, _, _ in shown),
        strong={newest.section(one).title: tuple(count[one][0] for count in counts) for one in sections},
        grew=any(len({count[one][1] for count in counts}) > 1 for one in sections),
    )
