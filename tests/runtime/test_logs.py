"""Libraries speak through our logs: a line each, without a word of what they wanted to say."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.runtime import logs

CANARY = "zq7canary"


LIBRARIES = ("slack_bolt.App", "slack_sdk.socket_mode.builtin.client", "apscheduler.scheduler")


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root logger, put back as it was afterwards; so is structlog. Other tests may have quietened a library."""
    root = logging.getLogger()
    handlers, level, before = list(root.handlers), root.level, structlog.get_config()
    quietened = {name: logging.getLogger(name).level for name in LIBRARIES}
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.NOTSET)
    yield root
    for name, before_us in quietened.items():
        logging.getLogger(name).setLevel(before_us)
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**before)


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
