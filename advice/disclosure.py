"""From a group's answers and given noise to what may be shown of them, or nothing.

Every row's count gets noise of its own, is cut to what a count can be, and only its band is kept: neither a count nor
the group's number leaves this module. Everything shown is made of the bands, so it tells no more than they do.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from advice.bands import Size, band_of, size_of
from advice.entries import Passage
from advice.rated_entries import Rated
from advice.release import Idea, Release, Row
from advice.result import STRONG, Answers
from advice.terms import Terms

REFUSAL = (
    "There's no summary I can show you. A team's summary is for its lead and for those the lead named, and there is "
    "one only if enough people had joined and gone through the check before it closed. If you belong to a team, "
    "/careercheck who-sees-what has what its lead reads."
)
"""What everybody hears who gets no summary, whatever the reason."""
IDEAS = 3


@dataclass(frozen=True)
class _Part:
    """What a row is about: the questions whose answers it counts, and what a lead could do."""

    id: str
    name: str
    questions: tuple[str, ...]
    idea: Passage | None


def disclose(
    check: Rated,
    group: Sequence[Answers],
    noise: Iterator[int],
    *,
    closed_on: date,
    cite: Callable[[Iterable[str]], str],
    terms: Terms,
) -> Release | None:
    """Return what may be shown of a group, or None: too few people for anything.

    Args:
        check: the questions, as they are at the close.
        group: the answers of each person who counts; "yes" is yes, everything else and nothing is not.
        noise: independent draws (advice.noise); one is taken for each row, in the check's order.
        closed_on: the last day that counts.
        cite: names the sources of facts (Catalog.cite).
        terms: on which people joined.

    Raises:
        ValueError: there are fewer draws than rows.
    """
    size = size_of(len(group))
    if size is None or len(group) < terms.people:
        return None
    parts = _parts(check, size)
    drawn = islice(noise, len(parts))
    rows = tuple(_row(part, group, shift, size) for part, shift in zip(parts, drawn, strict=True))
    return Release(closed_on, size.shown, size.grain, size.bands, rows, tuple(_ideas(parts, rows, size, cite)))


def _parts(check: Rated, size: Size) -> Sequence[_Part]:
    if size.grain == "questions":
        return [_Part(question.id, question.name, (question.id,), question.team) for question in check.questions]
    return [
        _Part(section.id, section.title, tuple(q.id for q in check.questions_of(section.id)), section.team)
        for section in check.sections
    ]


def _row(part: _Part, group: Sequence[Answers], shift: int, size: Size) -> Row:
    most = len(group) * len(part.questions)
    count = sum(answers.get(question) == STRONG for answers in group for question in part.questions)
    blurred = min(most, max(0, count + shift))
    return Row(part.id, part.name, band_of(blurred, most, size.bands))


def _ideas(
    parts: Iterable[_Part], rows: Sequence[Row], size: Size, cite: Callable[[Iterable[str]], str]
) -> Iterator[Idea]:
    """Yield an idea for the rows of the lowest band there is, the first ones; none where all are in the highest."""
    lowest = min(row.band for row in rows)
    if lowest == len(size.bands) - 1:
        return
    low = {row.id for row in rows if row.band == lowest}
    found = [(part.id, part.idea) for part in parts if part.id in low and part.idea]
    for row, idea in found[: IDEAS if size.grain == "questions" else 1]:
        yield Idea(row, idea.text, cite(idea.facts))
