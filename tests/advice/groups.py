"""Groups of people with answers, and small checks, for tests of what may be shown of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat

from hypothesis import strategies as st

from advice.catalog import Rated
from advice.disclosure import disclose
from advice.release import Release
from advice.result import Answers
from advice.terms import Terms
from tests.kit_content import builtin_content

CLOSED = date(2026, 9, 30)
CHOICES = ("yes", "partly", "not_yet", None)


def set_check() -> Rated:
    """Return the check that summaries are made of."""
    return builtin_content().rated("set")


def small(*questions: str) -> Rated:
    """Return the check with these questions alone, and the sections that hold them."""
    check = set_check()
    kept = tuple(question for question in check.questions if question.id in questions)
    sections = tuple(section for section in check.sections if any(q.section == section.id for q in kept))
    return check.model_copy(update={"questions": kept, "sections": sections})


def shown(
    group: Sequence[Answers], noise: Iterable[int] = repeat(0), check: Rated | None = None, people: int = 5
) -> Release | None:
    """Return what is shown of a group with that noise."""
    drawn: Iterator[int] = iter(noise)
    terms = Terms(people=people)
    return disclose(check or set_check(), group, drawn, closed_on=CLOSED, cite=builtin_content().cite, terms=terms)


def release(group: Sequence[Answers], noise: Iterable[int] = repeat(0), check: Rated | None = None) -> Release:
    """Return the same, of a group that is large enough."""
    found = shown(group, noise, check)
    assert found
    return found


def everybody(people: int, choice: str | None, check: Rated | None = None) -> list[Answers]:
    """Return a group that gives one answer to everything."""
    return [dict.fromkeys((q.id for q in (check or set_check()).questions), choice) for _ in range(people)]


def bands(found: Release) -> dict[str, str]:
    """Return the band of each row in words."""
    return {row.id: found.bands[row.band] for row in found.rows}


def answers(check: Rated) -> st.SearchStrategy[Mapping[str, str | None]]:
    """Return one person's answers, some of them left open."""
    ids = [question.id for question in check.questions]
    return st.dictionaries(st.sampled_from(ids), st.sampled_from(CHOICES))


def groups(check: Rated, least: int = 5, most: int = 24) -> st.SearchStrategy[list[Mapping[str, str | None]]]:
    """Return groups of so many people."""
    return st.lists(answers(check), min_size=least, max_size=most)


def noises(rows: int = 21) -> st.SearchStrategy[list[int]]:
    """Return a draw for each row."""
    return st.lists(st.integers(-60, 60), min_size=rows, max_size=rows)
