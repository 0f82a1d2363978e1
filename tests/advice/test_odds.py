"""The promise as a number, held against the mechanism itself: every outcome there can be, with its exact odds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import e, exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advice.bands import FIVE, SIZES, THREE, Size, band_of, size_of
from advice.catalog import Rated
from advice.odds import band_law, count_law, greatest_factor, surest
from advice.result import Answers
from tests.advice.groups import CHOICES, everybody, groups, release, small

DECAY = Fraction(exp(-1))  # to 16 digits
DECAYS = [DECAY, Fraction(1, 2), Fraction(exp(-0.5)), Fraction(9, 10), Fraction(1, 10)]
TWO_SECTIONS, TWO_QUESTIONS = small("S1", "T1"), small("S1", "S2")


def law_of_releases(check: Rated, group: Sequence[Answers], decay: Fraction) -> dict[str, Fraction]:
    """Return the probability of each release there can be, byte for byte, by trying all noise that matters."""
    size = size_of(len(group))
    assert size
    rows = check.sections if size.grain == "sections" else check.questions
    widest = max(len(check.questions_of(s.id)) for s in check.sections) if size.grain == "sections" else 1
    far = len(group) * widest  # farther out, the cut makes all the same
    chance = {z: (1 - decay) / (1 + decay) * decay ** abs(z) for z in range(1 - far, far)}
    chance |= dict.fromkeys((-far, far), decay**far / (1 + decay))
    law: Counter[str] = Counter()
    for drawn in product(chance, repeat=len(rows)):
        odds = Fraction(1)
        for z in drawn:
            odds *= chance[z]
        law[release(group, drawn, check).written()] += odds
    assert sum(law.values()) == 1
    return dict(law)


def change_one(data: st.DataObject, check: Rated, group: list[Answers]) -> list[Answers]:
    """Change one person's answer to one question."""
    person = data.draw(st.integers(0, len(group) - 1))
    question = data.draw(st.sampled_from([question.id for question in check.questions]))
    answer = data.draw(st.sampled_from(CHOICES))
    return [*group[:person], {**group[person], question: answer}, *group[person + 1 :]]


@pytest.mark.parametrize(("check", "people"), [(TWO_SECTIONS, 5), (TWO_QUESTIONS, 10)], ids=["sections", "questions"])
@settings(max_examples=4, deadline=None)
@given(st.data())
def test_one_answer_changes_the_odds_of_every_release_by_the_bound_at_most(
    check: Rated, people: int, data: st.DataObject
) -> None:
    group = data.draw(groups(check, people, people))
    before, after = (law_of_releases(check, one, DECAY) for one in (group, change_one(data, check, group)))

    assert before.keys() == after.keys()
    assert all(before[shown] * DECAY <= after[shown] <= before[shown] / DECAY for shown in before)


def test_no_release_tells_any_answer_for_certain() -> None:
    """Whatever everybody answered, exactly the same releases can come out, so each is possible for every answer."""
    nobody, all_of_them = (
        law_of_releases(TWO_SECTIONS, everybody(5, choice, TWO_SECTIONS), DECAY) for choice in ("not_yet", "yes")
    )

    assert len(nobody) == len(THREE) ** 2
    assert nobody.keys() == all_of_them.keys()
    assert min((*nobody.values(), *all_of_them.values())) > 0


def test_with_less_blur_the_bound_would_be_broken() -> None:
    """So the enumeration can tell: it sees a mechanism that is a little too sharp."""
    four, five = ([{"S1": "yes"}] * yes + [{}] * (5 - yes) for yes in (4, 5))
    before, after = (law_of_releases(TWO_SECTIONS, group, DECAY * Fraction(9, 10)) for group in (four, five))

    assert any(before[shown] > after[shown] / DECAY for shown in before)


def rows_of(size: Size) -> list[int]:
    """Return the greatest counts of rows that groups of a size have: of the real check's sections, or of questions."""
    people = (size.at_least, size.at_least + 4, size.at_least + 9)
    return [5 * 5, 9 * 7] if size.grain == "sections" else list(people)


@pytest.mark.parametrize("decay", DECAYS, ids=lambda decay: f"{float(decay):.2f}")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.shown)
def test_at_every_count_of_every_size_the_bound_holds_and_is_reached(size: Size, decay: Fraction) -> None:
    factors = [greatest_factor(most, size.bands, decay) for most in rows_of(size)]

    assert max(factors) == 1 / decay


def test_the_bound_as_it_is_stated() -> None:
    factor = greatest_factor(12, THREE, DECAY)

    assert log(factor) == pytest.approx(1)
    assert float(factor) == pytest.approx(e)


@pytest.mark.parametrize(("releases", "percent"), [(1, 73), (4, 98.2)])
def test_a_guess_of_one_half_gets_no_surer_than_was_promised(releases: int, percent: float) -> None:
    assert 100 * surest(0.5, 1, releases) == pytest.approx(percent, abs=0.2)


def test_less_sharp_terms_leave_less_to_be_learned() -> None:
    assert surest(0.5, 0.5, 2) == surest(0.5, 1, 1)
    assert surest(0.9, 1, 0) == pytest.approx(0.9)
    assert surest(0.999, 1, 4) < 1


@pytest.mark.parametrize("count", range(6))
def test_the_law_of_a_count_is_that_of_the_noise_cut_at_both_ends(count: int) -> None:
    law = count_law(count, 5, DECAY)
    far = 200

    assert sum(law) == 1
    for shown, chance in enumerate(law):
        noise = [z for z in range(-far, far + 1) if min(5, max(0, count + z)) == shown]
        weighed = sum((1 - DECAY) / (1 + DECAY) * DECAY ** abs(z) for z in noise)
        assert float(chance) == pytest.approx(float(weighed))


@pytest.mark.parametrize(
    ("rows", "bands", "right"),
    [((45, 35, 25), THREE, 0.95), ((12,), THREE, 0.87), ((30,), FIVE, 0.89)],
    ids=["5 people", "12 people", "30 people"],
)
def test_the_blur_leaves_the_band_right_as_often_as_is_said(
    rows: tuple[int, ...], bands: tuple[str, ...], right: float
) -> None:
    """A summary has to be of use, too: these are the figures of docs/privacy.md, over all counts alike."""
    true = [(band_of(n, most, bands), band_law(n, most, bands, DECAY)) for most in rows for n in range(most + 1)]

    assert float(sum(law[place] for place, law in true)) / len(true) == pytest.approx(right, abs=0.005)
    off = [sum(chance for shown, chance in enumerate(law) if abs(shown - place) > 1) for place, law in true]
    assert float(sum(off)) / len(off) < 0.005
