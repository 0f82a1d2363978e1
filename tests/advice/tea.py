"""A guide about tea, small enough to be read whole: what is wrong with it is refused, and it is walked through."""

from pathlib import Path
from typing import cast

from advice.catalog import builtin
from advice.content_files import Placed, Reader
from advice.content_rules import words_problems
from advice.entries import Words
from advice.guide_rules import guide_problems
from advice.problems import Problem

BUILTIN = Reader([builtin()])
FACTS = frozenset(fact for placed in BUILTIN.sources() for fact in placed.entry.facts)
WORDS = cast(Placed[Words], BUILTIN.words())
FILE = "guides/tea.toml"
TEA = """
title = "Which tea?"
name = "Tea"
summary = "Find your tea."
words = ["which tea"]
minutes = 1

[intro]
text = "A few questions."
facts = ["PL-40"]

[offered]
when = { "path.role" = ["manager", "unknown"] }
text = "For managers."
facts = ["X-03"]
instead = "set"
others = [{ check = "tea", text = "You build.", when = { "path.role" = ["engineer"] } }]

[[questions]]
id = "role"
name = "your role"
ask = "Do you manage?"
why = "It matters."
meaning = "Do people report to you?"
facts = ["PL-12"]

[[questions.answers]]
id = "manager"
label = "I manage"
words = ["managing"]
told = { "path.role" = ["manager", "director"] }

[[questions.answers]]
id = "builder"
label = "I build"
words = ["building"]
told = { "path.role" = ["engineer"] }

[[questions]]
id = "strong"
name = "how strong"
ask = "Strong tea?"
why = "It matters."
meaning = "Black or mild?"
facts = ["PL-35"]
when = { role = ["manager"] }

[[questions.answers]]
id = "yes"
label = "Strong"
words = ["black"]

[[questions.answers]]
id = "no"
label = "Mild"
words = ["green"]

[[questions]]
id = "sweet"
name = "how sweet"
ask = "Sweet tea?"
why = "It matters."
meaning = "With sugar?"
facts = ["PL-35"]
when = [{ strong = ["yes"] }, { role = ["builder"] }]

[[questions.answers]]
id = "yes"
label = "Sweet"
words = ["sugar"]

[[questions.answers]]
id = "no"
label = "Plain"
words = ["no sugar"]

[no_answers]
text = "Nothing said."
facts = ["PL-40"]

[[outcomes]]
id = "both"
title = "Strong and sweet"
text = "Twice yes."
facts = ["PL-36"]
when = { "count.yes" = { at_least = 2 } }

[[outcomes]]
id = "one"
title = "One of the two"
text = "Once yes."
facts = ["PL-37"]
when = { strong = ["yes"] }

[[outcomes]]
id = "water"
title = "Water"
text = "Have water."
facts = ["PL-38"]

[[parts]]
head = "For it"

[[parts.items]]
text = "It is strong."
facts = ["PL-01"]
when = { strong = ["yes"] }

[[parts.items]]
text = "It is sweet."
facts = ["PL-02"]
when = { sweet = ["yes"] }

[[parts]]
head = "Against it"

[[parts.items]]
text = "No yes at all."
facts = ["PL-03"]
when = { "count.yes" = { below = 1 } }

[[steps]]
id = "boil"
name = "Boil water"
text = "Do it this month."
facts = ["PL-04"]
months = 1
when = { outcome = ["both", "one"] }

[[steps]]
id = "rest"
name = "Rest"
text = "Do nothing."
facts = ["PL-05"]
months = 0
when = { "path.months_away" = { at_least = 24, below = 60 } }

[[suggests]]
check = "set"
text = "More of it."
when = { outcome = ["both"] }

[[suggests]]
check = "tea"
text = "Again."
when = { role = ["manager"] }

[closing]
text = "The end."
facts = ["PL-40"]
"""


def put(folder: Path, text: str = TEA, name: str = "tea") -> Path:
    (folder / "guides").mkdir(exist_ok=True)
    (folder / f"guides/{name}.toml").write_text(text, encoding="utf-8")
    return folder


def edited(old: str, new: str) -> str:
    assert old in TEA
    return TEA.replace(old, new, 1)


def problems_of(own: Path) -> list[Problem]:
    """What is wrong with the guides in a folder, beside the words, facts and checks that come with the bot."""
    reader = Reader([own])
    guides = reader.guides()
    read = [problem for problem in reader.problems if problem.file != "words.toml"]
    return [*read, *guide_problems(guides, FACTS, {"set"}), *words_problems(WORDS, [], guides)]
