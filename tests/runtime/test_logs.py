"""What a log line may say, at every level, and what libraries and uncaught errors say through our logs."""

from __future__ import annotations

import json
import logging
import sys
import threading
from collections.abc import Iterator, MutableMapping
from unittest.mock import ANY

import pytest
import structlog

from bot.runtime import logs

CANARY = "zq7canary"


LIBRARIES = ("slack_bolt.App", "slack_sdk.socket_mode.builtin.client", "apscheduler.scheduler")


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root logger, put back as it was afterwards. Other tests may have quietened a library."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    quietened = {name: logging.getLogger(name).level for name in LIBRARIES}
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.NOTSET)
    yield root
    for name, before_us in quietened.items():
        logging.getLogger(name).setLevel(before_us)
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_library_says_who_it_is_how_bad_and_where(
    root: logging.Logger, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    logs.configure("DEBUG")

    try:
        raise ConnectionResetError(CANARY)
    except ConnectionResetError:
        logging.getLogger(name).exception("on_error invoked: %s\n%s", CANARY, CANARY)
    logging.getLogger(name).warning(f"a payload {CANARY}\nwith lines")

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["event"], line["logger"], line["level"]) for line in lines] == [
        ("library.trouble", name, "error"),
        ("library.trouble", name, "warning"),
    ]
    assert [line.get("error") for line in lines] == ["ConnectionResetError", None]
    assert all("test_logs.py:" in line["said_at"] for line in lines)
    assert CANARY not in json.dumps(lines)


def test_libraries_are_silent_below_warning(root: logging.Logger, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("DEBUG")

    logging.getLogger("slack_bolt.App").info("all is well")
    logging.getLogger("slack_sdk").debug(CANARY)

    assert capsys.readouterr().err == ""


def test_the_operators_level_holds_for_libraries_too(root: logging.Logger, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("ERROR")

    logging.getLogger("slack_sdk").warning("a line was replaced")
    logging.getLogger("slack_sdk").error("no line")

    assert [json.loads(line)["level"] for line in capsys.readouterr().err.splitlines()] == ["error"]


def test_configuring_twice_says_nothing_twice(root: logging.Logger, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO")
    logs.configure("INFO")

    logging.getLogger("apscheduler.executors").error("late")

    assert len(capsys.readouterr().err.splitlines()) == 1


# What a line may say -------------------------------------------------------------------------------------------------

SECRETS = [
    "xoxb-1111-2222-zq7canary",
    "xoxp-1-zq7canary",
    "xoxe.xoxb-1-zq7canary",
    "xapp-1-A1-2-zq7canary",
    "postgresql+psycopg://ana:zq7canary@db.example.com/bot",
    "https://zq7canary@example.com/api/",
    "wss://wss-primary.slack.com/link/?ticket=zq7canary&app_id=A1",
    "https://hooks.slack.com/commands/T1/2/zq7canary",
]


def last(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """The last line that was logged."""
    line: dict[str, object] = json.loads(capsys.readouterr().err.splitlines()[-1])
    return line


@pytest.mark.parametrize("level", ["debug", "info", "warning", "error", "critical"])
def test_what_a_line_may_not_say_is_withheld_at_every_level(
    root: logging.Logger, capsys: pytest.CaptureFixture[str], level: str
) -> None:
    logs.configure("DEBUG")

    say = getattr(structlog.get_logger(), level)
    say("check.answered", row="01kc", text=CANARY, body={"text": CANARY}, user=CANARY, view={"deep": [CANARY]})

    assert last(capsys) == {
        "event": "check.answered", "level": level, "timestamp": ANY, "row": "01kc", "view": "[withheld]",
        "text": "[withheld]", "body": "[withheld]", "user": "[withheld]",
    }  # fmt: skip


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_masked_wherever_it_stands(
    root: logging.Logger, capsys: pytest.CaptureFixture[str], secret: str
) -> None:
    logs.configure("DEBUG")

    structlog.get_logger().info(f"run.odd {secret}", error=f"could not reach {secret} today", at=[secret])

    line = last(capsys)
    assert CANARY not in json.dumps(line)
    assert "[withheld]" in str(line["error"])
    assert str(line["error"]).startswith("could not reach ")


def test_ordinary_words_are_left_alone(root: logging.Logger, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO")

    structlog.get_logger().info("outbox.failed", view="check.question", attempt=3, code="channel_not_found", ref=None)

    line = last(capsys)
    assert (line["view"], line["attempt"], line["code"], line["ref"]) == (
        "check.question", 3, "channel_not_found", None,
    )  # fmt: skip


def test_a_line_is_never_endless(root: logging.Logger, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO")

    structlog.get_logger().info("run.odd", error="x" * 100_000)

    assert len(str(last(capsys)["error"])) == logs.LONGEST


def test_what_nobody_caught_is_a_line_without_its_words(
    root: logging.Logger, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(module, name, getattr(module, name))  # put back afterwards
    logs.configure("DEBUG")
    logs.take_over()

    def breaks() -> None:
        raise ValueError(CANARY)

    thread = threading.Thread(target=breaks)
    thread.start()
    thread.join()
    try:
        breaks()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["event"], line["error"]) for line in lines] == [
        ("thread.broken", "ValueError"),
        ("run.broken", "ValueError"),
    ]
    assert all("breaks" in line["at"][-1] for line in lines)
    assert CANARY not in json.dumps(lines)


def test_whoever_is_shown_lines_too_sees_them_for_a_while(
    root: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure("INFO")
    seen = []

    def note(_logger: object, level: str, event: MutableMapping[str, object]) -> MutableMapping[str, object]:
        seen.append((level, event["event"]))
        return event

    with logs.also(note):
        structlog.get_logger().debug("run.silent")
        structlog.get_logger().info("run.serving")
    structlog.get_logger().info("run.stopping")

    assert seen == [("info", "run.serving")]
    assert len(capsys.readouterr().err.splitlines()) == 2
