"""Submitting a modal: what Slack checks itself, and what the app's answer does to the screen."""

from __future__ import annotations

from bot.playground import elements
from bot.playground.core import Core
from bot.playground.methods.views import push_view, replace_view
from bot.playground.refusal import Refused
from bot.playground.state import Json, View
from bot.playground.surfaces import check_view


def complaints(view: View) -> dict[str, str]:
    """Return what Slack tells the person itself before it asks the app: block_id -> text."""
    found: dict[str, str] = {}
    values = elements.values(view.body["blocks"], view.picks)
    for block in view.body["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            value = elements.held(element, values[block["block_id"]][element["action_id"]])
            if complaint := _complaint(block, element, value):
                found[block["block_id"]] = complaint
    return found


def accept_answer(core: Core, view: View, answer: Json) -> Json:
    """Do what the app answered to `view_submission`: nothing (close it), errors, update, push or clear.

    Raises:
        Refused: when Slack would call the answer a failure of the app.
    """
    workspace, action = core.workspace, answer.get("response_action")
    stack = workspace.modals.get(view.user, [])
    if action == "errors":
        view.errors = _errors(view, answer.get("errors"))
    elif action == "update":
        replace_view(workspace, view, check_view(answer.get("view"), "modal"))
    elif action == "push":
        push_view(workspace, view.user, check_view(answer.get("view"), "modal"))
    elif action == "clear":
        stack.clear()
    elif action is None:
        if view in stack:
            stack.remove(view)
    else:
        raise Refused("invalid_response_action")
    workspace.touch([view.user])
    return {"response_action": action, "errors": dict(view.errors)} if action else {}


def _complaint(block: Json, element: Json, value: object) -> str | None:
    if value in (None, "", []):
        return None if block.get("optional") else "Please complete this required field."
    if isinstance(value, str) and "min_length" in element and len(value) < element["min_length"]:
        return f"Please enter at least {element['min_length']} characters."
    if isinstance(value, str) and len(value) > element.get("max_length", 3000):
        return f"Please enter at most {element.get('max_length', 3000)} characters."
    return None


def _errors(view: View, errors: object) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise Refused("invalid_errors", ["[ERROR] errors must name input blocks of the view"])
    return {str(block): str(text) for block, text in errors.items()}
