"""Trouble on purpose: what Slack does to an app on a bad day."""

from __future__ import annotations

from bot.playground.core import Core
from bot.playground.plans import Plan


class Faults:
    """The switches of a simulated Slack's bad day; safe from any thread. `method` may be "respond" too."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._lock = core.workspace.lock

    def refuse(
        self, method: str, error: str = "ratelimited", retry_after: float | str | None = None, times: int | None = 1
    ) -> None:
        """Answer the next calls with an error; with `retry_after` (seconds, or any header text) as 429."""
        limited = retry_after is not None or error == "ratelimited"
        header = None if retry_after is None else str(retry_after)
        self._plan(method, Plan("refuse", error, 429 if limited else 200, header, times))

    def deliver_then_drop(self, method: str, times: int | None = 1) -> None:
        """Do what the next calls ask for, then close the connection without an answer."""
        self._plan(method, Plan("drop_after", times=times))

    def fail_connection(self, method: str, times: int | None = 1) -> None:
        """Close the connection of the next calls before anything is done."""
        self._plan(method, Plan("drop_before", times=times))

    def html_error(self, method: str, status: int = 502, times: int | None = 1) -> None:
        """Answer the next calls with a page of HTML and do nothing."""
        self._plan(method, Plan("html", status=status, times=times))

    def duplicate_events(self, copies: int = 2) -> None:
        """Send every event this often from now on, until told otherwise; 1 is normal."""
        with self._lock:
            self._core.deliveries.copies = copies

    def hold_acks(self) -> None:
        """Keep the app's acknowledgements back, as a slow network does."""
        with self._lock:
            self._core.deliveries.holding = True

    def release_acks(self) -> None:
        """Let pass what was kept back, late where its time is over."""
        with self._lock:
            self._core.deliveries.release()

    def drop_socket(self, abruptly: bool = False) -> None:
        """Close every socket: politely with a close frame, or as a cut cable does."""
        with self._lock:
            for connection in list(self._core.deliveries.connections):
                connection.drop(abruptly)

    def refresh_socket(self, reason: str = "refresh_requested") -> None:
        """Ask every socket to be replaced, as Slack does about once an hour (or `warning`, `link_disabled`)."""
        with self._lock:
            for connection in list(self._core.deliveries.connections):
                connection.leaving = True
                connection.send({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-sim-1"}})

    def clear(self) -> None:
        """End all trouble."""
        with self._lock:
            self._core.plans.clear()
            self._core.deliveries.copies = 1
            self._core.deliveries.release()

    def _plan(self, method: str, plan: Plan) -> None:
        with self._lock:
            self._core.plans.add(method, plan)
