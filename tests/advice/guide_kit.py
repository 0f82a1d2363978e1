"""Walks somebody through a guide: `said(guide, {"years": "five"}, role="engineer")` is what they hear at the end."""

from collections.abc import Iterator, Mapping, Sequence

from hypothesis import strategies as st

from advice import check as flow
from advice.catalog import builtin
from advice.check import Progress
from advice.content_files import Reader
from advice.guide_entries import ALL, Guide
from advice.guided import Conclusion, conclude

NUMBERS = {"months_away": (0, 130), "months_in_role": (0, 130), "years_building": (0, 30), "years_managing": (0, 20)}
ROLES = ("engineer", "tech_lead", "manager", "director", "executive", "away")


def guide(name: str) -> Guide:
    """A guide that comes with the bot, read from its own file."""
    return {placed.entry.id: Guide.of(placed.entry) for placed in Reader([builtin()]).guides()}[name]


def walk(guide: Guide, answers: Mapping[str, str], **path: str | int) -> Progress:
    """Answer what is asked, skip the rest; an answer to what is never asked is a mistake in the test."""
    progress = Progress((ALL,), path={f"path.{key}": value for key, value in path.items()})
    asked: list[str] = []
    while left := flow.open_questions(guide, progress):
        question = left[0].id
        asked.append(question)
        progress = flow.put(progress, question)
        progress = flow.answer(guide, progress, question, card=1, choice=answers.get(question), at=f"{len(asked)}.0")
    assert set(answers) <= set(asked), set(answers) - set(asked)
    return progress


def asked(guide: Guide, progress: Progress) -> list[str]:
    return [question.id for question in flow.questions(guide, progress)]


def said(guide: Guide, answers: Mapping[str, str], **path: str | int) -> Conclusion:
    return conclude(guide, walk(guide, answers, **path))


def outcome(guide: Guide, answers: Mapping[str, str], **path: str | int) -> str:
    """The id of the outcome; empty where there is none."""
    found = said(guide, answers, **path).outcome
    return found.id if found else ""


def suggested(guide: Guide, answers: Mapping[str, str], **path: str | int) -> str:
    """The check that is offered next; empty where there is none."""
    found = said(guide, answers, **path).suggestion
    return found.check if found else ""


def heads(conclusion: Conclusion) -> list[str]:
    return [head for head, _ in conclusion.parts]


def items(conclusion: Conclusion, head: str) -> list[str]:
    return [item.text for found, under in conclusion.parts if found == head for item in under]


def passages(conclusion: Conclusion) -> Iterator[tuple[str, Sequence[str]]]:
    """Everything that is said, each text with its facts."""
    yield conclusion.opening.text, conclusion.opening.facts
    for _, under in conclusion.parts:
        yield from ((item.text, item.facts) for item in under)
    yield from ((step.text, step.facts) for step in conclusion.steps)
    yield conclusion.closing.text, conclusion.closing.facts


def facts(conclusion: Conclusion) -> set[str]:
    return {fact for _, cited in passages(conclusion) for fact in cited}


def steps(conclusion: Conclusion) -> list[str]:
    return [step.id for step in conclusion.steps]


def walks(guide: Guide, *roles: str) -> st.SearchStrategy[Progress]:
    """Somebody with one of these roles (none: any, or none told) who answers or skips whatever is asked."""

    @st.composite
    def made(draw: st.DrawFn) -> Progress:
        numbers = {key: draw(st.none() | st.integers(*span)) for key, span in NUMBERS.items()}
        role = draw(st.sampled_from(roles or (None, *ROLES)))
        told = {"role": role, **numbers}
        path = {f"path.{key}": value for key, value in told.items() if value is not None}
        progress = Progress((ALL,), path=path)
        while left := flow.open_questions(guide, progress):
            question = left[0].id
            choices = [None, *(answer.id for answer in guide.answers_of(question))]
            choice = draw(st.sampled_from(choices))
            progress = flow.put(progress, question)
            progress = flow.answer(guide, progress, question, card=1, choice=choice, at=f"{len(progress.given) + 1}.0")
        return progress

    return made()
