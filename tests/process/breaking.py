"""The command line, of which a part breaks with a secret in the error's words."""

from __future__ import annotations

import bot.doctor
from bot.__main__ import main


def breaks(*_: object) -> None:
    """Break."""
    raise KeyError("xoxb-zq7canary")


bot.doctor.examine = breaks  # type: ignore[assignment]
main()
