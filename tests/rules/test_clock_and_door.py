"""One clock, one door to Slack, and few places that catch whatever comes: each named here, with its reason."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.rules.source import ROOT, calls, names, place, shipped, tree

CLOCKS = re.compile(
    r"datetime\.(datetime\.(now|utcnow|today)|date\.today)"
    r"|time(\.\w+)?"
    r"|sqlalchemy\.func\.(now|current_\w+|localtime\w*)"
    r"|threading\.Timer|asyncio\.(sleep|wait_for|timeout)"
)
MAY_READ_A_CLOCK = {
    "bot/runtime/clock.py": {
        "datetime.datetime.now",
        "time",
        "time.monotonic",
        "time.clock_gettime",
        "time.CLOCK_BOOTTIME",
    },
    # How long a lock of the database is waited for is real time, whatever the clock of the product says.
    "bot/store/engine.py": {"time", "time.monotonic"},
    "bot/store/sqlite.py": {"time", "time.monotonic"},
}

SLACK = re.compile(
    r"(slack_sdk|slack_bolt|urllib3|requests|httpx|aiohttp)(\..+)?|(urllib\.request|http\.client)(\..+)?"
)
MAY_TALK_TO_SLACK = {
    "bot/runtime/slack.py": r"urllib3(\..+)?|slack_sdk\.WebClient",
    "bot/runtime/socket.py": (
        r"slack_bolt\.(App|BoltResponse|adapter\.socket_mode\..+)|slack_sdk\.(errors|socket_mode)\..+"
    ),
    # Only to be registered with, and to be handed payloads: no call goes out from here.
    "bot/runtime/bolt.py": r"slack_bolt\.(App|authorization\..+|logger\.messages\..+)",
    "bot/runtime/deliver.py": r"slack_bolt\.(App|BoltRequest|BoltResponse)",
    "bot/runtime/http/front.py": r"slack_bolt\.BoltResponse",
    "bot/runtime/http/web.py": r"slack_bolt\.App",
    "bot/runtime/measured.py": r"slack_bolt\.Ack",
    "bot/runtime/router.py": r"slack_bolt\.(Ack|App|BoltResponse)",
    # The other way round: here the simulated Slack talks to the bot.
    "bot/playground/hooks.py": r"urllib3(\..+)?|slack_sdk\.signature\..+",
    "bot/bot.py": r"slack_bolt\.App",
    "bot/wire.py": r"slack_bolt\.App",
}
METHOD = re.compile(
    r"(api|apps|auth|bots|chat|conversations|files|pins|reactions|reminders|team|users|views)\.[a-z]+[A-Za-z.]*"
)

CATCH_EVERYTHING = {
    ("bot/runtime/router.py", "_outcome"): "a listener: nothing leaves it but an answer",
    ("bot/runtime/instant.py", "_carry_out"): "a thread: one broken effect must not end all later ones",
    ("bot/runtime/ticker.py", "tick"): "a job: one that breaks is told by its name, and has its next turn",
    ("bot/doctor/__init__.py", "_looked"): "a check: one that breaks must not hide what the others find",
    ("bot/features/nudge/plan.py", "_each"): "a person: their broken row must not end what everybody else is told",
    ("bot/store/engine.py", "_transaction"): "a transaction that came to nothing, whyever: raised again",
    ("bot/features/team/closing.py", "_did"): "a close: a broken one must not keep all teams after it from theirs",
    ("bot/runtime/outbox/delivery.py", "_draw"): "a row: one broken view must not stop everybody's messages",
    ("bot/runtime/outbox/senders.py", "_work"): "a thread: one broken row must not end all sending",
}


def test_only_the_clock_tells_the_time() -> None:
    told = {file: {name for _, name in names(file) if CLOCKS.fullmatch(name)} for file in shipped()}
    found = {str(file.relative_to(ROOT)): clocks for file, clocks in told.items() if clocks}
    strange = {file: clocks - MAY_READ_A_CLOCK.get(file, set()) for file, clocks in found.items()}
    assert {file: clocks for file, clocks in strange.items() if clocks} == {}
    assert MAY_READ_A_CLOCK.keys() <= found.keys(), "an exception that nobody needs"


def test_only_the_door_talks_to_slack() -> None:
    strange = [
        f"{place(file, node)} {name}"
        for file in shipped()
        for node, name in names(file)
        if SLACK.fullmatch(name)
        and not re.fullmatch(MAY_TALK_TO_SLACK.get(str(file.relative_to(ROOT)), r"(?!)"), name)
        and isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert strange == []


def test_a_method_of_the_web_api_is_named_only_at_the_door() -> None:
    files = [file for file in shipped("bot") if "playground" not in file.parts]
    named = {
        place(file, call)
        for file in files
        for call in calls(file, "call")
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant) and METHOD.fullmatch(str(argument.value))
    }
    assert named, "nothing found: has the function another name now?"
    assert {where for where in named if not where.startswith("bot/runtime/slack.py:")} == set()


def test_whatever_comes_is_caught_only_at_the_boundaries() -> None:
    found = {(str(file.relative_to(ROOT)), function) for file in shipped() for function in catching_all(file)}
    assert found == set(CATCH_EVERYTHING)


def catching_all(file: Path) -> Iterator[str]:
    """Yield the innermost functions that hold a bare except, or one of Exception or BaseException."""
    owner: dict[ast.AST, str] = {}
    for node in ast.walk(tree(file)):  # outer functions come first, so the innermost is written last
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            owner.update(dict.fromkeys(ast.walk(node), node.name))
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "BaseException"
            if re.search(r"\b(Base)?Exception\b", caught):
                yield owner.get(node, "")


def test_the_rules_find_what_they_look_for(tmp_path: Path) -> None:
    file = tmp_path / "bad.py"
    file.write_text(
        "import time as t\nfrom datetime import datetime as d\nimport urllib3\nfrom slack_sdk.web import client\n"
        "def f():\n    try:\n        t.sleep(d.now())\n    except (ValueError, Exception):\n        pass\n"
    )
    found = {name for _, name in names(file)}
    assert {"time.sleep", "datetime.datetime.now"} <= {name for name in found if CLOCKS.fullmatch(name)}
    assert {"urllib3", "slack_sdk.web.client"} <= {name for name in found if SLACK.fullmatch(name)}
    assert list(catching_all(file)) == ["f"]
