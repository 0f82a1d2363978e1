"""A set-up to be examined, and how to read what doctor says of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.doctor import Finding, Level, examine
from bot.runtime.clock import ManualClock, SystemClock
from tests.kit import World
from tests.process.served import settings_of

Report = dict[str, list[Finding]]
OK, WARNING, PROBLEM = Level.OK, Level.WARNING, Level.PROBLEM


class House:
    """A set-up to be examined: a simulated Slack, and the settings of a bot for it. The time is the real one."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder, now=SystemClock().now())
        self.folder = folder
        self.file = folder / "bot.db"
        self.environ = settings_of(self.world.slack, f"sqlite:///{self.file}")

    def told(self, ahead: timedelta = timedelta(0), **environ: str) -> Report:
        """Examine it, with these settings besides; our clock may run `ahead`."""
        given = {name: value for name, value in (self.environ | environ).items() if value}
        report: Report = {}
        for finding in examine(given, ManualClock(self.world.clock.now() + ahead)):
            report.setdefault(finding.check, []).append(finding)
        return report

    def level(self, check: str, **environ: str) -> Level:
        """How bad the worst is that a check finds."""
        order = list(Level)
        return max((finding.level for finding in self.told(**environ)[check]), key=order.index)


def said(report: Report, check: str) -> str:
    """Everything that a check says."""
    return "\n".join(finding.said for finding in report[check])


def bad(report: Report) -> dict[str, str]:
    """What is not ok, by check."""
    return {
        check: said({check: [one for one in found if one.level is not OK]}, check)
        for check, found in report.items()
        if any(one.level is not OK for one in found)
    }
