"""`careercheck doctor`."""

from __future__ import annotations

import json
import os
from typing import Annotated

import typer


def doctor(as_json: Annotated[bool, typer.Option("--json", help="A JSON object a line.")] = False) -> None:
    """Look at settings, content, database and Slack, and say how to mend what is wrong; ends with 1 if anything is."""
    from bot.doctor import Level, examine  # noqa: PLC0415
    from bot.runtime.clock import SystemClock  # noqa: PLC0415

    must_be_mended = False
    for finding in examine(os.environ, SystemClock()):
        must_be_mended |= finding.level is Level.PROBLEM
        if as_json:
            line = json.dumps({"check": finding.check, "level": finding.level.value, "said": finding.said})
        else:
            line = f"{finding.level.value:<8} {finding.check:<11} {finding.said}"
        typer.echo(line)
    if must_be_mended:
        raise typer.Exit(1)
