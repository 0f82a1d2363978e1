"""A team is made in a form that says what it takes; what is to be mended in it is said at its field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.playground.cast import demo_cast, newcomer
from tests.kit import Json, Somebody, World, a_world, button, words
from tests.stories.nudges import ticks
from tests.stories.teaming import (
    asks,
    audited,
    card,
    errors,
    filled,
    invitation,
    labels,
    makes,
    newest,
    opens,
    sends_at_once,
    states,
)

CROWD = [newcomer(number) for number in range(1, 46)]
HOSTILE = "<!channel> *b* <https://x.example|y> :tada: &amp;"


@pytest.fixture
def dev(world: World) -> Somebody:
    """Dev, who leads."""
    return world.who("dev")


@pytest.fixture
def crowded(tmp_path: Path) -> Iterator[World]:
    """A workspace of many more people."""
    cast = demo_cast()
    with a_world(tmp_path, cast=replace(cast, people=(*cast.people, *CROWD))) as made:
        yield made


@pytest.mark.storage
def test_who_makes_a_team_hears_what_it_takes_and_when_the_first_summary_is_made(world: World, dev: Somebody) -> None:
    assert labels(card(dev)) == ["Create a team"]
    form = opens(dev)
    takes = (
        "A summary takes at least five people who joined and finished a SET check, beside you and everybody else who "
        "may read it. So invite eight or more; a department or a guild may be a team too. The first one is made when "
        "31 December 2026 is over."
    )
    assert takes in form
    assert "I don't tell you who joined, said no or left" in form
    ana, ben, nia = map(world.who, ("ana", "ben", "nia"))
    dev.submits(name="  Platform\tguild ", people=[ana.id, ben.id], viewers=[nia.id])
    answer = newest(dev)
    assert "Your team is there: Platform guild." in words(answer)
    assert "I'm asking two people." in words(answer)
    assert takes in words(answer)
    shown = card(dev)
    assert "You lead it." in words(shown)
    assert f"You invited: <@{ana.id}>, <@{ben.id}>." in words(shown)
    assert f"May read its summaries beside you: <@{nia.id}>." in words(shown)
    assert "The next summary is made when 31 December 2026 is over." in words(shown)
    assert labels(shown) == [
        *("See the summary", "Invite", "Rename", "Who may read", "Hand over", "Dissolve"),
        "Create a team",
    ]
    assert audited(world) == [(dev.id, "team.create", "done")]


def test_by_words_too(world: World, dev: Somebody) -> None:
    dev.writes("my teams", thread=False)
    assert button(dev.sees("You're in no team yet."), "Create a team")
    for said in ("teams", "create a team", "leave my team"):
        before = len(dev.messages())
        dev.writes(said, thread=False)
        assert "You're in no team yet." in words(newest(dev)), said
        assert len(dev.messages()) == before + 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("   ", "Give the team a name"),
        ("\u200b\u202e", "Give the team a name"),
    ],
)
def test_a_team_without_a_name_is_not_made(world: World, dev: Somebody, name: str, said: str) -> None:
    opens(dev)
    dev.submits(name=name)
    assert said in errors(dev)["name"]
    dev.submits(name="Platform")
    assert dev.modal() is None
    assert world.rows("SELECT name FROM teams") == [("Platform",)]


def test_a_lead_who_names_themselves_or_a_reader_hears_so_and_nothing_is_lost(world: World, dev: Somebody) -> None:
    ana, ben = map(world.who, ("ana", "ben"))
    opens(dev)
    dev.submits(name="Platform", people=[dev.id, ana.id])
    assert errors(dev) == {"people": "You lead the team, so you can't be counted in it: take yourself out."}
    dev.submits(name="Platform", people=[ana.id, ben.id], viewers=[ben.id])
    assert "can't be counted in them: take them out here or there" in errors(dev)["people"]
    assert world.rows("SELECT * FROM teams") == world.rows("SELECT * FROM invitations") == []
    dev.submits(name="Platform", people=[ana.id], viewers=[ben.id, dev.id])
    assert dev.modal() is None
    assert states(world) == {ana.id: "asked"}
    assert f"beside you: <@{ben.id}>." in words(card(dev))


def test_a_form_that_is_sent_twice_makes_one_team(world: World, dev: Somebody) -> None:
    opens(dev)
    people = {"selected_users": [world.who("ana").id]}
    form = filled(dev, name={"value": "Platform"}, people=people)
    assert sends_at_once(world, dev, form, form) == [{}, {}]
    assert len([m for m in dev.messages() if "Your team is there" in words(m)]) == 1
    assert world.rows("SELECT count(*) FROM teams") == [(1,)]


def test_nothing_in_a_name_works_anywhere(world: World, dev: Somebody) -> None:
    ana = world.who("ana")
    makes(dev, HOSTILE, ana)
    asks(world, ana)
    ana.clicks("Join")
    card(ana)
    card(dev)
    dev.clicks("Rename")
    for message in [*dev.messages(), *ana.messages()]:
        assert "<!channel>" not in message["text"]
        for block in message["blocks"]:
            if block.get("text", {}).get("type") == "mrkdwn":
                assert "<!channel>" not in block["text"]["text"]
                assert "x.example" not in block["text"]["text"], "a link in a message that nobody asked for"


def test_forty_people_in_a_week_and_when_there_is_room_again(crowded: World) -> None:
    dev = crowded.who("dev")
    ids = [person.id for person in CROWD]
    opens(dev)
    dev.submits(name="Platform", people=ids[:39])
    assert "I'm asking 39 people." in words(newest(dev))
    dev.clicks("Invite")
    dev.submits(people=ids[39:41])
    assert (
        errors(dev)["people"] == "You can invite one person for now. There is room for more from 30 November 2026 on."
    )
    dev.submits(people=ids[38:40])  # one of them was invited before: nobody is counted twice
    assert dev.modal() is None
    assert "I'm asking one person to join" in words(newest(dev))
    opens(dev)
    dev.submits(name="Another", people=ids[40:41])
    assert errors(dev)["people"].startswith("You've invited as many people as you can in seven days. There is room")
    crowded.passes(days=7, minutes=1)
    dev.submits(name="Another", people=ids[40:41])
    assert dev.modal() is None
    assert len(states(crowded)) == 41


def test_a_user_group_is_invited_but_whoever_leads_and_was_invited(world: World, dev: Somebody) -> None:
    ana = world.who("ana")
    makes(dev, "Payments", ana, group="S0PAY0001")
    found = states(world)
    assert dev.id not in found
    assert len(found) == 8
    assert "I'm asking seven people of the user group to join Payments." in words(dev.sees("of the user group"))
    dev.clicks("Invite", on=dev.sees("Your team is there"))
    dev.submits(group="S0PAY0001")
    assert "nobody in that user group whom you hadn't invited before" in words(newest(dev))
    assert len(states(world)) == 8


def test_a_user_group_with_more_people_than_there_is_room_for(tmp_path: Path) -> None:
    cast = demo_cast()
    crowd = tuple(person.id for person in CROWD)
    groups = (replace(cast.groups[0], members=crowd),)
    with a_world(tmp_path, cast=replace(cast, people=(*cast.people, *CROWD), groups=groups)) as world:
        dev = world.who("dev")
        makes(dev, "Everybody", group=groups[0].id)
        said = words(dev.sees("of the user group"))
        assert "I'm asking 40 people of the user group" in said
        assert "Five more found no room: you can invite them from 30 November 2026 on." in said
        assert len(states(world)) == 40


def test_without_user_groups_the_form_works(tmp_path: Path) -> None:
    cast = demo_cast()
    bot = replace(cast.bot, scopes=tuple(scope for scope in cast.bot.scopes if scope != "usergroups:read"))
    with a_world(tmp_path, cast=replace(cast, bot=bot)) as world:
        dev = world.who("dev")
        assert "user group" not in opens(dev)
        dev.submits(name="Platform")
        assert dev.modal() is None
        assert not [call for call in world.record.read_text().splitlines() if "usergroups" in call]


def test_an_operator_says_who_creates_teams(tmp_path: Path) -> None:
    with a_world(tmp_path) as world:
        dev, ana = map(world.who, ("dev", "ana"))
        opens(dev)  # while everybody may
        world.changes_settings(team_makers=frozenset({ana.id}))
        world.restarts()
        dev.submits(name="Platform")
        assert "only some people create teams" in str(dev.modal())
        shown = card(dev)
        assert labels(shown) == []
        assert "only some people create teams; ask one of them" in words(shown)
        makes(ana)
        assert world.rows("SELECT user_id FROM viewers") == [(ana.id,)]


def test_nobody_is_asked_twice_and_a_lead_who_tries_hears_so(world: World, dev: Somebody) -> None:
    ana = world.who("ana")
    makes(dev, "Platform", ana)
    asks(world, ana)
    ana.clicks("No thanks")
    dev.clicks("Invite")
    dev.submits(people=[ana.id])
    assert errors(dev) == {"people": "You've invited all of them before, and nobody is asked twice."}
    dev.submits(people=[])
    assert errors(dev) == {"people": "Pick somebody."}
    world.passes(days=3)
    ticks(world)
    assert len([m for m in ana.messages() if "An invitation" in words(m)]) == 1


def test_a_guest_somebody_from_elsewhere_and_the_bot_are_not_asked_and_nothing_tells(
    world: World, dev: Somebody
) -> None:
    gus, otto, ana = map(world.who, ("gus", "otto", "ana"))
    makes(dev, "Platform", gus, otto, ana)
    assert "I'm asking three people." in words(newest(dev))
    world.passes(hours=1)
    ticks(world)
    assert states(world) == {gus.id: "void", otto.id: "void", ana.id: "asked"}
    assert invitation(gus) is invitation(otto) is None
    assert f"You invited: <@{gus.id}>, <@{otto.id}>, <@{ana.id}>." in words(card(dev))
    assert world.rows(f"SELECT * FROM people WHERE user_id IN ('{gus.id}', '{otto.id}')") == []


def test_who_was_not_looked_up_at_once_is_looked_up_later(world: World, dev: Somebody) -> None:
    ana = world.who("ana")
    dev.runs("/careercheck team")
    world.slack.faults.refuse("users.info", retry_after=30, times=1)
    makes(dev, "Platform", ana)
    assert states(world) == {ana.id: "new"}
    world.restarts()  # nothing of it is in memory
    world.bot.ticker.run("ask the invited")
    assert states(world) == {ana.id: "asked"}
    world.bot.ticker.run("ask the invited")
    asks(world, ana)
    assert len(world.rows("SELECT * FROM occasions")) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": {"value": "x" * 10_000}}, {"name": "Use 60 characters or fewer; the beginning alone may say it."}),
        ({"name": {"value": "x" * 61}}, {"name": "Use 60 characters or fewer; the beginning alone may say it."}),
        ({}, {"name": "Give the team a name, so that people know what they join."}),
        ({"name": {}, "people": {"selected_users": None}}, {"name": "Give the team a name, so that people know what "}),
        (
            {"name": {"value": "Platform"}, "people": {"selected_users": [f"U0MANY{n:04d}" for n in range(41)]}},
            {"people": "Pick 40 people at most."},
        ),
        (
            {"name": {"value": "Platform"}, "viewers": {"selected_users": [f"U0MANY{n:04d}" for n in range(11)]}},
            {"viewers": "Pick 10 people at most."},
        ),
    ],
)
def test_a_form_that_no_client_of_slack_would_send(
    world: World, dev: Somebody, fields: dict[str, Json], said: dict[str, str]
) -> None:
    opens(dev)
    (answer,) = sends_at_once(world, dev, filled(dev, **fields))
    assert answer["response_action"] == "errors"
    assert answer["errors"].keys() == said.keys()
    assert all(answer["errors"][name].startswith(words) for name, words in said.items())
    assert world.rows("SELECT * FROM teams") == []
    (answer,) = sends_at_once(world, dev, filled(dev, name={"value": "x" * 60}))
    assert answer == {}
