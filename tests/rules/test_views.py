"""Every view, drawn for made-up people at its ordinary and its worst case, is one that Slack takes."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.declared import all_views
from bot.features.care.view import crisis
from bot.features.nudge import view as nudge_view
from bot.features.team import answer_view, invite_view, news_view, summary_view, team_view, who_view
from bot.features.team.team_view import Entry, Open
from bot.features.team.who_view import Belonging, Ties
from bot.playground.refusal import Refused
from bot.playground.surfaces import check_message, check_view
from bot.preview import previews
from bot.preview.content import at_its_limits
from bot.preview.words import HOSTILE
from bot.runtime.blocks import message
from bot.runtime.limits import MOST_CHARACTERS, MOST_TEXT, characters
from tests.kit_content import builtin_content
from tests.kit_views import Picture, parts, pictures

ROOT = Path(__file__).parents[2]
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MADE_BY_SOMEBODY = tuple(re.findall(r"<[^>]+>", HOSTILE))  # mentions and links that must never become alive


def refusal(picture: Picture) -> str | None:
    """Return what the simulated Slack says against it."""
    try:
        if picture.surface == "message":
            check_message(picture.json["text"], picture.json["blocks"], MOST_CHARACTERS)
        else:
            check_view(picture.json, picture.surface)
    except Refused as refused:
        return f"{picture.name}: {refused.code} {refused.messages}"
    return None


def test_slack_takes_every_view() -> None:
    assert [refused for picture in pictures() if (refused := refusal(picture))] == []


def test_slack_takes_them_also_where_every_further_character_has_to_be_escaped() -> None:
    drawn = [Picture(view, case, json) for view, cases in previews("&").items() for case, json in cases.items()]
    assert [refused for picture in drawn if (refused := refusal(picture))] == []


def test_they_stay_within_the_caps_that_slack_does_not_write_down() -> None:
    sizes = {picture.name: sum(characters(block) for block in picture.json["blocks"]) for picture in pictures()}
    assert {name: size for name, size in sizes.items() if size > MOST_CHARACTERS} == {}


def test_every_message_says_in_its_text_what_it_is() -> None:
    texts = {picture.name: picture.json["text"] for picture in pictures() if picture.surface == "message"}
    assert {name: text for name, text in texts.items() if not 0 < len(text.strip()) <= MOST_TEXT} == {}


def test_block_ids_are_there_once_and_not_made_by_chance() -> None:
    for picture in pictures():
        ids = [block["block_id"] for block in picture.json["blocks"]]
        assert len(set(ids)) == len(ids), picture.name
        assert [block_id for block_id in ids if UUID.fullmatch(block_id)] == [], picture.name


def test_nothing_that_somebody_wrote_becomes_a_mention_or_a_link() -> None:
    shown = 0
    for picture in pictures():
        plain = [str(part["text"]) for part in parts(picture.json["blocks"]) if part.get("type") == "plain_text"]
        shown += sum("<!channel>" in text for text in plain)  # there it is only letters
        alive = [str(part["text"]) for part in parts(picture.json["blocks"]) if part.get("type") == "mrkdwn"]
        for text in [*alive, picture.json.get("text", "")]:
            shown += "&lt;!channel&gt;" in text  # here it must be escaped
            assert [mark for mark in MADE_BY_SOMEBODY if mark in text] == [], picture.name
    assert shown > 10, "nobody wrote anything that could do harm"


@pytest.mark.parametrize("view", sorted(all_views()))
def test_every_declared_view_has_an_ordinary_and_a_worst_case(view: str) -> None:
    cases = {picture.case.partition(",")[0] for picture in pictures() if picture.view == view}
    assert cases == {"ordinary", "worst"}


def test_the_command_line_prints_one_view_and_refuses_one_that_is_not_there() -> None:
    printed = CliRunner().invoke(app, ["preview", "check.question"])
    assert json.loads(printed.output) == {"check.question": cases("check.question")}
    refused = CliRunner().invoke(app, ["preview", "check.unheard_of"])
    assert refused.exit_code == 1
    assert "There is no view check.unheard_of." in refused.output


def test_the_worst_case_is_worse() -> None:
    sizes = {picture.name: characters(picture.json["blocks"]) for picture in pictures()}
    assert sizes["check.result: worst"] > sizes["check.result: ordinary"] + 2000
    assert sizes["home.tab: worst"] > sizes["home.tab: ordinary"] + 2000
    assert sizes["check.question: worst"] > sizes["check.question: ordinary"] + 200


def test_nothing_of_an_answer_to_a_crisis_is_cut() -> None:
    for words in (builtin_content().words.crisis_text, "&" * 2000, "a line\n" * 285):
        shown = "".join(block["text"]["text"] for block in crisis(words).blocks)
        assert shown.replace("&amp;", "&") == words.rstrip("\n") or shown.replace("&amp;", "&") == words


def test_the_worst_content_is_content_that_would_be_accepted() -> None:
    worst = at_its_limits(builtin_content())
    for check in worst.checks.values():
        assert type(check).model_validate(check.model_dump()) == check
    assert len(worst.checks["set"].questions[0].meaning) == 700
    type(worst.words).model_validate(worst.words.model_dump())


def test_drawn_twice_they_are_equal_and_every_function_of_a_view_module_was_asked() -> None:
    drawn: set[tuple[str, str]] = set()

    def note(frame: FrameType, _event: str, _arg: Any) -> None:
        drawn.add((frame.f_code.co_filename, frame.f_code.co_name))

    sys.setprofile(note)
    try:
        again = previews()
    finally:
        sys.setprofile(None)
    assert again == {view: cases(view) for view in again}
    assert [f"{file}: {name}" for file, name in drawing_functions() if (str(file), name) not in drawn] == []


def cases(view: str) -> dict[str, Any]:
    return {picture.case: picture.json for picture in pictures() if picture.view == view}


def drawing_functions() -> Iterator[tuple[Path, str]]:
    """Yield every function of a view module that makes a message, a modal or a Home tab."""
    for file in sorted((ROOT / "bot" / "features").rglob("*view.py")):
        for node in ast.parse(file.read_text()).body:
            made = ast.unparse(node.returns) if isinstance(node, ast.FunctionDef) and node.returns else ""
            if {"Rendered", "RenderedView"} & set(made.split(" | ")):
                yield file, node.name


def test_no_name_of_a_team_becomes_a_link() -> None:
    """Slack makes links of what looks like one, in all mrkdwn that does not say otherwise."""
    name, day = "sign-in.example.com/now", date(2026, 12, 31)
    belongs = Belonging("T", name, True, False, False, (), (), 0, True)
    told = [
        news_view.there(name, day, "T", "o", reads=True),
        news_view.none_this_time(name, day, "o"),
        news_view.leads(name, "U1", "o", you=False),
        news_view.reads(name, ["U1"], "o", you=False),
        invite_view.invitation(name, "U1", [], closes=day, occasion="o", value="", picture=False),
    ]
    lines = [("o", one.line) for one in told[:1]]
    shown = [
        *(nudge_view.together([one]) for one in told),
        nudge_view.missed(*reversed(lines[0])),
        nudge_view.meanwhile(lines),
        message("Home", *nudge_view.on_home(lines)),
        who_view.who(Ties([belongs], 0, [("T", name)], 0)),
        summary_view.earlier("T", name, [("S", day)]),
        summary_view.several([("T", name)]),
        team_view.card([Entry("T", name, day)], [Open("O", name, "U1")], more=0, may_create=True),
        answer_view.readers(name, ["U1"]),
    ]
    for one in shown:
        named = [part for part in parts(list(one.blocks)) if name in str(part.get("text", "")) and "type" in part]
        words = [part for part in named if part["type"] in ("mrkdwn", "plain_text")]
        assert words, one.text
        assert [part["text"] for part in words if part["type"] == "mrkdwn" and not part.get("verbatim")] == []
