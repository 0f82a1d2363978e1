"""PostgreSQL: several processes share the work.

Writing is READ COMMITTED: a conditional statement that waited for another's row looks at the row as it is now, where
a stricter level would fail it. What one person does is put in order by a lock on their row (`people.hold`).
Reading is one snapshot, REPEATABLE READ and READ ONLY, as a reader of SQLite has it: a view is drawn by several
statements and must not mix two states. It never waits for writers and cannot fail as a writer at that level can.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Engine, create_engine

POOL = 5  # connections kept open for each of the two patiences
OVERFLOW = 5  # more of them in a rush: at most 20 a process, so that four processes fit into a server's usual 100
FROZEN = 60.0  # seconds after which the server ends a transaction whose process does nothing: it holds people's rows


def make_engine(url: URL, patience: float) -> Engine:
    """Return an engine whose statements, and whose waiting for locks, take at most `patience` seconds."""
    limits = {
        "lock_timeout": patience,
        "statement_timeout": patience,
        "idle_in_transaction_session_timeout": FROZEN,
    }
    given = url.query.get("options", "")
    asked = [given] if isinstance(given, str) else list(given)
    return create_engine(
        url,
        hide_parameters=True,  # an error must not quote what somebody wrote
        pool_pre_ping=True,  # a server that was started again meanwhile costs one new connection, and nobody an error
        pool_size=POOL,
        max_overflow=OVERFLOW,
        pool_timeout=patience,
        connect_args={
            "connect_timeout": max(2, round(patience)),  # the least that the driver knows
            "tcp_user_timeout": int(patience * 1000),  # a server that vanished without a word
            "application_name": "careercheck",
            "options": " ".join([*asked, *(f"-c {name}={int(value * 1000)}" for name, value in limits.items())]),
        },
    )


def options(*, writing: bool) -> dict[str, Any]:
    """Return how a connection begins."""
    return {
        "isolation_level": "READ COMMITTED" if writing else "REPEATABLE READ",
        "postgresql_readonly": not writing,
    }
