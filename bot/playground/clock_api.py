"""The page's HTTP interface to the time machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.playground.core import Core
from bot.playground.moves import Arrived
from bot.playground.refusal import Refused
from bot.playground.screen import screen
from bot.playground.state import Json
from bot.playground.time_machine import TimeMachine


class Wanted(BaseModel):
    """A move: `by` the name of a step, or `to` an instant."""

    model_config = ConfigDict(extra="forbid")
    by: Annotated[str, StringConstraints(max_length=20)] = ""
    to: AwareDatetime | None = None


class ClockApi:
    """Routes below `/play/clock`.

    Args:
        core: the simulated Slack.
        machine: moves its clock; None where the clock is not to be moved.
    """

    def __init__(self, core: Core, machine: TimeMachine | None) -> None:
        self._core = core
        self._machine = machine

    def routes(self) -> list[BaseRoute]:
        """Return the routes."""
        return [
            Route("/play/clock", self.shown, methods=["GET"]),
            Route("/play/clock", self.move, methods=["POST"]),
            Route("/play/clock/stop", self.stop, methods=["POST"]),
        ]

    async def shown(self, request: Request) -> Response:
        """What time it is, for each of the cast; for `person`, also what is ahead of them."""
        person = request.query_params.get("person", "")
        return JSONResponse(await run_in_threadpool(self._shown, person))

    async def move(self, request: Request) -> Response:
        """Move; answers when the clock is there, or was stopped."""
        machine = self._machine
        if machine is None:
            return JSONResponse({"ok": False, "error": "not_movable"}, 404)
        try:
            wanted = Wanted.model_validate_json(await request.body())
        except ValidationError as wrong:
            return JSONResponse({"ok": False, "error": "invalid_arguments", "detail": str(wrong)}, 400)
        to = wanted.to
        go: Callable[[], Sequence[Arrived]] = (lambda: machine.to(to)) if to else (lambda: machine.by(wanted.by))
        try:
            came = await run_in_threadpool(go)
        except Refused as refused:
            return JSONResponse(refused.body())
        now = self._core.workspace.clock.now()
        return JSONResponse({"ok": True, "now": now.isoformat(), "arrived": [_arrived(one) for one in came]})

    async def stop(self, _request: Request) -> Response:
        """End the move that goes on."""
        if self._machine is not None:
            self._machine.stop()
        return JSONResponse({"ok": True})

    def _shown(self, person: str) -> Json:
        workspace, machine = self._core.workspace, self._machine
        now = workspace.clock.now()
        with workspace.lock:
            people = {one.id: one for one in workspace.people.values() if not one.is_deleted}
        shown: Json = {
            "now": now.isoformat(),
            "can_move": machine is not None,
            "people": [{"id": one.id, "tz": one.tz, "unread": self._unread(one.id)} for one in people.values()],
            "moving": None,
            "arrived": [],
            "next": [],
            "told": [] if machine is None else list(machine.told),
            "others": {"people": 0, "at": None},
        }
        if machine is None:
            return shown
        move = machine.move
        if move is not None:
            shown["moving"] = {"by": move.by, "to": move.to.isoformat(), "share": _share(move.begun, now, move.to)}
        shown["arrived"] = [_arrived(one) for one in machine.arrived]
        if person in people:
            shown |= self._ahead(machine, person, list(people))
        return shown

    def _ahead(self, machine: TimeMachine, person: str, people: Sequence[str]) -> Json:
        """What is ahead: of this person in words, of the others only that there is something."""
        firsts = [coming[0].at for user in people if user != person and (coming := machine.coming(user))]
        return {
            "next": [{"what": one.what, "at": one.at.isoformat()} for one in machine.coming(person)],
            "others": {"people": len(firsts), "at": min(firsts).isoformat() if firsts else None},
        }

    def _unread(self, user: str) -> int:
        return sum(int(one["unread"]) for one in screen(self._core, user)["conversations"] if one["kind"] == "im")


def _share(begun: datetime, now: datetime, to: datetime) -> float:
    whole = (to - begun).total_seconds()
    return 1.0 if whole <= 0 else round(min(1.0, (now - begun).total_seconds() / whole), 3)


def _arrived(one: Arrived) -> Json:
    return {"user": one.user, "ts": one.ts, "at": one.at.isoformat()}
