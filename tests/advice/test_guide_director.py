"""The director's job: each way it ends, what is said of strengths and gaps, and the words to take along."""

import pytest
from hypothesis import given

from advice.check import Progress
from advice.conditions import holds
from advice.guided import conclude
from tests.advice.guide_kit import (
    asked,
    facts,
    guide,
    items,
    outcome,
    passages,
    said,
    steps,
    suggested,
    walk,
    walks,
)

DIRECTOR = guide("director")
READINESS = ("through", "habits", "wide", "lasting", "up", "out", "speak", "heard", "energy")
CARE = "What could use some care"
WORDS = "Words to take along"
MOST_ITEMS = 12


def ready(answer: str = "strong", **others: str) -> dict[str, str]:
    """The same answer to the nine questions on readiness, but for `others`, which may answer other questions too."""
    return dict.fromkeys(READINESS, answer) | others


@pytest.mark.parametrize(
    ("answers", "role", "expected", "following"),
    [
        (ready(job="want", room="yes"), "manager", "ask_now", "ladder"),
        (ready(job="mixed", room="maybe"), "manager", "ask_now", "ladder"),
        (ready(up="gap", out="partly"), "manager", "ask_now", "ladder"),
        (ready(), "away", "ask_now", "ladder"),
        (ready(room="no"), "manager", "no_room", "ladder"),
        (ready("partly", room="no"), "manager", "gain_first", "ladder"),
        (ready(up="gap", wide="gap"), "manager", "gain_first", "ladder"),
        (ready("partly"), "away", "gain_first", "ladder"),
        ({"said": "yes"}, "manager", "gain_first", "ladder"),
        (ready(job="not_want"), "manager", "other_job", "pendulum"),
        (ready(through="gap"), "manager", "unblock", "set"),
        (ready(through="gap", job="not_want", room="no"), "manager", "unblock", "set"),
        (ready(), "director", "there", "ladder"),
        (ready("partly"), "executive", "there", "ladder"),
        (ready(up="gap"), "director", "there", "ladder"),
        (ready(up="gap", out="gap"), "director", "there_mend", "set"),
        (ready(through="gap"), "executive", "there_mend", "set"),
        ({}, "manager", "", "set"),
    ],
)
def test_each_way_it_ends(answers: dict[str, str], role: str, expected: str, following: str) -> None:
    assert outcome(DIRECTOR, answers, role=role) == expected
    assert suggested(DIRECTOR, answers, role=role) == following


def test_who_builds_and_has_told_no_path_is_asked_nothing_more() -> None:
    assert asked(DIRECTOR, walk(DIRECTOR, {"role": "build"})) == ["role"]
    assert outcome(DIRECTOR, {"role": "build"}) == "builder"
    assert suggested(DIRECTOR, {"role": "build"}) == "manage"


def test_questions_follow_the_role() -> None:
    manager = asked(DIRECTOR, walk(DIRECTOR, {"room": "yes"}, role="manager"))
    director = asked(DIRECTOR, walk(DIRECTOR, {}, role="director"))
    resting = asked(DIRECTOR, walk(DIRECTOR, {}, role="away"))

    assert manager == ["said", "job", *READINESS, "room", "backing"]
    assert director == ["coach", *READINESS]
    assert resting == ["job", *READINESS]
    assert "backing" not in asked(DIRECTOR, walk(DIRECTOR, {"room": "no"}, role="manager"))
    assert asked(DIRECTOR, walk(DIRECTOR, {}))[0] == "role"


def test_being_a_blocker_comes_before_all_else() -> None:
    conclusion = said(DIRECTOR, ready(through="gap", room="yes", backing="yes"), role="manager")

    assert conclusion.outcome is not None
    assert conclusion.outcome.facts == ("DR-09",)
    assert steps(conclusion)[0] == "ask_around"
    assert any("come to when they need to get through" in text for text in items(conclusion, WORDS))


@pytest.mark.parametrize("question", READINESS)
def test_each_gap_is_named_once(question: str) -> None:
    whole = said(DIRECTOR, ready(), role="manager")
    short = said(DIRECTOR, ready(**{question: "gap"}), role="manager")

    assert items(whole, CARE) == []
    assert len(items(short, CARE)) == 1


