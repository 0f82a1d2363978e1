"""What Slack does to a nudge on a bad day: it comes at most once, and what it says is never lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs
from urllib3 import BaseHTTPResponse, PoolManager
from urllib3.exceptions import ReadTimeoutError

from bot.runtime.errors import SlackAway
from bot.runtime.slack import SlackDoor
from bot.store import occasions, people
from tests.kit import Somebody, World, button, words
from tests.kit_storage import on_sqlite
from tests.stories.nudges import every_hour, goes_to, manager_since, nudges, sent, states, tells, ticks

pytestmark = pytest.mark.storage

DUE = date(2024, 11, 25)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
POST = "chat.postMessage"
MEANT = "I meant to write to you"


@pytest.fixture
def ben(world: World) -> Somebody:
    """Ben in London, to whom two years come on Wednesday."""
    found = world.who("ben")
    tells(world, found, manager_since(DUE))
    return found


@on_sqlite
@pytest.mark.parametrize(
    ("wait", "seconds"), [(1, 1), (30, 30), (3600, 3600), (90_000, 3600), (None, 30), ("abc", 30), (-5, 30)]
)
def test_slack_asks_to_wait(world: World, ben: Somebody, wait: float | str | None, seconds: int) -> None:
    world.slack.faults.refuse(POST, retry_after=wait)
    goes_to(world, NOON)
    assert nudges(ben) == []
    assert sent(world)[0][1] == "due"
    world.passes(seconds=seconds)
    assert len(nudges(ben)) == 1


@on_sqlite
def test_slack_asks_to_wait_with_messages_and_home_goes_on(world: World, ben: Somebody) -> None:
    world.slack.faults.refuse(POST, retry_after=600)
    goes_to(world, NOON)
    assert "Where you are" in ben.opens_home()
    assert nudges(ben) == []
    world.passes(minutes=10)
    assert len(nudges(ben)) == 1


def test_a_long_wait_ends_in_the_evening_and_it_comes_the_next_day(world: World, ben: Somebody) -> None:
    world.slack.faults.refuse(POST, retry_after=3600, times=6)
    arrived = every_hour(world, datetime(2026, 11, 27, tzinfo=UTC))
    day = [message["ts"] for message in ben.messages() if "two years this month" in words(message)]
    assert len(day) == len(nudges(ben)) == 1
    assert 9 <= datetime.fromtimestamp(float(day[0]), UTC).hour < 17
    assert arrived


@on_sqlite
@pytest.mark.parametrize("status", [500, 503])
def test_slack_breaks_and_may_have_taken_it(world: World, ben: Somebody, status: int) -> None:
    world.slack.faults.html_error(POST, status=status)
    goes_to(world, NOON)
    never_sent_again(world, ben, there=0)


def test_the_connection_drops_after_slack_took_it(world: World, ben: Somebody) -> None:
    world.slack.faults.deliver_then_drop(POST)
    goes_to(world, NOON)
    never_sent_again(world, ben, there=1)


@on_sqlite
def test_the_connection_drops_before_slack_took_it_and_nobody_knows(world: World, ben: Somebody) -> None:
    world.slack.faults.fail_connection(POST)
    goes_to(world, NOON)
    never_sent_again(world, ben, there=0)


@on_sqlite
@pytest.mark.parametrize("there", [0, 1])
def test_slack_does_not_answer_in_time(
    world: World, ben: Somebody, monkeypatch: pytest.MonkeyPatch, there: int
) -> None:
    """It was asked; whether it took the message shows at the person only."""
    asks = PoolManager.request

    def in_vain(pool: PoolManager, *arguments: Any, **named: Any) -> BaseHTTPResponse:
        if there:
            asks(pool, *arguments, **named)
        raise ReadTimeoutError(pool, "", "no answer")  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(PoolManager, "request", in_vain)
        goes_to(world, NOON)
    never_sent_again(world, ben, there=there)


@on_sqlite
@pytest.mark.parametrize("code", ["fatal_error", "internal_error", "request_timeout"])
def test_slack_says_something_that_leaves_it_open(world: World, ben: Somebody, code: str) -> None:
    world.slack.faults.refuse(POST, error=code)
    goes_to(world, NOON)
    never_sent_again(world, ben, there=0)


def never_sent_again(world: World, ben: Somebody, *, there: int) -> None:
    """Nothing is sent again; Home says it, and so does the next message, until it was seen."""
    assert [row[1] for row in states(world)] == ["unknown"]
    world.restarts()
    goes_to(world, NOON + timedelta(days=30))
    assert len(nudges(ben)) == there
    ben.writes("hello", thread=False)
    ben.sees(MEANT)
    assert "two years" in words(ben.sees(MEANT)) or "two years" in str(ben.messages())
    ben.writes("thanks", thread=False)
    assert sum(MEANT in words(message) for message in ben.messages()) == 2, "until it was seen"
    assert MEANT in ben.opens_home()
    ben.writes("hello again", thread=False)
    assert sum(MEANT in words(message) for message in ben.messages()) == 3, "to look at Home is not to see it there"
    ben.clicks_home("Show it")
    ben.sees("Look at both paths")
    assert MEANT not in ben.opens_home()
    ben.writes("thanks", thread=False)
    assert sum(MEANT in words(message) for message in ben.messages()) == 3
    assert len(sent(world)) == 1


@on_sqlite
def test_the_line_goes_when_it_is_clicked_away(world: World, ben: Somebody) -> None:
    world.slack.faults.html_error(POST)
    goes_to(world, NOON)
    ben.writes("hello", thread=False)
    carrying = ben.with_button("Show it")
    assert MEANT in carrying["text"], "who only hears the message hears the line too"
    ben.clicks("Show it")
    ben.sees("Look at both paths")
    ben.writes("hello", thread=False)
    ben.does_not_see(MEANT)
    ben.sees("Hello! I'm here to help")
    assert MEANT not in ben.opens_home()


@on_sqlite
@pytest.mark.parametrize("where", ["below a message", "below what only Ben sees", "on Home"])
def test_the_line_goes_everywhere_once_they_say_that_they_have_seen_it(world: World, ben: Somebody, where: str) -> None:
    world.slack.faults.html_error(POST)
    goes_to(world, NOON)
    assert MEANT in ben.opens_home()
    if where == "on Home":
        ben.clicks_home("I've seen it")
    elif where == "below a message":
        ben.writes("hello", thread=False)
        ben.clicks("I've seen it")
        ben.does_not_see(MEANT)
        assert button(ben.sees("Hello! I'm here to help"), "Start the check"), "the rest of it stays"
    else:
        ben.runs("/careercheck status")
        ben.clicks("I've seen it")
        ben.sees("Good. I won't mention it again.")
    assert MEANT not in words(ben.home()), "at once"
    ben.writes("thanks", thread=False)
    assert MEANT not in words(ben.sees("You're welcome"))
    world.passes(days=7)
    assert MEANT not in ben.opens_home()


@on_sqlite
def test_what_may_have_gone_counts_for_the_seven_days(world: World, ben: Somebody) -> None:
    world.slack.faults.html_error(POST)
    goes_to(world, NOON)
    assert world.rows("SELECT count(*) FROM people WHERE last_unasked_at IS NOT NULL") == [(1,)]


@on_sqlite
@pytest.mark.parametrize("code", ["channel_not_found", "is_archived", "cannot_dm_bot", "user_not_found"])
def test_slack_refuses_for_good(world: World, ben: Somebody, code: str) -> None:
    world.slack.faults.refuse(POST, error=code)
    goes_to(world, NOON)
    goes_to(world, NOON + timedelta(days=9))
    assert nudges(ben) == []
    assert [row[1] for row in states(world)] == ["refused"]


@pytest.mark.parametrize("how", ["revokes", "uninstalls"])
def test_the_token_is_gone_and_the_app_installed_again(world: World, ben: Somebody, how: str) -> None:
    getattr(world.slack.act, how)()
    world.settles()
    goes_to(world, NOON)
    goes_to(world, NOON + timedelta(days=1))
    assert nudges(ben) == []
    world.slack.act.installs()
    lets_us_in(world)
    ticks(world)
    assert len(nudges(ben)) == 1


@on_sqlite
@pytest.mark.parametrize("code", ["token_revoked", "invalid_auth", "account_inactive", "missing_scope"])
def test_slack_takes_nothing_from_us_any_more_and_the_message_waits(world: World, ben: Somebody, code: str) -> None:
    world.slack.faults.refuse(POST, error=code)
    goes_to(world, NOON)
    assert nudges(ben) == []
    assert [state for _, state in sent(world)] == ["due"]
    lets_us_in(world)
    assert len(nudges(ben)) == 1
    assert [row[1] for row in states(world)] == ["told"]


def lets_us_in(world: World) -> None:
    """Let the bot ask whether Slack takes something from it again."""
    world.bot.ticker.run("ask again")
    world.settles()


def test_slack_is_not_reached_for_days(world: World, ben: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was certainly not taken, so it is tried again, for as long as it takes, and in working hours only."""
    with monkeypatch.context() as cut_off:
        cut_off.setattr(SlackDoor, "_send", refused_connection)
        goes_to(world, NOON)
        every_hour(world, NOON + timedelta(days=3))
    goes_to(world, NOON + timedelta(days=5))
    assert len(nudges(ben)) == 1
    assert [row[1] for row in states(world)] == ["told"]


