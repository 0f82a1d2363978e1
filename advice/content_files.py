"""Reads content folders into entries, each with the file it stands in; keeps every problem it meets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Generic, TypeVar

import rtoml
from pydantic import ValidationError

from advice.card_entries import Card, Synonyms, Topic
from advice.entries import Entry, Source, Words
from advice.guide_entries import GuideFile
from advice.milestone_entries import Milestone, Pendulum
from advice.problems import Problem, refusals
from advice.rated_entries import CheckFile, Pillar, RatedQuestion

T = TypeVar("T", bound=Entry)
Table = dict[str, Any]
DEPTHS = {"checks": 3, "guides": 2, "milestones": 2, "cards": 2}  # parts of a path there: checks/<check id>/<file>
SINGLE = ("sources.toml", "words.toml", "pendulum.toml", "synonyms.toml")


@dataclass(frozen=True)
class Placed(Generic[T]):
    """An entry with the file that holds it and the name to call it by."""

    file: str
    name: str
    entry: T

    def problem(self, reason: str, within: str = "") -> Problem:
        """A problem of this entry, or of the part of it named by `within`."""
        return Problem(self.file, f"{self.name}, {within}" if within else self.name, reason)


@dataclass
class Draft:
    """A check as far as its files could be read. `question_ids` holds every id in use, also of refused questions."""

    id: str
    frame: Placed[CheckFile] | None = None
    sections: list[Placed[Pillar]] = field(default_factory=list)
    questions: list[Placed[RatedQuestion]] = field(default_factory=list)
    question_ids: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Library:
    """Topics and cards as far as they could be read. `ids` holds the id of every card, also of refused ones."""

    topics: list[Placed[Topic]] = field(default_factory=list)
    cards: list[Placed[Card]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)


class Reader:
    """The files of some folders; a file in a later folder takes the place of the same file in an earlier one."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.problems: list[Problem] = []
        self._files: dict[str, Path] = {}
        for folder in folders:
            found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.toml"))}
            if not found:
                reason = "holds no content files" if folder.is_dir() else "does not exist"
                self.problems.append(Problem(str(folder), "folder", reason))
            self._files.update(found)
        for name in self._files:
            parts = PurePosixPath(name).parts
            if name not in SINGLE and DEPTHS.get(parts[0]) != len(parts):
                self.problems.append(Problem(name, "file", "is not a place where content is looked for"))

    def sources(self) -> list[Placed[Source]]:
        """The sources, without those that were refused."""
        raw = self._table("sources.toml", required=True)
        self._only(raw, {"sources"}, "sources.toml")
        return list(self._many(Source, raw.get("sources"), "sources.toml", "source"))

    def words(self) -> Placed[Words] | None:
        """The typed words, or None if they were refused."""
        raw = self._table("words.toml", required=True)
        return self._one(Words, raw, "words.toml", "words") if raw else None

    def pendulum(self) -> Placed[Pendulum] | None:
        """What is said of the pendulum clock, or None if it was refused."""
        raw = self._table("pendulum.toml", required=True)
        return self._one(Pendulum, raw, "pendulum.toml", "pendulum") if raw else None

    def synonyms(self) -> Placed[Synonyms] | None:
        """What helps to find cards, or None if it was refused; there may be nothing."""
        raw = self._table("synonyms.toml", required=False)
        return self._one(Synonyms, raw, "synonyms.toml", "synonyms")

    def milestones(self) -> list[Placed[Milestone]]:
        """The milestones, a file each, without those that were refused. There may be none."""
        return self._folder(Milestone, "milestones", "milestone")

    def guides(self) -> list[Placed[GuideFile]]:
        """The guides, a file each, without those that were refused. There may be none."""
        return self._folder(GuideFile, "guides", "guide")

    def library(self) -> Library:
        """The topics, a file each, and their cards, without those that were refused. There may be none."""
        library = Library()
        for stem, file, raw in self._tables_of("cards"):
            cards = raw.pop("cards", None)
            if topic := self._one(Topic, raw, file, f"topic {stem}", id=stem):
                library.topics.append(topic)
            library.cards += self._many(Card, cards, file, "card", topic=stem)
            library.ids |= {str(card["id"]) for card in _tables(cards) if "id" in card}
        return library

    def _folder(self, model: type[T], folder: str, kind: str) -> list[Placed[T]]:
        """One entry for each file of a folder; its name is the entry's id."""
        read = (self._one(model, raw, file, f"{kind} {stem}", id=stem) for stem, file, raw in self._tables_of(folder))
        return [placed for placed in read if placed]

    def _tables_of(self, folder: str) -> Iterator[tuple[str, str, Table]]:
        """The id, the path and what stands in it, for each file of a folder that could be read; one after the other."""
        files = {path.stem: name for name in self._files if (path := PurePosixPath(name)).parts[0] == folder}
        for stem, file in sorted(files.items()):
            if raw := self._table(file, required=True):
                yield stem, file, raw

    def drafts(self) -> list[Draft]:
        """Every check there is a folder for."""
        paths = (PurePosixPath(name) for name in self._files)
        ids = dict.fromkeys(path.parts[1] for path in paths if path.match("checks/*/*.toml"))
        if not ids:
            self.problems.append(Problem("checks", "folder", "holds no check"))
        return [self._draft(check_id) for check_id in ids]

    def _draft(self, check_id: str) -> Draft:
        file = f"checks/{check_id}/check.toml"
        raw = self._table(file, required=True)
        draft = Draft(check_id, self._one(CheckFile, raw, file, "check", id=check_id) if raw else None)
        listed = raw.get("sections")
        section_ids = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
        for section_id in section_ids:
            self._section(draft, section_id)
        self._strays(check_id, section_ids)
        return draft

    def _section(self, draft: Draft, section_id: str) -> None:
        file = f"checks/{draft.id}/{section_id}.toml"
        raw = self._table(file, required=True)
        if not raw:
            return
        questions = raw.pop("questions", None)
        if section := self._one(Pillar, raw, file, f"section {section_id}", id=section_id):
            draft.sections.append(section)
        draft.questions += self._many(RatedQuestion, questions, file, "question", section=section_id)
        draft.question_ids += [(str(q["id"]), file) for q in _tables(questions) if "id" in q]

    def _strays(self, check_id: str, section_ids: Sequence[str]) -> None:
        for name in self._files:
            path = PurePosixPath(name)
            if path.parts[:2] == ("checks", check_id) and path.stem not in ("check", *section_ids):
                self.problems.append(Problem(name, "file", "is not listed in the sections of check.toml"))

    def _table(self, name: str, *, required: bool) -> Table:
        if name not in self._files:
            if required:
                self.problems.append(Problem(name, "file", "is missing"))
            return {}
        try:
            table = rtoml.loads(self._files[name].read_text(encoding="utf-8"))
        except rtoml.TomlParsingError as error:
            self.problems.append(Problem(name, "file", f"is not valid TOML: {error}"))
        except UnicodeDecodeError:
            self.problems.append(Problem(name, "file", "is not UTF-8 text"))
        except OSError as error:
            self.problems.append(Problem(name, "file", f"cannot be read: {error.strerror}"))
        else:
            if not table:
                self.problems.append(Problem(name, "file", "is empty"))
            return table
        return {}

    def _many(self, model: type[T], raw: object, file: str, kind: str, **given: str) -> Iterator[Placed[T]]:
        tables = _tables(raw)
        if not tables:
            self.problems.append(Problem(file, f"{kind}s", "are missing: there must be at least one"))
        for number, table in enumerate(tables, start=1):
            name = f"{kind} {table.get('id', f'number {number}')}"
            if placed := self._one(model, table, file, name, **given):
                yield placed

    def _one(self, model: type[T], raw: Table, file: str, name: str, **given: str) -> Placed[T] | None:
        for key in given.keys() & raw.keys():
            self.problems.append(Problem(file, f"{name}, {key}", "is not a known key: the file's place says it"))
        try:
            return Placed(file, name, model.model_validate(raw | given))
        except ValidationError as error:
            self.problems += refusals(error, file, name)
            return None

    def _only(self, raw: Table, known: set[str], file: str) -> None:
        self.problems += [Problem(file, key, "is not a known key") for key in raw.keys() - known]


def _tables(raw: object) -> list[Table]:
    return [table for table in raw if isinstance(table, dict)] if isinstance(raw, list) else []
