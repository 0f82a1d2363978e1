"""What Slack sends when somebody clicks an answer or types the command, as it would send it to the product."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from advice.check import Progress
from bot.features.check.draw import draw_card
from bot.features.check.ids import Card
from tests.bench import crowd

Json = dict[str, Any]
SECRET = "bench-signing-secret"
QUESTIONS = (
    "am I too rusty to work as an engineer again?",
    "should I become a manager or stay technical",
    "I've been a manager for five years and miss writing code, is it too late",
    "how do i get promoted to director",
    "my manager never gives me any feedback and I don't know whether I'm doing well at all",
    "burnout",
    "what does a tech lead do all day",
    "how do I say no to my boss",
    "feling stuck in my carreer",
    "I lead a team of seven engineers, I'm still the main reviewer of pull requests, and I have no time left to code",
)
_CHECK, _USER, _CHANNEL = (f"<{name}>" for name in ("check", "user", "channel"))


@dataclass(frozen=True)
class Payload:
    """One payload, before it is wrapped for a transport."""

    kind: str  # of a Socket Mode envelope
    body: str  # JSON


def clicks(people: Sequence[int], api: str) -> Iterator[Payload]:
    """Yield a fresh answer after the other: everybody's first question, then everybody's second, up to the ninth."""
    for question in range(9):
        template = _click(question).replace("<api>", api)
        for number in people:
            body = template.replace(_CHECK, crowd.check_id(number)).replace(_USER, crowd.user_id(number))
            yield Payload("interactive", body.replace(_CHANNEL, crowd.channel(number)))


def commands(people: Iterable[int], api: str) -> Iterator[Payload]:
    """Yield `/careercheck` in a channel, by one person after the other; for each of them a check is laid out."""
    for number in people:
        body = {
            "token": "verification-token",
            "team_id": crowd.WORKSPACE,
            "team_domain": "bench",
            "channel_id": "C0GENERAL",
            "channel_name": "general",
            "user_id": crowd.user_id(number),
            "user_name": f"person{number}",
            "command": "/careercheck",
            "text": "",
            "api_app_id": "A0BENCH01",
            "is_enterprise_install": "false",
            "response_url": f"{api}commands/T0BENCH01/8400000000003/abcdefABCDEF0123456789ab",
            "trigger_id": "8400000000001.8400000000002.0123456789abcdef0123456789abcdef",
        }
        yield Payload("slash_commands", json.dumps(body))


def questions(people: Iterable[int]) -> Iterator[Payload]:
    """Yield a question in the direct message, by one person after the other."""
    for number, asked in zip(people, cycle(QUESTIONS), strict=False):
        ts = f"1795165400.{number:06d}"
        body = {
            "token": "verification-token",
            "team_id": crowd.WORKSPACE,
            "api_app_id": "A0BENCH01",
            "type": "event_callback",
            "event_id": f"Ev0{number:08d}",
            "event_time": 1795165400,
            "authorizations": [{"team_id": crowd.WORKSPACE, "user_id": crowd.BOT_USER, "is_bot": True}],
            "is_ext_shared_channel": False,
            "event": {
                "user": crowd.user_id(number),
                "type": "message",
                "ts": ts,
                "client_msg_id": f"00000000-0000-4000-8000-{number:012d}",
                "text": asked,
                "team": crowd.WORKSPACE,
                "channel": crowd.channel(number),
                "event_ts": ts,
                "channel_type": "im",
            },
        }
        yield Payload("events_api", json.dumps(body))


def as_frame(payload: Payload, envelope: str) -> str:
    """Wrap a payload for Socket Mode."""
    accepts = "true" if payload.kind == "slash_commands" else "false"
    head = f'"envelope_id": "{envelope}", "type": "{payload.kind}", "accepts_response_payload": {accepts}'
    return f'{{{head}, "payload": {payload.body}}}'


def as_request(payload: Payload, port: int, at: int) -> bytes:
    """Wrap a payload for HTTP, signed at `at` (seconds since 1970)."""
    fields = {"payload": payload.body} if payload.kind == "interactive" else json.loads(payload.body)
    body = urlencode(fields)
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=str(at), body=body)
    head = (
        f"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\nAccept: application/json,*/*\r\n"
        "Accept-Encoding: gzip,deflate\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"X-Slack-Signature: {signature}\r\nX-Slack-Request-Timestamp: {at}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


@cache
def _click(question: int) -> str:
    """Return the payload of a click on the first answer of a question, with names to fill in."""
    check = crowd.the_check()
    part = check.sections[0]
    asked = check.questions_of(part.id)[question]
    progress = Progress(tuple(section.id for section in check.sections), cards={asked.id: 1}, current=asked.id)
    card = Card(_CHECK, asked.id, 1)
    drawn = draw_card(check, progress, card)
    blocks = _stored(json.loads(json.dumps(drawn.blocks)))
    button = next(block for block in blocks if block["block_id"] == "answers")["elements"][0]
    where = {"message_ts": crowd.message_ts(question), "channel_id": _CHANNEL, "thread_ts": crowd.PARENT}
    body = {
        "type": "block_actions",
        "user": {"id": _USER, "username": "person", "name": "person", "team_id": crowd.WORKSPACE},
        "api_app_id": "A0BENCH01",
        "token": "verification-token",
        "container": {"type": "message", "is_ephemeral": False, **where},
        "trigger_id": "8400000000001.8400000000002.0123456789abcdef0123456789abcdef",
        "team": {"id": crowd.WORKSPACE, "domain": "bench"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": _CHANNEL, "name": "directmessage"},
        "message": {
            "user": crowd.BOT_USER,
            "type": "message",
            "ts": crowd.message_ts(question),
            "bot_id": crowd.BOT_ID,
            "app_id": "A0BENCH01",
            "text": drawn.text,
            "team": crowd.WORKSPACE,
            "thread_ts": crowd.PARENT,
            "parent_user_id": crowd.BOT_USER,
            "blocks": blocks,
        },
        "state": {"values": {}},
        "response_url": "<api>actions/T0BENCH01/8400000000004/abcdefABCDEF0123456789ab",
        "actions": [{**button, "block_id": "answers", "action_ts": f"1795165300.{question:06d}"}],
    }
    return json.dumps(body)


def _stored(part: Any) -> Any:
    """Add what Slack adds to the texts of blocks that it stores."""
    if isinstance(part, list):
        return [_stored(item) for item in part]
    if not isinstance(part, dict):
        return part
    added = {"mrkdwn": {"verbatim": False}, "plain_text": {"emoji": True}}.get(part.get("type", ""), {})
    return {**added, **{key: _stored(value) for key, value in part.items()}}
