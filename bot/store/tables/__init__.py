"""Every table. Each row belongs to a workspace, and every key and reference says so.

`members.py` workspaces, people, receipts, exports, imports
`checking.py` contents, checks, answers, notes, results, steps, evidence, useful
`nudging.py` paths, wishes, occasions, ticks
`teaming.py` teams, viewers, memberships, primaries, invitations, invited, summaries, ledger, pulls, audit
`sending.py` outbox, deletions
`running.py` processes, episodes
`keys.py` what they have in common

A table that holds anything of a person has a `user_id` column: erase and export find it by that, see
`bot/store/person.py`. Where it may be null, the row outlives the person, without them.
"""

from bot.store.tables.checking import answers, checks, contents, evidence, notes, results, steps, useful
from bot.store.tables.keys import metadata
from bot.store.tables.members import exports, imports, people, receipts, workspaces
from bot.store.tables.nudging import occasions, paths, ticks, wishes
from bot.store.tables.running import episodes, processes
from bot.store.tables.sending import deletions, outbox
from bot.store.tables.teaming import (
    audit,
    invitations,
    invited,
    ledger,
    memberships,
    primaries,
    pulls,
    summaries,
    teams,
    viewers,
)

__all__ = [
    "answers",
    "audit",
    "checks",
    "contents",
    "deletions",
    "episodes",
    "evidence",
    "exports",
    "imports",
    "invitations",
    "invited",
    "ledger",
    "memberships",
    "metadata",
    "notes",
    "occasions",
    "outbox",
    "paths",
    "people",
    "primaries",
    "processes",
    "pulls",
    "receipts",
    "results",
    "steps",
    "summaries",
    "teams",
    "ticks",
    "useful",
    "viewers",
    "wishes",
    "workspaces",
]
