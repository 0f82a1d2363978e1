"""How far somebody is in a check, in words that stay true."""

from __future__ import annotations

from dataclasses import dataclass

from advice.check import Progress, questions
from advice.entries import Check
from advice.rated_entries import Rated


@dataclass(frozen=True)
class SoFar:
    """How many questions are answered (or skipped), and how many are left.

    `fixed`: all of them are asked in any case. In a guide an answer may open a question or make one needless, so that
    what is left is only about right.
    """

    done: int
    left: int
    fixed: bool

    @property
    def after(self) -> str:
        """ "9 of 21" or "3 answers": what follows "after"."""
        if self.fixed:
            return f"{self.done} of {self.done + self.left}"
        return f"{self.done} answer" if self.done == 1 else f"{self.done} answers"

    @property
    def words(self) -> str:
        """ "9 of 21 answered" or "3 answered, about 5 to go"."""
        return f"{self.after} answered" if self.fixed else f"{self.done} answered{self._ahead}"

    @property
    def _ahead(self) -> str:
        return f", about {self.left} to go" if self.left else ""


def so_far(check: Check, progress: Progress) -> SoFar:
    """Count what is answered and what is left, by what is known now."""
    asked = questions(check, progress)
    done = sum(question.id in progress.given for question in asked)
    return SoFar(done, len(asked) - done, isinstance(check, Rated))
