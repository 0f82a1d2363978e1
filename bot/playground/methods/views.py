"""Modals and the Home tab."""

from __future__ import annotations

from typing import Any

from bot.playground import stored
from bot.playground.core import Core
from bot.playground.methods.args import need
from bot.playground.normal import normal_view
from bot.playground.refusal import Refused
from bot.playground.state import Json, View
from bot.playground.surfaces import check_view
from bot.playground.workspace import Workspace

DEEPEST = 3
"""How many modals may lie on one another."""


def open_view(core: Core, args: Json) -> Json:
    """views.open: a modal for whoever has just acted; it replaces what was open."""
    body = check_view(args.get("view"), "modal")
    _unique(core.workspace, body)
    user = core.tickets.redeem(need(args, "trigger_id"))
    view = new_view(core.workspace, user, body)
    core.workspace.modals[user] = [view]
    return _done(core, view)


def push(core: Core, args: Json) -> Json:
    """views.push: a modal on top of the open one."""
    body = check_view(args.get("view"), "modal")
    _unique(core.workspace, body)
    user = core.tickets.redeem(need(args, "trigger_id"))
    return _done(core, push_view(core.workspace, user, body))


def update(core: Core, args: Json) -> Json:
    """views.update: change a modal that is open, by its id or external id."""
    body = check_view(args.get("view"), "modal")
    view = _named(core.workspace, args)
    _same_hash(view, args)
    replace_view(core.workspace, view, body)
    return _done(core, view)


def publish(core: Core, args: Json) -> Json:
    """views.publish: a person's Home tab."""
    user = core.workspace.person(need(args, "user_id")).id
    body = check_view(args.get("view"), "home")
    view = core.workspace.homes.get(user)
    if view is None:
        if args.get("hash"):
            raise Refused("hash_conflict")
        view = core.workspace.homes[user] = new_view(core.workspace, user, body)
    else:
        _same_hash(view, args)
        replace_view(core.workspace, view, body)
    return _done(core, view)


def new_view(workspace: Workspace, user: str, body: Json, below: View | None = None) -> View:
    """Return a new view for this person, on top of another where there is one."""
    view_id = workspace.next_id("V")
    root = below.root_id if below else view_id
    return View(view_id, user, normal_view(body, workspace), _hash(workspace), root, below.id if below else None)


def push_view(workspace: Workspace, user: str, body: Json) -> View:
    """Lay a view on the open one. Raises Refused(not_found or push_limit_reached)."""
    stack = workspace.modals.get(user)
    if not stack:
        raise Refused("not_found")
    if len(stack) >= DEEPEST:
        raise Refused("push_limit_reached")
    view = new_view(workspace, user, body, below=stack[-1])
    stack.append(view)
    return view


def replace_view(workspace: Workspace, view: View, body: Json) -> None:
    """Change what a view shows. What was put in stays where block and action keep their ids."""
    view.body, view.hash = normal_view(body, workspace), _hash(workspace)
    view.errors = {}


def _done(core: Core, view: View) -> Json:
    core.workspace.touch([view.user])
    return {"view": stored.view_object(core.workspace, view)}


def _hash(workspace: Workspace) -> str:
    return f"{workspace.epoch()}.{workspace.next_id('h')}"


def _named(workspace: Workspace, args: Json) -> View:
    external = args.get("external_id")
    open_now = [view for stack in workspace.modals.values() for view in stack]
    if external:
        for view in open_now:
            if view.body.get("external_id") == external:
                return view
        raise Refused("not_found")
    wanted: Any = need(args, "view_id")
    for view in open_now:
        if view.id == wanted:
            return view
    raise Refused("not_found")


def _unique(workspace: Workspace, body: Json) -> None:
    external = body.get("external_id")
    taken = {view.body.get("external_id") for stack in workspace.modals.values() for view in stack}
    if external and external in taken:
        raise Refused("duplicate_external_id")


def _same_hash(view: View, args: Json) -> None:
    if args.get("hash") and args["hash"] != view.hash:
        raise Refused("hash_conflict")