def test_strengths_are_named() -> None:
    told = " ".join(items(said(DIRECTOR, ready(), role="manager"), "What you bring"))

    assert all(words in told for words in ("get things done", "beyond your own team", "on both sides", "binds"))
    assert items(said(DIRECTOR, ready("gap"), role="manager"), "What you bring") == []


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (ready(room="yes"), "What is missing between the job I do now and that one"),
        (ready("partly"), "What is missing between the job I do now and that one"),
        (ready(room="no"), "I see no room for it here"),
        (ready(through="gap"), "Where do you see me in their way"),
    ],
)
def test_a_manager_is_given_one_sentence_for_their_manager(answers: dict[str, str], expected: str) -> None:
    sentences = [text for text in items(said(DIRECTOR, answers, role="manager"), WORDS) if text.startswith("To your")]

    assert len(sentences) == 1
    assert expected in sentences[0]


def test_nobody_without_a_manager_is_told_what_to_say_to_one() -> None:
    for answers in (ready(), ready("partly"), ready(through="gap")):
        told = said(DIRECTOR, answers, role="away")
        assert not any("To your manager" in text for text in items(told, WORDS))
        assert not {"say_goal", "take_stock"} & set(steps(told))


def test_where_there_is_no_room_the_questions_for_a_company_are_told() -> None:
    told = said(DIRECTOR, ready(room="no"), role="manager")

    assert {"DR-02", "DR-04", "DR-05", "DR-18", "DR-23"} <= facts(told)
    (company,) = [text for text in items(told, WORDS) if "hundred engineers" in text]
    assert all(words in company for words in ("My next goal", "from within", "last rise", "in line"))
    assert {"take_stock", "three_firms"} <= set(steps(told))


def test_with_room_and_a_backer_asking_may_be_enough() -> None:
    lucky = said(DIRECTOR, ready(room="yes", backing="yes"), role="manager")
    unsure = said(DIRECTOR, ready(room="yes", backing="no"), role="manager")

    assert any("asking may be all it takes" in text for text in items(lucky, "Good to know"))
    assert any("You doubt that your manager backs you" in text for text in items(unsure, "Good to know"))


def test_jumping_into_tech_is_a_mark_against_a_director() -> None:
    told = said(DIRECTOR, ready(habits="partly"), role="manager")

    assert any("mark against you" in text for text in items(told, CARE))
    assert "X-03" in facts(told)


def test_who_leads_managers_is_helped_to_understand_their_own_way() -> None:
    for answers in (ready(coach="mine"), ready(coach="no", through="gap")):
        told = said(DIRECTOR, answers, role="director")
        assert {"DR-08", "DR-21"} <= facts(told)
        assert "why_follow" in steps(told)

    good = said(DIRECTOR, ready(coach="yes"), role="director")
    assert any("core of the craft" in text for text in items(good, "What you bring"))


def test_who_builds_hears_of_another_check() -> None:
    assert DIRECTOR.offered is not None
    for role in ("engineer", "tech_lead"):
        assert not holds(DIRECTOR.offered.when, {"path.role": role})
        assert DIRECTOR.offered.in_place({"path.role": role})[1] == "manage"
    for leading in ("manager", "director", "executive", "away", None):
        assert holds(DIRECTOR.offered.when, {"path.role": leading})


@given(walks(DIRECTOR, "manager", "director", "executive", "away"))
def test_every_ending_is_readable_and_has_a_step_for_this_month(progress: Progress) -> None:
    conclusion = conclude(DIRECTOR, progress)

    assert all(cited for _, cited in passages(conclusion))
    assert sum(len(under) for _, under in conclusion.parts) <= MOST_ITEMS
    if conclusion.outcome:
        assert any(step.months == 1 for step in conclusion.steps)
        assert len(conclusion.steps) <= 5


@given(walks(DIRECTOR, "director", "executive"))
def test_who_is_there_already_is_not_told_to_ask_for_the_job(progress: Progress) -> None:
    conclusion = conclude(DIRECTOR, progress)

    assert conclusion.outcome is None or conclusion.outcome.id in ("there", "there_mend")
    assert not {"say_goal", "take_stock", "three_firms"} & set(steps(conclusion))
