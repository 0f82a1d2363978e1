"""Every table. Each row belongs to a workspace, and every key and reference says so.

`members.py` workspaces, people, receipts
`checking.py` contents, checks, answers, notes, results, steps, useful
`nudging.py` paths, wishes, occasions, ticks
`sending.py` outbox
`running.py` processes, episodes
`keys.py` what they have in common

A table that holds anything of a person has a `user_id` column: erase and export find it by that, see
`bot/store/person.py`.
"""

from bot.store.tables.checking import answers, checks, contents, notes, results, steps, useful
from bot.store.tables.keys import metadata
from bot.store.tables.members import people, receipts, workspaces
from bot.store.tables.nudging import occasions, paths, ticks, wishes
from bot.store.tables.running import episodes, processes
from bot.store.tables.sending import outbox

__all__ = [
    "answers",
    "checks",
    "contents",
    "episodes",
    "metadata",
    "notes",
    "occasions",
    "outbox",
    "paths",
    "people",
    "processes",
    "receipts",
    "results",
    "steps",
    "ticks",
    "useful",
    "wishes",
    "workspaces",
]
