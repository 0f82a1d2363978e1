"""What a command says when it cannot go on."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer


def fail(words: str) -> NoReturn:
    """Say why on standard error, and end with 1."""
    typer.echo(words, err=True)
    sys.exit(1)
