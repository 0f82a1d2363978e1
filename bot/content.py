"""The content that a bot speaks with, and the work behind `careercheck content`: is it in order, what is in it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from advice.catalog import Catalog, ContentError, builtin, load
from bot.runtime.config import Config


def folders(own: Path | None, *, replace: bool = False) -> tuple[Path, ...]:
    """Where content is read from: the built-in folder with a company's `own` on top, or in its place."""
    if own is None:
        return (builtin(),)
    return (own,) if replace else (builtin(), own)


def configured(config: Config) -> Catalog:
    """Load the content with a company's own folder over it, and the operator's words for a crisis.

    Raises:
        ContentError: with every problem in the files.
    """
    catalog = load(*folders(config.content, replace=config.content_replace))
    if config.crisis_text:
        catalog = replace(catalog, words=catalog.words.model_copy(update={"crisis_text": config.crisis_text}))
    return catalog


def check_content(folder: Path | None, *, replace: bool = False) -> tuple[list[str], bool]:
    """Lines to print, and whether the content is in order. Each problem is a line with file, entry and reason."""
    try:
        catalog = load(*folders(folder, replace=replace))
    except ContentError as error:
        count = len(error.problems)
        return [*map(str, error.problems), f"{count} problem{'s' if count > 1 else ''}"], False
    questions = sum(len(check.questions) for check in catalog.checks.values())
    facts = sum(len(source.facts) for source in catalog.sources.values())
    carried = facts - len(_uncited(catalog))
    names = ", ".join(catalog.checks)
    milestones = len(catalog.milestones)
    return [
        f"Content is in order. Checks: {names}. Questions: {questions}. Milestones: {milestones}. "
        f"Facts carried: {carried} of {facts}."
    ], True


def list_content(catalog: Catalog) -> dict[str, Any]:
    """The whole catalog as JSON values; `cited` and `uncited` say which facts which entry carries, and which none."""
    return {
        "sources": [source.model_dump(mode="json") for source in catalog.sources.values()],
        "checks": [check.model_dump(mode="json") | {"digest": check.digest} for check in catalog.checks.values()],
        "words": catalog.words.model_dump(mode="json"),
        "milestones": [milestone.model_dump(mode="json") for milestone in catalog.milestones.values()],
        "pendulum": catalog.pendulum.model_dump(mode="json"),
        "cited": {entry: list(facts) for entry, facts in catalog.cited().items()},
        "uncited": _uncited(catalog),
    }


def _uncited(catalog: Catalog) -> list[str]:
    carried = {fact for facts in catalog.cited().values() for fact in facts}
    return [fact for source in catalog.sources.values() for fact in source.facts if fact not in carried]
