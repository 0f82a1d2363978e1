"""The whole document, taken along as Markdown: letter by letter, at Slack's pace, whatever happens meanwhile."""

from __future__ import annotations

from datetime import timedelta

from bot.runtime.limits import MOST_CHARACTERS, characters
from bot.store import evidence
from bot.store.evidence import Entry
from tests.kit import MONDAY, Somebody, World, words
from tests.stories.brags import to_copy, writes_down

TOLD = "Your brag document as Markdown, to copy."
CODE = "Fixed it:\n```py\nprint('<!channel> &amp; *x*  ')  \n```\n# not a heading\n\n- not an item 👩🏽‍💻"


def keeps(world: World, who: Somebody, *texts: str) -> None:
    """Let somebody have kept entries, the newest today, each a day older."""
    with world.bot.services.database.writing() as connection:
        for number, text in enumerate(texts):
            day = (MONDAY - timedelta(days=number)).date()
            entry = Entry(f"e{number:05}", who.id, text, None, day, MONDAY, None)
            evidence.add(connection, world.slack.cast.team_id, entry)


def takes_along(who: Somebody) -> None:
    who.runs("/careercheck brag")
    who.clicks("Export as Markdown")


def arrived(world: World, who: Somebody) -> str:
    """Let all of an export arrive; returns it."""
    while world.rows("SELECT 1 FROM outbox WHERE state = 'due' AND view = 'brag.markdown'"):
        world.passes(seconds=5)
    return "".join(to_copy(who, TOLD))


def test_it_is_all_there_in_messages_to_copy(world: World, agreed: Somebody) -> None:
    writes_down(world, agreed, 60, "Thing {} " + "and more " * 60)
    channel = next(c["name"] for c in agreed.screen()["conversations"] if c["id"].startswith("C"))
    agreed.runs("/careercheck brag", channel)

    agreed.clicks("Export as Markdown")

    agreed.sees("is in our direct message")
    whole = arrived(world, agreed)
    assert len(to_copy(agreed, TOLD)) > 1
    assert whole.startswith("# My brag document\n\n## Everything else\n\n### 2026, October to December\n\n- 23 Nov")
    assert whole.count("# My brag document") == whole.count("## Everything else") == 1
    assert [whole.count(f"Thing {number} and more") for number in range(60)] == [1] * 60
    assert all(message["channel"].startswith("D") for message in agreed.messages() if TOLD in message["text"])


def test_what_is_added_changed_or_deleted_meanwhile_shifts_nothing(world: World, agreed: Somebody) -> None:
    writes_down(world, agreed, 60, "Thing {} " + "and more " * 60)
    takes_along(agreed)
    assert 0 < len(to_copy(agreed, TOLD)) < 5, "one a second"
    agreed.runs("/careercheck brag add Written down just now")
    with world.bot.services.database.writing() as connection:
        evidence.drop(connection, world.slack.cast.team_id, "e00000")
        evidence.drop(connection, world.slack.cast.team_id, "e00058")
        late = {"text": "x" * 3000, "pillar": None, "day": MONDAY.date(), "now": MONDAY}
        evidence.change(connection, world.slack.cast.team_id, "e00059", **late)  # type: ignore[arg-type]

    whole = arrived(world, agreed)

    assert [number for number in range(58) if whole.count(f"Thing {number} and more") != 1] == []
    assert "Thing 58" not in whole
    assert "x" * 2700 in whole.replace("\n", "")
    assert whole.count("## Everything else") == 1
    assert "just now" not in whole, "it came after the click"


def test_other_answers_come_in_between(world: World, agreed: Somebody) -> None:
    writes_down(world, agreed, 60, "Thing {} " + "and more " * 300)
    takes_along(agreed)

    agreed.writes("brag add Written down just now", thread=False)
    world.passes(seconds=3)

    agreed.sees("Kept in your brag document")
    assert world.rows("SELECT 1 FROM outbox WHERE state = 'due' AND view = 'brag.markdown'")


def test_whatever_somebody_wrote_is_taken_along_letter_by_letter(world: World, agreed: Somebody) -> None:
    keeps(world, agreed, CODE, "\n".join("ab" * 700 for _ in range(2)), "words " * 499 + "end")

    takes_along(agreed)

    whole = arrived(world, agreed)
    said = "\n".join(line if number == 0 or not line else f"  {line}" for number, line in enumerate(CODE.split("\n")))
    assert f"- 23 November 2026: {said}\n- 22 November 2026: {'ab' * 700}\n  {'ab' * 700}\n" in whole
    assert f"- 21 November 2026: {'words ' * 499}end\n" in whole
    sent = [message for message in agreed.messages() if TOLD in message["text"]]
    assert {block["type"] for message in sent for block in message["blocks"]} == {"section", "rich_text"}
    parts = [part for message in sent for part in message["blocks"] if part["type"] == "rich_text"]
    ends = [part["elements"][0]["elements"][0]["text"][-1] for part in parts]
    assert set(ends) <= {" ", "\n"}, "nothing is cut within a word"


def test_long_entries_fit_into_what_slack_takes(world: World, agreed: Somebody) -> None:
    keeps(world, agreed, *("é & <b>\n" * 375 for _ in range(8)))

    takes_along(agreed)

    assert arrived(world, agreed).count("é & <b>") == 8 * 375
    for message in agreed.messages():
        assert sum(characters(block) for block in message["blocks"]) <= MOST_CHARACTERS


def test_what_grows_meanwhile_is_cut_rather_than_lost(world: World, agreed: Somebody) -> None:
    writes_down(world, agreed, 60, "Thing {} " + "and more " * 60)
    takes_along(agreed)
    with world.bot.services.database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE evidence SET text = '{'long ' * 599}' WHERE id > 'e00054'")

    whole = arrived(world, agreed)

    sent = [message["text"] for message in agreed.messages() if TOLD in message["text"]]
    assert sent[-1].endswith(f"(part {len(sent)} of {len(sent)})")
    assert whole.endswith("…")
    assert whole.count("long ") > 1000


def test_where_nothing_stands_there_is_nothing_to_take_along(world: World, agreed: Somebody) -> None:
    agreed.runs(f"/careercheck brag add {TOLD[:2]}")
    agreed.runs("/careercheck brag")
    page = agreed.sees("1 entry")
    with world.bot.services.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM evidence")

    agreed.clicks("Export as Markdown", on=page)

    assert "Nothing stands here yet." in words(agreed.messages()[-1])
    assert arrived(world, agreed) == ""
