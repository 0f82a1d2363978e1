"""The exact law of what a close tells, found by trying all chance that matters, and the bound that it is held to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import product
from math import prod

from advice.bands import size_of
from bot.store.teams import Team
from tests.attack.chance import DECAY, odds
from tests.attack.company import Company

Law = Mapping[str | None, Fraction]


class Close:
    """A close that is rehearsed again and again. `people` counts who is counted, as the attacker may know."""

    def __init__(self, company: Company, team: Team, on: date, people: int) -> None:
        self._company, self._team, self._on = company, team, on
        check, size = company.services.builtin.rated("set"), size_of(people)
        assert size
        if size.grain == "sections":
            self.rows = {part.id: len(check.questions_of(part.id)) * people for part in check.sections}
        else:
            self.rows = {question.id: people for question in check.questions}
        self.bands = len(size.bands)

    def tells(self, draws: Mapping[str, int]) -> str | None:
        """Return what is told with these draws by row; the others are 0."""
        every = [draws.get(row, 0) for row in self.rows]
        return self._company.rehearses(self._on, every)[self._team.id]

    def law(self, row: str) -> Law:
        """Return the probability of everything that can be told, byte for byte, as one row's draw goes through all."""
        found = {self.tells({row: draw}): chance for draw, chance in self._outcomes(row)}
        assert sum(found.values()) == 1
        return found

    def whole_law(self) -> Law:
        """Return the probability of every whole summary: by the product over the rows, whose draws are independent."""
        parts = [self._outcomes(row) for row in self.rows]
        found: dict[str | None, Fraction] = defaultdict(Fraction)
        for chosen in product(*parts):
            draws = dict(zip(self.rows, (draw for draw, _ in chosen), strict=True))
            found[self.tells(draws)] += prod((chance for _, chance in chosen), start=Fraction(1))
        return found

    def _outcomes(self, row: str) -> list[tuple[int, Fraction]]:
        """Return one draw for everything that a row can come to, and the probability of coming to it."""
        far = self.rows[row]  # farther out, the cut makes all the same
        by_told: dict[str | None, list[int]] = defaultdict(list)
        for draw in range(-far, far + 1):
            by_told[self.tells({row: draw})].append(draw)
        return [(draws[0], sum((odds(draw, far) for draw in draws), Fraction(0))) for draws in by_told.values()]


def factors(one: Law, other: Law) -> Iterator[Fraction]:
    """Yield by how much each thing told changes the odds between two worlds; all can be told in both."""
    assert one.keys() == other.keys(), "something is told in one of them alone: whoever reads it knows the answer"
    for told in one:
        yield max(one[told] / other[told], other[told] / one[told])


def hold(one: Close, other: Close, row: str) -> Fraction:
    """Make sure that two worlds, which differ in one answer about a row, can't be told apart beyond the bound.

    Each row has a draw of its own, so the law of all that is told is the product of the laws of the rows; those of the
    other rows are shown to be the same, whatever the draws. Returns by how much the odds change at the most.
    """
    before, after = one.law(row), other.law(row)
    assert len(before) == one.bands, "every band can be told, so none is impossible for any answer"
    most = max(factors(before, after))
    assert most <= 1 / DECAY
    far = one.rows[row]
    for shift in (far, -far):
        for draw in (-3, 0, 2, far):
            draws = {**dict.fromkeys(one.rows, draw), row: shift}
            assert one.tells(draws) == other.tells(draws), "the answer shows in another row"
    return most
