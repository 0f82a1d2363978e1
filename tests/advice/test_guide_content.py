"""What every guide promises: sourced, readable, in the bot's voice, and nothing in it that nobody would ever hear."""

import random
import re
from collections.abc import Iterator, Mapping

import pytest

from advice import check as flow
from advice.catalog import Guide, builtin
from advice.check import Progress
from advice.conditions import holds
from advice.content_files import Reader
from advice.content_rules import citations
from advice.entries import Entry
from advice.guide_entries import ALL
from advice.guided import Conclusion, conclude
from advice.words import Kind, Understood, understand
from tests.advice.guide_kit import NUMBERS, ROLES
from tests.advice.readable import ease, syllables
from tests.advice.test_set_content import AVOID

READER = Reader([builtin()])
GUIDES = {placed.entry.id: Guide.of(placed.entry) for placed in READER.guides()}
WORDS = READER.words()
TEXTS = {"summary", "ask", "why", "meaning", "text", "title"}
EASY, LONGEST_SENTENCE, FEWEST_WORDS, FEW_TRIES, MOST_TRIES = 60, 35, 7, 300, 8000


@pytest.fixture(params=sorted(GUIDES))
def guide(request: pytest.FixtureRequest) -> Guide:
    return GUIDES[request.param]


def texts(entry: Entry, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text for people, with the way to it."""
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        place = f"{where}, {getattr(entry, 'id', '')} {name}"
        if isinstance(value, str) and name in TEXTS:
            yield place, value
        for inner in (value,) if isinstance(value, Entry) else value if isinstance(value, tuple) else ():
            if isinstance(inner, Entry):
                yield from texts(inner, place)


def walked(guide: Guide, tries: int) -> Iterator[tuple[Mapping[str, str | int], Conclusion]]:
    """A path, and what somebody with it hears who answers by chance; the same chance each time."""
    chance = random.Random(f"{guide.id} 1")
    for _ in range(tries):
        path: dict[str, str | int] = {}
        if role := chance.choice([None, *ROLES]):
            path["path.role"] = role
        if guide.offered and not holds(guide.offered.when, path):
            continue
        if chance.random() < 0.5:
            path |= {f"path.{key}": chance.randint(*span) for key, span in NUMBERS.items()}
        progress = Progress((ALL,), path=path)
        for number in range(1, 31):
            left = flow.open_questions(guide, progress)
            if not left:
                break
            answers = [answer.id for answer in guide.answers_of(left[0].id)]
            choice = None if chance.random() < 0.05 else chance.choice(answers)
            progress = flow.put(progress, left[0].id)
            progress = flow.answer(guide, progress, left[0].id, card=1, choice=choice, at=f"{number}.0")
        yield path, conclude(guide, progress)


def test_everything_is_heard_by_somebody(guide: Guide) -> None:
    items = (item for part in guide.parts for item in part.items)
    unheard = {entry.text for entry in (*guide.outcomes, *items, *guide.steps, *guide.suggests)}
    for _, one in walked(guide, MOST_TRIES):
        unheard -= {one.opening.text, *(item.text for _, under in one.parts for item in under)}
        unheard -= {step.text for step in one.steps} | ({one.suggestion.text} if one.suggestion else set())
        if not unheard:
            break

    assert unheard == set()


def test_a_check_is_suggested_only_to_those_it_is_offered_to(guide: Guide) -> None:
    refused = set()
    for path, one in walked(guide, FEW_TRIES):
        check = GUIDES.get(one.suggestion.check) if one.suggestion else None
        if check and check.offered and not holds(check.offered.when, path):
            refused.add((path["path.role"], check.id))

    assert refused == set()


def test_a_guide_is_short_and_each_question_has_an_example(guide: Guide) -> None:
    assert 5 <= len(guide.questions) <= 16
    for question in guide.questions:
        assert question.ask.endswith("?"), question.id
        assert re.search(r"\b(say|think|imagine|for example|picture)\b", question.meaning, re.IGNORECASE), question.id
        assert question.name[0].islower(), question.id


@pytest.mark.parametrize("role", [None, *ROLES])
def test_whoever_it_is_offered_to_is_asked_something(guide: Guide, role: str | None) -> None:
    path = {"path.role": role} if role else {}
    if guide.offered and not holds(guide.offered.when, path):
        _, instead = guide.offered.in_place(path)
        other = GUIDES.get(instead)
        assert other is None or other.offered is None or holds(other.offered.when, path)
    else:
        assert flow.open_questions(guide, Progress((ALL,), path=path))


def test_the_words_typed_for_an_answer_are_understood_as_it(guide: Guide) -> None:
    assert WORDS is not None
    for question in guide.questions:
        for answer in question.answers:
            assert len(answer.words) >= FEWEST_WORDS, (question.id, answer.id)
            for word in (*answer.words, answer.label):
                understood = understand(word, WORDS.entry, question.answers)
                assert understood == Understood(Kind.ANSWER, answer.id), (question.id, word)


def test_a_guide_begins_with_words_of_its_own(guide: Guide) -> None:
    """The words that open a guide are not those that skip or pause; "start" may do both, since no question is open."""
    assert WORDS is not None
    taken = {understand(word, WORDS.entry, ()).kind for word in guide.words if word != "start"}

    assert taken == {Kind.OTHER}


def test_every_text_is_easy_to_read(guide: Guide) -> None:
    hard = [(where, round(ease(text))) for where, text in texts(guide) if " title" not in where and ease(text) < EASY]

    assert hard == []


def test_sentences_are_short(guide: Guide) -> None:
    sentences = [(where, part) for where, text in texts(guide) for part in re.split(r"(?<=[.?:;])\s", text)]

    assert [where for where, part in sentences if len(part.split()) > LONGEST_SENTENCE] == []


def test_the_voice_is_kept(guide: Guide) -> None:
    pattern = re.compile(rf"!|\b({'|'.join(AVOID)})\b", re.IGNORECASE)

    assert [(where, found.group()) for where, text in texts(guide) if (found := pattern.search(text))] == []


def test_a_step_tells_how_to_see_whether_it_helped(guide: Guide) -> None:
    assert guide.steps
    for step in guide.steps:
        assert len(re.findall(r"[.?](?:\s|$)", step.text)) >= 2, step.id


def test_every_outcome_names_facts_and_says_more_than_itself(guide: Guide) -> None:
    cited = dict(citations(guide))

    assert all(f"outcomes {outcome.id}" in cited for outcome in guide.outcomes)
    assert all(facts for facts in cited.values())


@pytest.mark.parametrize(
    ("word", "count"),
    [("a", 1), ("code", 1), ("asked", 1), ("needed", 2), ("people", 2), ("manager", 3), ("engineer", 3), ("little", 2)],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_ease_tells_plain_from_heavy() -> None:
    assert ease("You lead a team. You like it, and they like you.") > 100
    assert ease("Organisational restructuring necessitates interdepartmental collaboration.") < 0
