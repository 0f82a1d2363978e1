"""The bot as a whole: started, stopped, asked whether it has anything left to do."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import App

from bot.runtime.heartbeat import Heartbeat
from bot.runtime.router import Router
from bot.runtime.services import Services
from bot.runtime.slack import SlackDoor
from bot.runtime.ticker import Ticker
from bot.runtime.transport import Transport

DRAIN_SECONDS = 5.0


@dataclass
class Bot:
    """Everything that runs. `start` connects to Slack, `stop` finishes what is under way."""

    services: Services
    router: Router
    app: App
    door: SlackDoor
    transport: Transport
    ticker: Ticker
    heartbeat: Heartbeat
    alone: bool  # no other process uses this database

    def start(self) -> None:
        """Send what is due, then take in what people do."""
        self.services.instants.start()
        self.services.outbox.start(alone=self.alone)
        self.ticker.start()
        self.transport.open()
        self.heartbeat.start()

    def stop(self) -> None:
        """Take nothing new in, finish and acknowledge what has begun, send what is on its way, close."""
        self.transport.finish(DRAIN_SECONDS)
        self.ticker.stop()
        self.services.instants.stop()
        self.services.outbox.stop()
        self.heartbeat.stop()
        self.door.close()
        self.services.database.close()

    def idle(self) -> bool:
        """Tell whether nothing runs, waits or is due."""
        return self.transport.idle() and self.services.instants.idle() and self.services.outbox.idle()

    def wait_idle(self, seconds: float) -> bool:
        """Wait until `idle`; False when one of the parts takes longer than `seconds`."""
        parts = (self.transport.wait_idle, self.services.instants.wait_idle, self.services.outbox.wait_idle)
        while all(wait(seconds) for wait in parts):
            if self.idle():
                return True
        return False
