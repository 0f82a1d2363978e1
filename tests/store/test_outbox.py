"""The outbox: each row is held by one sender at a time, in order, and whoever comes too late changes nothing."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from bot.store import claims, person
from bot.store import outbox as rows
from bot.store import people as people_rows
from bot.store.claims import Letter
from bot.store.engine import Database
from bot.store.tables import outbox, people, workspaces
from tests.kit_plans import plan
from tests.kit_storage import NOON, on_sqlite
from tests.kit_watched import every_statement_names_its_workspace

pytestmark = pytest.mark.storage

LEASE = timedelta(seconds=60)
EVERY = ("reply", "unasked", "tidy")


@pytest.fixture
def database(database: Database) -> Iterator[Database]:
    """Two workspaces with two people each, and a watch over what is run in them."""
    with database.writing() as connection:
        for team in ("T1", "T2"):
            workspace = {"bot_user_id": "B1", "bot_id": "B1", "domain": "acme", "created_at": NOON}
            connection.execute(insert(workspaces).values(workspace=team, **workspace))
            for user in ("U1", "U2"):
                known = {"channel": f"D{user}", "created_at": NOON, "last_contact_at": NOON}
                connection.execute(insert(people).values(workspace=team, user_id=user, **known))
    with every_statement_names_its_workspace():
        yield database


def add(connection: Connection, number: int, **changed: Any) -> bool:
    row = {
        "workspace": "T1",
        "id": f"{number:04}",
        "user_id": "U1",
        "verb": "post",
        "promise": "reply",
        "view": "question",
        "ids": {"check": "c1"},
        "dedupe": str(number),
        "coalesce": None,
        "now": NOON,
        "due_at": NOON,
    }
    return rows.put(connection, **{**row, **changed})


def put(database: Database, number: int, **changed: Any) -> bool:
    with database.writing() as connection:
        return add(connection, number, **changed)


def claim(
    database: Database,
    token: str = "a-sender",
    now: datetime = NOON,
    promises: Collection[str] = EVERY,
    held: Collection[tuple[str, str]] = (),
) -> Letter | None:
    with database.writing() as connection:
        foretold = claims.may_claim(connection, promises=promises, now=now, held=held)
        letter = claims.claim(connection, promises=promises, now=now, lease=LEASE, token=token, held=held)
    assert foretold == (letter is not None)
    return letter


def claimed(database: Database, **how: Any) -> Letter:
    letter = claim(database, **how)
    assert letter is not None
    return letter


def settle(database: Database, letter: Letter, state: str = "sent", **more: Any) -> bool:
    with database.writing() as connection:
        return claims.settle(connection, letter, state=state, **{"now": NOON, **more})


def recover(database: Database, now: datetime, everything: bool = False) -> int:
    with database.writing() as connection:
        return claims.recover(connection, now=now, everything=everything)


def states(database: Database, workspace: str = "T1") -> dict[str, str]:
    with database.reading() as connection:
        found = connection.execute(select(outbox.c.id, outbox.c.state).where(outbox.c.workspace == workspace))
        return {id: state for id, state in found}  # noqa: A001, C416


def drain(database: Database, **how: Any) -> list[str]:
    """Send everything that may go now, in turn. Returns the ids in that order."""
    sent = []
    while letter := claim(database, **how):
        settle(database, letter, now=how.get("now", NOON))
        sent.append(letter.id)
    return sent


# Putting ------------------------------------------------------------------------------------------------------------


def test_a_second_row_with_the_same_key_is_not_added(database: Database) -> None:
    assert put(database, 1, dedupe="same") is True
    assert put(database, 2, dedupe="same") is False
    assert states(database) == {"0001": "due"}


def test_the_same_key_in_another_workspace_is_another_message(database: Database) -> None:
    assert put(database, 1, dedupe="same") is True
    assert put(database, 1, dedupe="same", workspace="T2") is True


def test_a_newer_row_replaces_one_that_waits_under_the_same_heading(database: Database) -> None:
    put(database, 1, coalesce="home")
    put(database, 2, coalesce="another message")
    put(database, 3, coalesce="home", user_id="U2")
    put(database, 4, coalesce="home")
    assert states(database) == {"0001": "cancelled", "0002": "due", "0003": "due", "0004": "due"}


def test_a_row_on_its_way_is_not_replaced(database: Database) -> None:
    put(database, 1, coalesce="home", promise="tidy")
    claimed(database)
    put(database, 2, coalesce="home", promise="tidy")
    assert states(database) == {"0001": "sending", "0002": "due"}


@pytest.mark.parametrize("repeated", ["first", "second"])
def test_a_repeated_event_does_not_replace_what_waits(database: Database, repeated: str) -> None:
    put(database, 1, dedupe="first", coalesce="home")
    put(database, 2, dedupe="second", coalesce="home")
    assert put(database, 3, dedupe=repeated, coalesce="home") is False
    assert states(database) == {"0001": "cancelled", "0002": "due"}


# Claiming -----------------------------------------------------------------------------------------------------------


def test_a_claim_brings_what_a_sender_needs(database: Database) -> None:
    put(database, 1)
    letter = claimed(database, token="mine")
    assert letter == Letter("T1", "0001", "U1", "post", "reply", "question", {"check": "c1"}, 1, "mine", "DU1")
    assert states(database) == {"0001": "sending"}


def test_nothing_is_claimed_before_it_is_due(database: Database) -> None:
    put(database, 1, due_at=NOON + timedelta(minutes=1))
    assert claim(database) is None
    with database.reading() as connection:
        assert rows.next_due(connection) == NOON + timedelta(minutes=1)
    assert claim(database, now=NOON + timedelta(minutes=1)) is not None


def test_what_waits_in_a_workspace_that_takes_nothing_wakes_nobody(database: Database) -> None:
    put(database, 1)
    put(database, 2, workspace="T2", due_at=NOON + timedelta(minutes=1))
    with database.writing() as connection:
        people_rows.stop_sending(connection, "T1")
    assert claim(database) is None
    with database.reading() as connection:
        assert rows.next_due(connection) == NOON + timedelta(minutes=1)


def test_only_the_promises_asked_for_are_claimed(database: Database) -> None:
    put(database, 1, promise="unasked")
    assert claim(database, promises=["reply", "tidy"]) is None
    assert claim(database, promises=["unasked"]) is not None


def test_what_one_person_is_told_keeps_its_order(database: Database) -> None:
    put(database, 1)
    put(database, 2)
    first = claimed(database)
    assert first.id == "0001"
    assert claim(database) is None
    settle(database, first)
    assert claimed(database).id == "0002"


def test_a_row_waits_for_an_earlier_reply_that_is_to_be_tried_again_later(database: Database) -> None:
    put(database, 1)
    put(database, 2)
    settle(database, claimed(database), "due", due_at=NOON + timedelta(seconds=30))
    assert claim(database) is None
    assert drain(database, now=NOON + timedelta(seconds=30)) == ["0001", "0002"]


def test_one_person_does_not_wait_for_another(database: Database) -> None:
    put(database, 1)
    put(database, 2, user_id="U2")
    put(database, 3, workspace="T2")
    assert [claimed(database).user_id for _ in range(3)] == ["U1", "U2", "U1"]


def test_replies_go_before_unasked_messages_and_tidying_last(database: Database) -> None:
    put(database, 1, promise="tidy", due_at=NOON - timedelta(hours=2))
    put(database, 2, promise="unasked", user_id="U2", due_at=NOON - timedelta(hours=1))
    put(database, 3)
    assert drain(database) == ["0003", "0002", "0001"]


def test_a_message_is_tidied_once_it_is_known_where_it_stands(database: Database) -> None:
    put(database, 1)
    put(database, 2, promise="tidy", verb="update")
    posted = claimed(database)
    assert claim(database) is None
    settle(database, posted)
    assert claimed(database).id == "0002"


def test_an_older_tidying_does_not_hold_up_a_reply(database: Database) -> None:
    put(database, 1, promise="tidy", verb="update")
    assert claimed(database).id == "0001"
    put(database, 2)
    assert claimed(database).id == "0002"


def test_a_verb_that_slack_asked_us_to_leave_is_left_in_that_workspace(database: Database) -> None:
    put(database, 1)
    put(database, 1, workspace="T2")
    put(database, 2, verb="update", user_id="U2")
    assert [claimed(database, held=[("T1", "post")]).workspace for _ in range(2)] == ["T2", "T1"]
    assert claim(database, held=[("T1", "post")]) is None
    assert claimed(database).id == "0001"


def test_a_workspace_that_we_must_not_write_to_is_left_alone(database: Database) -> None:
    put(database, 1)
    put(database, 1, workspace="T2")
    with database.writing() as connection:
        connection.execute(update(workspaces).where(workspaces.c.workspace == "T1").values(sending=False))
    assert claimed(database).workspace == "T2"
    assert claim(database) is None
    assert states(database) == {"0001": "due"}


def test_tidying_by_update_stays_under_forty_a_minute_and_workspace(database: Database) -> None:
    for number in range(50):
        put(database, number, promise="tidy", verb="update")
    put(database, 90, promise="tidy", verb="publish")
    put(database, 91, verb="update")
    put(database, 1, promise="tidy", verb="update", workspace="T2")
    sent = drain(database)
    assert len(sent) == 40 + 1 + 1 + 1
    assert {"0090", "0091"} <= set(sent)
    assert list(states(database).values()).count("due") == 10
    assert drain(database, now=NOON + timedelta(seconds=59)) == []
    assert len(drain(database, now=NOON + timedelta(seconds=60))) == 10


def test_tidying_on_its_way_counts_against_the_cap(database: Database) -> None:
    for number in range(41):
        put(database, number, promise="tidy", verb="update")
    assert all(claim(database) for _ in range(40))
    assert claim(database) is None


@on_sqlite  # on PostgreSQL: tests/process/test_several_senders.py
def test_no_row_is_claimed_twice_by_two_senders(database: Database) -> None:
    with database.writing() as connection:
        for number in range(500):
            times = {"created_at": NOON, "last_contact_at": NOON}
            user = {"workspace": "T1", "user_id": f"U{number + 10}", "channel": f"D{number + 10}", **times}
            connection.execute(insert(people).values(user))
            add(connection, number, user_id=f"U{number + 10}")
    taken: Counter[str] = Counter()
    by: dict[str, int] = {}
    both_are_there = threading.Barrier(2)

    def send(token: str) -> None:
        both_are_there.wait()
        while letter := claim(database, token):
            taken[letter.id] += 1
            by[token] = by.get(token, 0) + 1

    senders = [threading.Thread(target=send, args=(token,)) for token in ("one", "two")]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert taken == Counter(f"{number:04}" for number in range(500))
    assert sum(by.values()) == 500


def test_a_reason_is_kept_however_much_slack_says(database: Database) -> None:
    put(database, 1)
    assert settle(database, claimed(database), "refused", reason="e" * 1000)
    assert states(database) == {"0001": "refused"}


# Leases -------------------------------------------------------------------------------------------------------------


def test_a_sender_that_comes_after_its_lease_changes_nothing(database: Database) -> None:
    put(database, 1)
    frozen = claimed(database, token="frozen")
    later = NOON + LEASE + timedelta(seconds=1)
    assert recover(database, later) == 1
    fresh = claimed(database, token="fresh", now=later)
    with database.reading() as connection:
        assert claims.still_ours(connection, frozen) is False
        assert claims.still_ours(connection, fresh) is True
    assert settle(database, frozen, ts="1.1") is False
    assert states(database) == {"0001": "sending"}
    assert settle(database, fresh, channel="DU1", ts="2.2") is True
    assert settle(database, fresh, "refused") is False
    with database.reading() as connection:
        assert rows.message(connection, workspace="T1", dedupe="1") == ("DU1", "2.2")
        assert rows.message(connection, workspace="T2", dedupe="1") is None


def test_after_its_sender_died_a_reply_is_due_again_and_an_unasked_message_is_unknown(database: Database) -> None:
    put(database, 1)
    put(database, 2, user_id="U2", promise="tidy")
    put(database, 3, user_id="U2", promise="unasked")
    assert len({claimed(database).id for _ in range(3)}) == 3
    assert recover(database, NOON + LEASE) == 0
    assert recover(database, NOON + LEASE + timedelta(seconds=1)) == 3
    assert states(database) == {"0001": "due", "0002": "due", "0003": "unknown"}
    assert claimed(database).attempt == 2


def test_at_start_every_row_on_its_way_is_an_orphan(database: Database) -> None:
    put(database, 1)
    claimed(database)
    assert recover(database, NOON) == 0
    assert recover(database, NOON, everything=True) == 1
    assert states(database) == {"0001": "due"}


# Cancelling ---------------------------------------------------------------------------------------------------------


def test_what_is_cancelled_is_not_sent_and_others_are(database: Database) -> None:
    put(database, 1)
    put(database, 2, user_id="U2")
    put(database, 1, workspace="T2")
    with database.writing() as connection:
        assert rows.cancel(connection, workspace="T1", user_id="U1", reason="left") == 1
        assert rows.cancel(connection, workspace="T1", user_id="U1", reason="left") == 0
    assert sorted(drain(database)) == ["0001", "0002"]
    assert states(database) == {"0001": "cancelled", "0002": "sent"}
    assert states(database, "T2") == {"0001": "sent"}


def test_what_is_erased_between_claim_and_send_is_not_ours_any_more(database: Database) -> None:
    put(database, 1)
    letter = claimed(database)
    with database.writing() as connection:
        person.erase(connection, "T1", "U1")
        assert claims.still_ours(connection, letter) is False
    assert settle(database, letter) is False
    assert states(database) == {}


# Cost ---------------------------------------------------------------------------------------------------------------


@on_sqlite
def test_looking_for_what_is_due_does_not_read_the_past(database: Database) -> None:
    with database.writing() as connection:
        find = plan(connection, lambda: claims.claim(connection, promises=EVERY, now=NOON, lease=LEASE, token="t"))
        first = plan(connection, lambda: rows.next_due(connection))
        look = plan(connection, lambda: claims.may_claim(connection, promises=EVERY, now=NOON))
        lost = plan(connection, lambda: claims.recover(connection, now=NOON))
        gone = plan(connection, lambda: rows.cancel(connection, workspace="T1", user_id="U1", reason="left"))
    assert "waiting USING INDEX ix_outbox_due" in find
    assert "B-TREE" not in find, "the first is found without sorting all that are due"
    assert "SEARCH earlier USING INDEX ix_outbox_busy (workspace=? AND user_id=? AND id<?)" in find
    assert "SEARCH tidied USING INDEX ix_outbox_sent" in find
    assert "SCAN outbox" not in find
    assert "waiting USING INDEX ix_outbox_due" in look
    assert "B-TREE" not in look
    assert first.count("SEARCH outbox USING INDEX ix_outbox_due (urgency=?)") == 3
    assert "USING INDEX ix_outbox_busy" in lost
    assert "SEARCH outbox USING INDEX ix_outbox_" in gone
    assert "user_id=?" in gone, "one person's at most"
