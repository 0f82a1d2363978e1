"""The catalog: everything the bot asks and says about careers, read from content files and checked as a whole.

A folder holds `sources.toml`, `words.toml`, `pendulum.toml`, `synonyms.toml`, one file for each milestone in
`milestones/`, one for each guide in `guides/` and one for each topic with its cards in `cards/`. A rated check has a
folder: `checks/<check id>/check.toml` holds the check itself, `checks/<check id>/<section id>.toml` each section.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from advice.card_entries import Card, Synonyms, Topic
from advice.card_rules import card_problems
from advice.content_files import Draft, Placed, Reader
from advice.content_rules import check_problems, citations, source_problems, words_problems
from advice.entries import Answer, Check, Opener, Option, Passage, Question, Section, Source, Words
from advice.guide_entries import Guide
from advice.guide_rules import guide_problems
from advice.milestone_entries import Milestone, Pendulum
from advice.milestone_rules import milestone_problems, pendulum_problems
from advice.problems import ContentError, Problem
from advice.rated_entries import AllStrong, CheckFile, Gain, Lean, Pillar, Rated, RatedQuestion, Standings
from advice.search import Search

__all__ = [
    "AllStrong",
    "Answer",
    "Card",
    "Catalog",
    "Check",
    "ContentError",
    "Gain",
    "Guide",
    "Lean",
    "Milestone",
    "Opener",
    "Option",
    "Passage",
    "Pendulum",
    "Pillar",
    "Problem",
    "Question",
    "Rated",
    "RatedQuestion",
    "Section",
    "Source",
    "Standings",
    "Topic",
    "Words",
    "builtin",
    "load",
]


@dataclass(frozen=True)
class Catalog:
    """All content, checked: what it cites exists and what it refers to is there."""

    sources: Mapping[str, Source]
    checks: Mapping[str, Rated | Guide]
    words: Words
    milestones: Mapping[str, Milestone]
    pendulum: Pendulum
    topics: Mapping[str, Topic]
    cards: Mapping[str, Card]
    synonyms: Synonyms

    def cards_of(self, topic_id: str) -> tuple[Card, ...]:
        """The cards of one topic, in the order of its file."""
        return tuple(card for card in self.cards.values() if card.topic == topic_id)

    def rated(self, check_id: str) -> Rated:
        """The rated check with that id; KeyError if there is none."""
        return {name: check for name, check in self.checks.items() if isinstance(check, Rated)}[check_id]

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """The digest of each check, worked out once: it is compared with every answer."""
        return {name: check.digest for name, check in self.checks.items()}

    @cached_property
    def search(self) -> Search:
        """What finds cards, built when it is first asked for, and once."""
        return Search(tuple(self.cards.values()), self.synonyms)

    def documents(self, facts: Iterable[str]) -> tuple[Source, ...]:
        """The sources that hold these facts, in the catalog's order; KeyError for a fact that no source lists."""
        home = {fact: source.id for source in self.sources.values() for fact in source.facts}
        wanted = {home[fact] for fact in facts}
        return tuple(source for source in self.sources.values() if source.id in wanted)

    def cite(self, facts: Iterable[str]) -> str:
        """How to name where these facts come from: "Kanch, The Path to Becoming a Technology Leader (2022)"."""
        return "; ".join(source.citation for source in self.documents(facts))

    def carriers(self) -> dict[str, tuple[str, ...]]:
        """Every fact that a source lists, in the sources' order, with the way to each entry that cites it."""
        cited = self.cited()
        facts = (fact for source in self.sources.values() for fact in source.facts)
        return {fact: tuple(where for where, ids in cited.items() if fact in ids) for fact in facts}

    def cited(self) -> dict[str, tuple[str, ...]]:
        """The fact ids that each entry cites, by the way to the entry ("set, S1, gain 2")."""
        found: dict[str, tuple[str, ...]] = {}
        for check in self.checks.values():
            for where, facts in citations(check):
                found[f"{check.id}, {where}"] = facts
        for milestone in self.milestones.values():
            for where, facts in citations(milestone):
                found[f"milestone {milestone.id}, {where}"] = facts
        for where, facts in citations(self.pendulum):
            found[f"pendulum, {where}"] = facts
        found |= {f"card {card.id}": card.facts for card in self.cards.values()}
        return found


def builtin() -> Path:
    """The folder of the content that comes with the bot."""
    return Path(__file__).parent / "content" / "en"


def load(*folders: Path) -> Catalog:
    """Read and check content folders; a file in a later folder takes the place of the same file in an earlier one.

    Raises ContentError with all problems at once.
    """
    reader = Reader(folders)
    sources, words, drafts = reader.sources(), reader.words(), reader.drafts()
    synonyms = reader.synonyms()
    pendulum, milestones, guides = reader.pendulum(), reader.milestones(), reader.guides()
    library = reader.library()
    known = frozenset(fact for placed in sources for fact in placed.entry.facts)
    problems = [
        *reader.problems,
        *source_problems(sources),
    ]
    checks = {*(draft.id for draft in drafts), *(placed.entry.id for placed in guides)}
    problems += milestone_problems(milestones, known, checks)
    for draft in drafts:
        problems += check_problems(draft, known)
    rated = {draft.id for draft in drafts}
    problems += guide_problems(guides, known, rated)
    problems += card_problems(library, known, rated | {placed.entry.id for placed in guides})
    if words:
        problems += words_problems(words, drafts, guides)
    if pendulum:
        problems += pendulum_problems(pendulum, known)
    if problems or not words or not pendulum or not synonyms:
        raise ContentError(problems)
    return Catalog(
        sources={placed.entry.id: placed.entry for placed in sources},
        checks={
            **{draft.id: _rated(draft, draft.frame.entry) for draft in drafts if draft.frame},
            **{placed.entry.id: Guide.of(placed.entry) for placed in guides},
        },
        words=words.entry,
        milestones={placed.entry.id: placed.entry for placed in sorted(milestones, key=_when)},
        pendulum=pendulum.entry,
        topics={placed.entry.id: placed.entry for placed in library.topics},
        cards={placed.entry.id: placed.entry for placed in library.cards},
        synonyms=synonyms.entry,
    )


def _when(placed: Placed[Milestone]) -> tuple[str, int]:
    return placed.entry.counts, placed.entry.months


def _rated(draft: Draft, frame: CheckFile) -> Rated:
    sections = tuple(placed.entry for placed in draft.sections)
    questions = tuple(placed.entry for placed in draft.questions)
    return Rated(**dict(frame) | {"sections": sections, "questions": questions})
