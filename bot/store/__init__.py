"""All tables and all queries, in one folder, so that erasure and isolation can be read in one place.

Tables: `tables/`, with `types.py`; `insert.py` adds a row unless it is there.
People: `people.py`, `wishes.py`, `paths.py`; all that is kept about one: `person.py`, counted by `held.py`, as a
document in `portable.py` (`own_clock.py`, for the eye; `exports.py`, on its way to them), read back by `taken_in.py`
(`read_rows.py`, each row; `coherent.py`: does it fit together? `imports.py`: not yet taken).
Who goes: `retention.py`, `workspaces.py` (bytes to be purged), `deletions.py` (what is to vanish from Slack).
Checks: `checks.py`, `contents.py`, `answers.py`, `notes.py`, `results.py`, `history.py`, `steps.py`, `useful.py`.
Teams: `teams.py`, `ties.py` (what somebody is to one), `memberships.py`, `primaries.py`; `invitations.py`,
`invited.py`.
What people have to show: `evidence.py` (their own entries), `brag.py` (all of it).
What is told of them: `closing.py`, `ledger.py`, `summaries.py`, `pulls.py`; for operators: `audit.py`.
The outbox: `outbox.py` puts rows in, `turns.py` finds the next, `claims.py` holds it and ends it, `backlog.py` counts.
What is said unasked: `occasions.py`, `crossings.py` (milestones), `reminders.py`, `looking.py` (what is due),
`unasked.py` (what became of it), `unseen.py`, `missed.py`; the planner's clock: `ticks.py`, `set_back.py`.
The bot itself: `processes.py`, `episodes.py` (of trouble), `awaiting.py` (since when work waits for it), `lock.py`
(one bot a file).
The database: `engine.py`, `sqlite.py`, `postgresql.py`, `url.py`, `driver_errors.py`, `refused.py`.
Its life: `ready.py`, `migrate.py`, `sound.py`, `backup.py`, `restore.py`, `erased.py` (and `erasures.py`, its log,
of `erasure_lines.py`), `files.py`, `move.py`.
"""
