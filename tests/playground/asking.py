"""Talking to the simulator over HTTP, as the page does."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

from bot.playground.simulated import SimulatedSlack


def ask(slack: SimulatedSlack, path: str, body: object = None, **headers: str) -> tuple[int, dict]:
    """Get a path, or post a body to it; returns the status and the JSON."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(slack.url + path, data, {"content-type": "application/json", **headers})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            text = refused.read().decode()
        return refused.code, json.loads(text) if text.startswith("{") else {}


def trouble(slack: SimulatedSlack, name: str, **given: object) -> dict:
    """Make trouble as one of the page's buttons does."""
    return ask(slack, f"/play/trouble/{name}", given)[1]


def standing(slack: SimulatedSlack) -> list[dict]:
    """What trouble is on."""
    return ask(slack, "/play/trouble")[1]["on"]
