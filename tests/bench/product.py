"""The product with its sender threads left out: it takes in, saves and acknowledges, and what is due stays due.

What sending costs is measured on its own. `python -m tests.bench.product [FEATURES]`, with the product's settings in
the environment; FEATURES > 0 replaces the features by one that declares as much as so many.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from dataclasses import replace

from bot.declared import FEATURES
from bot.features import check, help  # noqa: A004 - a feature's name
from bot.runtime import config, logs
from bot.runtime.clock import SystemClock
from bot.runtime.feature import Feature
from bot.store.engine import Database
from bot.store.lock import only_one
from bot.store.migrate import upgrade
from bot.wire import build
from tests.bench.measure import AT_ONCE


def main(features: int) -> None:
    """Serve until killed."""
    declared = (check.FEATURE, help.FEATURE, *(copy(number) for number in range(1, features)))
    settings = config.load(os.environ)
    logs.configure(settings.log_level)
    database = Database(settings.database_url)
    with only_one(database):
        upgrade(database)
        bot = build(settings, SystemClock(), database, features=declared if features else FEATURES)
        # Nobody takes what is handed over; it must not pile up.
        bot.services.instants._waiting = {slow: deque(maxlen=AT_ONCE) for slow in (False, True)}
        bot.transport.open()
        signal.pause()


def copy(number: int) -> Feature:
    """Return the check's declarations under other names."""
    made = check.FEATURE
    renamed = {
        table: {f"copy{number}.{name}": value for name, value in getattr(made, table).items()}
        for table in ("commands", "actions", "modals", "shortcuts", "events", "views")
    }
    return replace(made, name=f"copy{number}", messages=None, from_content=None, **renamed)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 0)
