"""The content that a bot speaks with, and the work behind `careercheck content` and `ask`: in order, covered, found."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from advice.catalog import Catalog, ContentError, builtin, load
from advice.words import Kind as Meant
from advice.words import understand
from bot.reserved import reserved_problems
from bot.runtime.config import Config

SHOWN = 10
"""Cards that are printed in words; as JSON there are all that fit."""


def folders(own: Path | None, *, replace: bool = False) -> tuple[Path, ...]:
    """Where content is read from: the built-in folder with a company's `own` on top, or in its place."""
    if own is None:
        return (builtin(),)
    return (own,) if replace else (builtin(), own)


def loaded(own: Path | None, *, replace: bool = False) -> Catalog:
    """Load the content from those folders.

    Raises:
        ContentError: with every problem in the files, also where a guide is called like something the bot can do.
    """
    catalog = load(*folders(own, replace=replace))
    if problems := list(reserved_problems(catalog)):
        raise ContentError(problems)
    return catalog


def configured(config: Config) -> Catalog:
    """Load the content with a company's own folder over it, and the operator's words for a crisis.

    Raises:
        ContentError: with every problem in the files.
    """
    catalog = loaded(config.content, replace=config.content_replace)
    if config.crisis_text:
        catalog = replace(catalog, words=catalog.words.model_copy(update={"crisis_text": config.crisis_text}))
    return catalog


def as_released(config: Config, catalog: Catalog) -> Catalog:
    """Return the content without anything of the company's own; `catalog` is what is configured, read already."""
    return catalog if config.content is None else load(builtin())


def check_content(folder: Path | None, *, replace: bool = False) -> tuple[list[str], bool]:
    """Lines to print, and whether the content is in order. Each problem is a line with file, entry and reason."""
    try:
        catalog = loaded(folder, replace=replace)
    except ContentError as error:
        count = len(error.problems)
        return [*map(str, error.problems), f"{count} problem{'s' if count > 1 else ''}"], False
    questions = sum(len(check.questions) for check in catalog.checks.values())
    facts = catalog.carriers()
    carried = sum(bool(where) for where in facts.values())
    names = ", ".join(catalog.checks)
    return [
        f"Content is in order. Checks: {names}. Questions: {questions}. Milestones: {len(catalog.milestones)}. "
        f"Topics: {len(catalog.topics)}. Cards: {len(catalog.cards)}. Facts carried: {carried} of {len(facts)}."
    ], True


def coverage(catalog: Catalog, *, everything: bool = False) -> tuple[list[str], bool]:
    """Lines to print, and whether something in the content carries every fact that the sources list.

    `everything`: a line for each fact with the entries that carry it, in place of those that nothing carries.
    """
    facts = catalog.carriers()
    missing = [fact for fact, where in facts.items() if not where]
    if everything:
        lines = [f"{fact}  {'; '.join(where) or 'nothing carries it'}" for fact, where in facts.items()]
    else:
        lines = [f"{fact}  {catalog.cite([fact])}" for fact in missing]
    if missing:
        return [*lines, f"{len(missing)} of {len(facts)} facts are missing: nothing in the content cites them"], False
    return [*lines, f"Nothing is missing: {len(facts)} facts, all carried"], True


def asked(catalog: Catalog, text: str, role: str | None = None) -> dict[str, Any]:
    """What the search makes of a question, as JSON values: `kind`, and every card that fits with score and facts."""
    if understand(text, catalog.words, ()).kind is Meant.CRISIS:
        return {"kind": Meant.CRISIS.value, "text": catalog.words.crisis_text, "cards": []}
    answer = catalog.search.ask(text, role)
    cards = [
        {"id": found.card.id, "score": round(found.score, 2), "title": found.card.title, "facts": found.card.facts}
        for found in answer.ranked
    ]
    return {"kind": answer.kind.value, "cards": cards}


def asked_in_words(catalog: Catalog, text: str, role: str | None = None) -> list[str]:
    """The same as lines to print: the best cards, or what is said where there is none."""
    found = asked(catalog, text, role)
    topics = ", ".join(topic.title for topic in catalog.topics.values())
    match found["kind"]:
        case "cards":
            return [
                f"{c['score']:7.2f}  {c['id']}  {c['title']}  [{', '.join(c['facts'])}]" for c in found["cards"][:SHOWN]
            ]
        case "crisis":
            return [found["text"]]
        case "other language":
            return [f"That seems to be another language; the cards are in English. Topics: {topics}."]
    return [f"Nothing fits well enough. Topics: {topics}."]


def list_content(catalog: Catalog) -> dict[str, Any]:
    """The whole catalog as JSON values; `cited` and `uncited` say which facts which entry carries, and which none."""
    return {
        "sources": [source.model_dump(mode="json") for source in catalog.sources.values()],
        "checks": [check.model_dump(mode="json") | {"digest": check.digest} for check in catalog.checks.values()],
        "words": catalog.words.model_dump(mode="json"),
        "milestones": [milestone.model_dump(mode="json") for milestone in catalog.milestones.values()],
        "pendulum": catalog.pendulum.model_dump(mode="json"),
        "topics": [topic.model_dump(mode="json") for topic in catalog.topics.values()],
        "cards": [card.model_dump(mode="json") for card in catalog.cards.values()],
        "cited": {entry: list(facts) for entry, facts in catalog.cited().items()},
        "uncited": [fact for fact, where in catalog.carriers().items() if not where],
    }
