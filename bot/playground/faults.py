"""Trouble on purpose: what Slack does to an app on a bad day."""

from __future__ import annotations

from bot.playground.core import Core
from bot.playground.plans import ANY, Plan
from bot.playground.refusal import Refused
from bot.playground.state import Json

SLOWEST = 600.0
MOST_COPIES = 10


class Faults:
    """The switches of a simulated Slack's bad day; safe from any thread.

    `method` may be "respond" too, or "*" for every method that the bot's token is good for.
    """

    def __init__(self, core: Core) -> None:
        self._core = core
        self._workspace = core.workspace
        self._lock = core.workspace.lock

    def refuse(
        self, method: str, error: str = "ratelimited", retry_after: float | str | None = None, times: int | None = 1
    ) -> None:
        """Answer the next calls with an error; with `retry_after` (seconds, or any header text) as 429."""
        limited = retry_after is not None or error == "ratelimited"
        header = f"{retry_after:g}" if isinstance(retry_after, int | float) else retry_after
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

    def relent(self, method: str = ANY) -> None:
        """Forget the trouble that is planned for a method."""
        with self._workspace.changing():
            self._core.plans.forget(method)

    def slow(self, seconds: float) -> None:
        """Let so many seconds pass before any call of the bot is heard; 0 is normal. Raises Refused."""
        if not 0 <= seconds <= SLOWEST:
            raise Refused("invalid_arguments", [f"[ERROR] seconds must be from 0 to {SLOWEST:g}"])
        with self._workspace.changing():
            self._core.slow = seconds

    def redeliver(self, copies: int = 1) -> Json:
        """Send the last message written, or tab opened, again, so many times at once; returns it. Raises Refused."""
        if not 1 <= copies <= MOST_COPIES:
            raise Refused("invalid_arguments", [f"[ERROR] copies must be from 1 to {MOST_COPIES}"])
        with self._workspace.changing():
            event: Json = self._core.deliveries.again(copies)["event"]
            return event

    def expire_triggers(self, on: bool = True) -> None:
        """Let every trigger be over before the bot can open anything with it, until told otherwise."""
        with self._workspace.changing():
            self._core.tickets.stillborn = on

    def withhold(self, scope: str, on: bool = True) -> None:
        """Take a scope from the app, as where nobody granted it, until told otherwise. Raises Refused."""
        if scope not in self._workspace.cast.bot.scopes:
            raise Refused("invalid_arguments", [f"[ERROR] the app was not granted {scope}"])
        with self._workspace.changing():
            (self._core.withheld.add if on else self._core.withheld.discard)(scope)

    def duplicate_events(self, copies: int = 2) -> None:
        """Send every event this often from now on, until told otherwise; 1 is normal. Raises Refused."""
        if not 1 <= copies <= MOST_COPIES:
            raise Refused("invalid_arguments", [f"[ERROR] copies must be from 1 to {MOST_COPIES}"])
        with self._workspace.changing():
            self._core.deliveries.copies = copies

    def hold_acks(self) -> None:
        """Keep the app's acknowledgements back, as a slow network does."""
        with self._workspace.changing():
            self._core.deliveries.holding = True

    def release_acks(self) -> None:
        """Let pass what was kept back, late where its time is over."""
        with self._workspace.changing():
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
        """End all trouble; tokens that were revoked are good again."""
        with self._workspace.changing():
            self._core.plans.clear()
            self._core.slow = 0.0
            self._core.withheld.clear()
            self._core.token_error = None
            self._core.tickets.stillborn = False
            self._core.deliveries.copies = 1
            self._core.deliveries.release()

    def _plan(self, method: str, plan: Plan) -> None:
        with self._workspace.changing():
            self._core.plans.add(method, plan)