def refused_connection(*_arguments: object, **_named: object) -> None:
    raise SlackAway("NewConnectionError")


def test_half_a_message_a_second_the_longest_due_first(world: World) -> None:
    names = ["ben", "ana", "chiara"]
    for number, name in enumerate(names):
        tells(world, world.who(name), manager_since(DUE - timedelta(days=2 - number) + timedelta(days=3)))
    world.stops()
    world.clock.advance(timedelta(days=9, hours=3))
    world.starts()
    ticks(world)
    arrived = [nudge_count(world, names)]
    for _ in range(4):
        world.passes(seconds=1)
        arrived.append(nudge_count(world, names))
    assert arrived == [1, 1, 2, 2, 3]
    order = world.rows("SELECT user_id FROM outbox WHERE view = 'nudge.told' ORDER BY sent_at")
    assert [row[0] for row in order] == [world.who(name).id for name in names]


def nudge_count(world: World, names: list[str]) -> int:
    return sum(len(nudges(world.who(name))) for name in names)


@pytest.mark.parametrize("crosses", [False, True])
def test_a_row_that_breaks_puts_off_its_own_person_alone(world: World, ben: Somebody, *, crosses: bool) -> None:
    ana = world.who("ana")
    ana.runs("/careercheck help")
    if crosses:
        tells(world, ana, manager_since(DUE - timedelta(days=1)), meet=False)
    workspace = world.slack.cast.team_id
    with world.bot.services.database.writing() as connection:
        occasions.add(
            connection, workspace=workspace, id="X1", user_id=ana.id, kind="milestone", about="Quetzal",
            due_on=DUE, now=world.clock.now(),
        )  # fmt: skip
        people.change_known(connection, workspace, ana.id, consented_at=world.clock.now())
    with capture_logs() as logs:
        goes_to(world, NOON)

    assert len(nudges(ben)) == 1
    broke = [line["event"] for line in logs if line["log_level"] == "error"]
    assert broke == ["nudge.person_broken"] * (2 if crosses else 1), "and nobody looks again at the next tick"
    assert "Quetzal" not in str([{**line, "exc_info": None} for line in logs])
    ((look_at,),) = world.rows("SELECT look_at FROM occasions WHERE id = 'X1'")
    assert str(look_at) > str(NOON + timedelta(hours=12))
