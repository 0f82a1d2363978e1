"""The next version of the product, as far as the database sees it: one more revision."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.store import migrate

# `{end}` is where it may be made to fail.
NEXT = """
import os, signal
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{revision}", "{down}"

def upgrade():
    op.create_table("extra", sa.Column("id", sa.Integer, primary_key=True))
    anew = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("people", recreate=anew) as people:
        people.add_column(sa.Column("pronouns", sa.String(20)))
    {end}

def downgrade():
    pass
"""


def an_update(folder: Path, end: str = "pass") -> Path:
    """Return a copy of our migrations in `folder` with one more revision."""
    shutil.copytree(migrate.migrations_folder(), folder)
    down = migrate.head(folder)
    revision = f"{int(down) + 1:04}"
    (folder / "versions" / f"{revision}_extra.py").write_text(NEXT.format(revision=revision, down=down, end=end))
    return folder
