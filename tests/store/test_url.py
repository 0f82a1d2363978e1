"""What names no database of ours is refused in a sentence that quotes nothing of it."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.store import url
from bot.store.engine import BadUrl, Database


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mysql://root:hunter2@db/careercheck", "SQLite or PostgreSQL"),
        ("postgresql+psycopg2://root:hunter2@db/careercheck", "SQLite or PostgreSQL"),
        ("postgresql://root@db/careercheck?password=hunter2", "before the host"),
        ("postgresql://root:hunter2@db:many/careercheck", "no database URL"),
        ("postgresql://root:hunter2@db/careercheck?bogus=hunter2", "an option that PostgreSQL does not know"),
        ("hunter2", "no database URL"),
    ],
)
def test_a_url_that_is_none_is_refused_without_quoting_it(text: str, words: str) -> None:
    with pytest.raises(BadUrl, match=words) as failure:
        Database(text)
    assert "hunter2" not in str(failure.value)


def test_a_driver_that_is_not_installed_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(url, "find_spec", lambda _name: None)
    ran = CliRunner().invoke(app, ["migrate", "--database", "postgresql://root@db/careercheck"])
    assert ran.exit_code == 1
    assert ran.stderr == "For PostgreSQL a driver is missing: install careercheck[postgresql].\n"


def test_options_that_postgresql_knows_are_kept() -> None:
    there = url.read("postgresql://root@/careercheck?host=/run/here&sslmode=verify-full&options=-c%20lock_timeout%3D5")

    assert set(there.query) == {"host", "sslmode", "options"}
