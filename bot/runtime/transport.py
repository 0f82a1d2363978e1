"""How Slack hands us what people do. Two ways, one code path behind the router."""

from __future__ import annotations

from typing import Protocol


class Transport(Protocol):
    """Receives from Slack and answers: over Socket Mode (socket.py) or HTTP (http/)."""

    def open(self) -> None:
        """Begin to receive.

        Raises:
            SlackError: Slack does not let us, or is not reached.
            OSError: we cannot listen.
        """

    def connected(self) -> bool:
        """Tell whether what people do reaches us."""

    def idle(self) -> bool:
        """Tell whether nothing is being dealt with."""

    def wait_idle(self, seconds: float) -> bool:
        """Wait until nothing is being dealt with; False when something still is after `seconds`."""

    def finish(self, seconds: float) -> None:
        """Begin nothing new, wait up to `seconds` for what has begun, and close."""
