"""The engine: whatever order clicks arrive in, and however often, the end is the same."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice import check as flow
from advice.catalog import Check
from advice.check import Given, Next, OldCardError, Progress
from tests.kit_content import builtin_content

SET = builtin_content().checks["set"]
ALL = tuple(section.id for section in SET.sections)


@dataclass(frozen=True)
class Click:
    question: str
    choice: str | None
    at: str


def begun(sections: tuple[str, ...] = ALL) -> Progress:
    progress = Progress(sections)
    return flow.put(progress, flow.open_questions(SET, progress)[0].id)


def walk(check: Check, progress: Progress, choice: str | None, start: int = 100) -> Progress:
    """Answer everything alike."""
    for number in itertools.count(start):
        if progress.current is None:
            left = flow.open_questions(check, progress)
            if not left:
                return progress
            progress = flow.put(progress, left[0].id)
        question = progress.current
        assert question is not None
        after = flow.answer(
            check, progress, question, card=progress.cards[question], choice=choice, at=f"{number}.000000"
        )
        what, following = flow.following(check, progress, after)
        progress = flow.put(after, following.id) if what is Next.ASK and following else after
    raise AssertionError


def test_questions_come_in_order_and_end() -> None:
    progress = walk(SET, begun(), "yes")

    assert list(progress.given) == [question.id for question in SET.questions]
    assert flow.open_questions(SET, progress) == []


def test_a_pillar_ends_in_a_rest_and_the_last_one_in_the_finish() -> None:
    progress = begun(("soft", "technical"))
    for number, question in enumerate(SET.questions_of("soft"), 1):
        before = progress
        progress = flow.answer(SET, before, question.id, card=before.cards[question.id], choice="yes", at=f"{number}.0")
        what, upcoming = flow.following(SET, before, progress)
        if what is Next.ASK and upcoming is not None:
            progress = flow.put(progress, upcoming.id)

    assert what is Next.REST
    assert upcoming is not None
    assert upcoming.section == "technical"


def test_progress_survives_json() -> None:
    progress = walk(SET, begun(("technical",)), None)

    assert Progress.from_json(progress.to_json()) == progress


@given(
    clicks=st.lists(
        st.tuples(st.sampled_from(["yes", "partly", "not_yet", None]), st.integers(0, 50)), min_size=1, max_size=6
    ),
    data=st.data(),
)
def test_clicks_on_one_card_converge(clicks: list[tuple[str | None, int]], data: st.DataObject) -> None:
    made = [Click("S1", choice, f"17951653{second:02}.{number:06}") for number, (choice, second) in enumerate(clicks)]
    arriving = data.draw(st.permutations([*made, *made]))

    progress = begun()
    for click in arriving:
        progress = flow.answer(SET, progress, click.question, card=1, choice=click.choice, at=click.at)

    newest = max(made, key=lambda click: click.at)
    assert progress.given == {"S1": Given(newest.choice, newest.at)}


def test_the_answer_before_brings_no_second_question() -> None:
    first = begun()
    second = flow.put(flow.answer(SET, first, "S1", card=1, choice="yes", at="1.0"), "S2")

    late = flow.answer(SET, second, "S1", card=1, choice="not_yet", at="2.0")

    assert flow.following(SET, second, late) == (Next.NOTHING, None)
    assert late.current == "S2"


def test_an_older_card_is_refused() -> None:
    progress = flow.put(begun(), "S1")

    with pytest.raises(OldCardError):
        flow.answer(SET, progress, "S1", card=1, choice="yes", at="1.0")


@pytest.mark.parametrize(("question", "choice"), [("S1", "perhaps"), ("E1", "yes"), ("S99", "yes")])
def test_what_was_never_offered_is_refused(question: str, choice: str) -> None:
    with pytest.raises(OldCardError):
        flow.answer(SET, begun(), question, card=1, choice=choice, at="1.0")


def test_a_question_put_again_leaves_the_open_one_open() -> None:
    progress = flow.put(flow.answer(SET, begun(), "S1", card=1, choice="yes", at="1.0"), "S2")

    again = flow.put_again(progress, "S1")
    after = flow.answer(SET, again, "S1", card=2, choice="partly", at="2.0")

    assert after.current == "S2"
    assert after.answers == {"S1": "partly"}
    assert flow.following(SET, again, after) == (Next.NOTHING, None)


def test_back_is_the_last_answered_before_the_open_one() -> None:
    progress = flow.put(flow.answer(SET, begun(), "S1", card=1, choice="yes", at="1.0"), "S2")

    previous = flow.previous(SET, progress)

    assert previous is not None
    assert previous.id == "S1"
    assert flow.previous(SET, begun()) is None
