"""An export is taken in by its person's own click alone, and all is as it was."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from bot.features.mydata.importing import offer
from bot.store import portable, taken_in
from bot.store.portable import Portable
from bot.store.refused import Refused
from tests.kit import Somebody, World, words
from tests.stories.steps import begins, finishes_pillar
from tests.stories.teaming import asks, card, makes

pytestmark = pytest.mark.storage

OWN_WORDS = "Quetzal in the night shift"


def taken_along(world: World, who: Somebody) -> Portable:
    (workspace,) = world.rows("SELECT workspace FROM workspaces")[0]
    with world.bot.services.database.reading() as connection:
        return portable.of_person(connection, workspace, who.id, world.clock.now())


def is_offered(world: World, who: Somebody, export: Portable) -> None:
    """Let an operator hand the bot an export of somebody."""
    services = world.bot.services
    another = export.user_id != who.id
    offer(services.database, world.clock, export.workspace, who.id, export.written(), from_another=another)
    world.bot.services.outbox.wake()
    world.settles()


@pytest.fixture
def gone(world: World, ana: Somebody) -> Portable:
    """The export of Ana, who had everything erased, and came back."""
    begins(ana, "/careercheck technical")
    ana.writes(OWN_WORDS)
    finishes_pillar(ana, "technical")
    begins(ana)
    ana.clicks("Yes")
    export = taken_along(world, ana)
    ana.runs("/careercheck mydata")
    ana.clicks("Erase everything")
    ana.submits()
    ana.runs("/careercheck help")
    return export


def test_a_click_takes_it_in_and_it_goes_on_where_it_was(world: World, ana: Somebody, gone: Portable) -> None:
    is_offered(world, ana, gone)
    question = words(ana.sees("an export of yours, made on 23 November 2026. Shall I take it in?"))
    assert "Whoever runs the database can read it" in question
    assert "Taking it in is agreeing to that" in question
    assert not any(taken_along(world, ana).kept.values()), "not before they said yes"

    ana.clicks("Take it in")

    ana.sees("I took your export in")
    assert json.dumps(taken_along(world, ana).kept) == json.dumps(gone.kept)
    assert world.rows("SELECT * FROM imports") == []
    ana.runs("/careercheck")
    ana.clicks("Continue")
    ana.sees("2 of 9")


def test_a_check_that_is_only_offered_is_in_nobodys_way(world: World, ana: Somebody, gone: Portable) -> None:
    ana.runs("/careercheck")  # which the operator's command asks for
    offered = ana.with_button("I agree, start")
    is_offered(world, ana, gone)

    ana.clicks("Take it in")

    ana.sees("I took your export in")
    assert json.dumps(taken_along(world, ana).kept) == json.dumps(gone.kept)
    ana.clicks("I agree, start", on=offered)
    ana.sees("I can't find that any more")


def is_let_read(world: World, dev: Somebody, who: Somebody) -> None:
    makes(dev)
    dev.clicks("Who may read", on=card(dev))
    dev.submits(viewers=[who.id])


def is_invited(world: World, dev: Somebody, who: Somebody) -> None:
    makes(dev, "Platform", who)
    asks(world, who)


@pytest.mark.parametrize(("happens", "kind"), [(is_let_read, "team"), (is_invited, "invitation")])
def test_what_others_have_to_say_of_a_team_is_in_nobodys_way_and_stays(
    world: World, ana: Somebody, gone: Portable, happens: Callable[[World, Somebody, Somebody], None], kind: str
) -> None:
    happens(world, world.who("dev"), ana)
    of_teams = f"SELECT * FROM occasions WHERE user_id = '{ana.id}' AND kind = '{kind}'"
    heard = world.rows(of_teams)
    assert heard
    is_offered(world, ana, gone)

    ana.clicks("Take it in")

    ana.sees("I took your export in")
    assert json.dumps(taken_along(world, ana).kept) == json.dumps(gone.kept)
    assert world.rows(of_teams) == heard


def test_no_is_no_and_leaves_nothing_of_the_file(world: World, ana: Somebody, gone: Portable) -> None:
    is_offered(world, ana, gone)
    ana.clicks("No")

    ana.sees("The file's text is gone")
    assert world.rows("SELECT * FROM imports") == []
    assert not any(taken_along(world, ana).kept.values())


def test_the_same_click_twice_takes_it_in_once(world: World, ana: Somebody, gone: Portable) -> None:
    is_offered(world, ana, gone)
    question = ana.with_button("Take it in")
    ana.clicks("Take it in")
    ana.presses_old(question, "Take it in")

    ana.sees("No export waits for your yes any more")
    assert json.dumps(taken_along(world, ana).kept) == json.dumps(gone.kept)


@pytest.mark.parametrize("label", ["Take it in", "No"])
def test_of_two_questions_the_newer_counts_and_the_older_says_so(
    world: World, ana: Somebody, gone: Portable, label: str
) -> None:
    is_offered(world, ana, gone)
    older = ana.with_button("Take it in")
    world.passes(days=1)
    is_offered(world, ana, gone)

    ana.clicks(label, on=older)

    ana.sees("There is a newer question about an export, and that one counts")
    assert world.rows("SELECT * FROM audit") == [], "nothing was refused"
    assert len(world.rows("SELECT * FROM imports")) == 1
    assert not any(taken_along(world, ana).kept.values())
    ana.clicks("Take it in")
    ana.sees("I took your export in")


@pytest.mark.parametrize("label", ["Take it in", "No"])
def test_what_was_forgotten_meanwhile_can_be_handed_in_again(
    world: World, ana: Somebody, gone: Portable, label: str
) -> None:
    is_offered(world, ana, gone)
    world.passes(days=15)
    world.bot.ticker.run("forget exports")

    ana.clicks(label)

    ana.sees("it was forgotten after two weeks. Nothing has changed. Whoever runs me can hand it in again.")
    assert world.rows("SELECT * FROM audit") == []


def test_who_keeps_something_here_is_not_even_asked(world: World, ana: Somebody, gone: Portable) -> None:
    begins(ana)
    with pytest.raises(Refused, match=r"kept about this person already, and nothing was changed\..*erase it first"):
        is_offered(world, ana, gone)
    assert world.rows("SELECT * FROM imports") == []


@pytest.mark.parametrize("at", ["yesterday", "2026-11-23", "0001-01-01T00:00:00+00:00", 7, None])
def test_a_day_that_is_none_is_not_said(world: World, ana: Somebody, gone: Portable, at: object) -> None:
    text = json.dumps({**json.loads(gone.written()), "exported_at": at})
    offer(world.bot.services.database, world.clock, gone.workspace, ana.id, text)
    world.bot.services.outbox.wake()
    world.settles()

    ana.sees("an export of yours. Shall I take it in?")


def test_nobody_else_takes_it_in(world: World, ana: Somebody, gone: Portable) -> None:
    is_offered(world, ana, gone)
    value = json.loads(json.dumps(ana.with_button("Take it in")))
    ben = world.who("ben")
    ben.runs("/careercheck help")
    world.slack.act.click(
        ben.id,
        channel=ben.messages()[0]["channel"],
        stale=True,
        message=value,
        action=next(
            b for block in value["blocks"] for b in block.get("elements", ()) if b.get("action_id") == "mydata.take_in"
        )
        | {"block_id": "go"},
    )
    world.settles()

    assert not any(taken_along(world, ben).kept.values())


def test_who_has_begun_anew_since_is_told_how_to_make_room(world: World, ana: Somebody, gone: Portable) -> None:
    is_offered(world, ana, gone)
    question = ana.with_button("Take it in")
    begins(ana)
    before = taken_along(world, ana).kept
    ana.clicks("Take it in", on=question)

    ana.sees("I can't take that in, and nothing was changed")
    assert taken_along(world, ana).kept == before


def test_unanswered_it_is_forgotten_in_two_weeks(world: World, ana: Somebody, gone: Portable) -> None:
    is_offered(world, ana, gone)
    world.passes(days=15)
    world.bot.ticker.run("forget exports")

    assert world.rows("SELECT * FROM imports") == []


def test_an_export_of_another_account_is_refused_unless_it_is_meant_and_says_whose_it_is(
    world: World, ana: Somebody, gone: Portable
) -> None:
    ben = world.who("ben")
    ben.runs("/careercheck help")
    with pytest.raises(Refused, match=rf"an export of {ana.id} in T0DEMO001.*--from-another-account"):
        offer(world.bot.services.database, world.clock, gone.workspace, ben.id, gone.written())
    assert world.rows("SELECT * FROM imports") == []

    is_offered(world, ben, gone)

    ben.sees(f"an export of another account ({ana.id}), made on 23 November 2026. Shall I take it in?")


@pytest.mark.parametrize("whose", ["<!channel>", 7, None])
def test_what_a_file_says_of_whose_it_is_is_said_only_where_it_is_an_id(
    world: World, ana: Somebody, gone: Portable, whose: object
) -> None:
    text = json.dumps({**json.loads(gone.written()), "user_id": whose})
    assert taken_in.whose(text) == ("", "")
    offer(world.bot.services.database, world.clock, gone.workspace, ana.id, text, from_another=True)
    world.bot.services.outbox.wake()
    world.settles()

    ana.sees("an export of another account, made on 23 November 2026. Shall I take it in?")


def test_a_large_file_is_looked_at_while_nobody_waits(
    world: World, ana: Somebody, gone: Portable, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_offered(world, ana, gone)
    free = []
    real = taken_in.read

    def watched(text: str) -> portable.Tables:
        with world.bot.services.database.writing() as connection:  # which waits for whoever writes
            free.append(connection.closed)
        return real(text)

    monkeypatch.setattr(taken_in, "read", watched)
    ana.clicks("Take it in")

    ana.sees("I took your export in")
    assert free == [False]
