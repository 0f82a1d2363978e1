"""Content many times as large as the bot's own: each check, guide, milestone and card again and again, renamed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from advice.catalog import builtin

CARD = re.compile(r'^id = "(.+)"', re.MULTILINE)
TITLE = re.compile(r'^title = "', re.MULTILINE)
WORDS = re.compile(r"^words = .+", re.MULTILINE)
MONTHS = re.compile(r"^(months|until) = (\d+)", re.MULTILINE)
APART = 50  # months between a milestone and the next one that is made of it: they reach a fiftieth year


def grow(folder: Path, times: int) -> Path:
    """Return the folder with so many copies of the built-in content; what there is one of (words.toml) stays one."""
    shutil.copytree(builtin(), folder)
    for number in range(1, times):
        for kind in ("cards", "guides", "milestones"):
            for file in (builtin() / kind).glob("*.toml"):
                text = _renamed(kind, file.read_text(encoding="utf-8"), number)
                (folder / kind / f"{file.stem}-{number}.toml").write_text(text, encoding="utf-8")
        for check in (builtin() / "checks").iterdir():
            shutil.copytree(check, folder / "checks" / f"{check.name}-{number}")
    return folder


def _renamed(kind: str, text: str, number: int) -> str:
    """Return the text of a file without what may not be there twice; a file's own name says the rest."""
    match kind:
        case "cards":
            return CARD.sub(rf'id = "\1-{number}"', TITLE.sub(f'title = "{number} ', text, count=1))
        case "guides":
            return WORDS.sub(lambda found: re.sub(r'"([^"]+)"', rf'"\1 {number}"', found[0]), text, count=1)
    return MONTHS.sub(lambda found: f"{found[1]} = {int(found[2]) + APART * number}", text)
