"""Everything Slack sends may come twice, late, reversed or forged; the end is the same."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from slack_bolt import BoltRequest

from tests.kit import Json, Somebody, World, button
from tests.kit_storage import on_both
from tests.stories.steps import begins, finishes_pillar


def choices(world: World) -> list[tuple[str, str | None]]:
    return [(row[0], row[1]) for row in world.rows("SELECT question, choice FROM answers ORDER BY id")]


def click_of(world: World, person: Somebody, label: str, action_ts: str, message: Json | None = None) -> dict[str, Any]:
    """The payload of a click, as Slack would send it at `action_ts`."""
    message = message or person.with_button(label)
    team = world.slack.cast.team_id
    return {
        "type": "block_actions",
        "user": {"id": person.id, "team_id": team},
        "team": {"id": team, "domain": "x"},
        "api_app_id": "A1",
        "container": {"type": "message", "message_ts": message["ts"], "channel_id": message["channel"]},
        "channel": {"id": message["channel"], "name": "directmessage"},
        "message": {"ts": message["ts"], "thread_ts": message["thread_ts"]},
        "actions": [{**(button(message, label) or {}), "action_ts": action_ts}],
    }


def sends(world: World, *payloads: dict[str, Any]) -> list[int]:
    """Bring payloads to the bot, past the simulated Slack; returns how each was answered."""
    return [
        world.bot.app.dispatch(BoltRequest(mode="socket_mode", body=payload, headers={})).status for payload in payloads
    ]


@on_both
@pytest.mark.parametrize("copies", [2, 4])
def test_every_event_several_times(world: World, ana: Somebody, copies: int) -> None:
    world.slack.faults.duplicate_events(copies)
    ana.writes("hello", thread=False)
    assert len([m for m in ana.messages() if "I'm here to help" in m["text"]]) == 1
    begins(ana)

    ana.writes("yes")
    ana.writes("a thought about that one")
    ana.writes("pause")
    ana.writes("resume")

    assert choices(world) == [("S1", "yes")]
    assert len(world.rows("SELECT * FROM notes")) == 1
    assert (
        len([m for m in ana.in_thread() if "2 of 21" in m and "Why" in m]) == 1
    )  # the newest; the older one is tidied


def test_an_event_again_after_a_restart(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.writes("a thought about that one")
    world.restarts()
    event_id = world.rows("SELECT event_id FROM receipts ORDER BY at DESC")[0][0]
    mine = ana.sees("a thought about that one")
    inner = {
        "type": "message",
        "channel_type": "im",
        "user": ana.id,
        "text": "a thought about that one",
        "ts": mine["ts"],
        "thread_ts": mine["thread_ts"],
        "channel": mine["channel"],
    }

    statuses = sends(
        world, {"type": "event_callback", "team_id": world.slack.cast.team_id, "event_id": event_id, "event": inner}
    )

    world.settles()
    assert statuses == [200]
    assert len(world.rows("SELECT * FROM notes")) == 1


@on_both
def test_a_click_several_times_is_one_answer_and_one_next_question(world: World, ana: Somebody) -> None:
    begins(ana)
    click = click_of(world, ana, "Yes", "1795165300.000001")

    assert sends(world, click, click, click, click) == [200] * 4

    world.settles()
    assert choices(world) == [("S1", "yes")]
    assert len([m for m in ana.messages() if "2 of 21" in m["text"]]) == 1


def test_the_newest_click_wins_in_whatever_order(world: World, ana: Somebody) -> None:
    begins(ana)
    yes = click_of(world, ana, "Yes", "1795165300.000001")
    not_yet = click_of(world, ana, "Not yet", "1795165300.000002")

    sends(world, not_yet, yes, not_yet)

    assert choices(world) == [("S1", "not_yet")]


def test_a_reversed_double_click_on_the_last_question_corrects_the_result(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    for _ in range(4):
        ana.clicks("Yes")
    last = ana.with_button("Yes")
    yes = click_of(world, ana, "Yes", "1795165300.000001", last)
    not_yet = click_of(world, ana, "Not yet", "1795165300.000002", last)

    sends(world, yes, not_yet, yes)

    world.settles()
    assert choices(world)[-1] == ("T5", "not_yet")
    ana.sees("Your result, corrected")


def test_two_clicks_at_the_same_instant(world: World, ana: Somebody) -> None:
    begins(ana)
    clicks = [
        click_of(world, ana, label, f"1795165300.00000{n}") for n, label in enumerate(["Yes", "Partly", "Not yet"])
    ]
    threads = [threading.Thread(target=sends, args=(world, click)) for click in clicks * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    world.settles()
    progress = world.rows("SELECT progress FROM checks")[0][0]
    assert '"S1": ["not_yet"' in progress
    assert len([m for m in ana.messages() if "2 of 21" in m["text"]]) == 1


def test_a_double_click_on_go_on_asks_once(world: World, ana: Somebody) -> None:
    begins(ana)
    finishes_pillar(ana, "soft")
    go_on = ana.with_button("Go on")
    ana.presses_old(go_on, "Go on")
    ana.presses_old(go_on, "Go on")

    assert len([m for m in ana.messages() if "10 of 21" in m["text"]]) == 1


def test_a_double_click_on_start_starts_once(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck")
    parent = ana.with_button("I agree, start")
    ana.presses_old(parent, "I agree, start")
    ana.presses_old(parent, "I agree, start")

    assert len([m for m in ana.messages() if "1 of 21" in m["text"]]) == 1


def test_a_button_of_an_earlier_check_is_old(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    card = ana.with_button("Yes")
    finishes_pillar(ana, "technical")
    begins(ana, "/careercheck technical")

    ana.presses_old(card, "Not yet")

    ana.sees("That button belongs to an older check")
    assert ("T1", "not_yet") not in choices(world)


def test_a_button_of_somebody_who_was_erased(world: World, ana: Somebody) -> None:
    from bot.store.person import erase  # noqa: PLC0415

    begins(ana)
    with world.bot.services.database.writing() as connection:
        erase(connection, world.slack.cast.team_id, ana.id)

    ana.clicks("Yes")

    assert world.rows("SELECT * FROM answers") == []
    ana.sees("I can't find that any more")


@pytest.mark.parametrize(
    ("action", "value"),
    [
        ("check.answer:yes", "nothing"),
        ("check.answer:yes", "nothing|S1|1|yes"),
        ("check.answer:yes", "{check}|S1|1|perhaps"),
        ("check.answer:yes", "{check}|S1|99|yes"),
        ("check.answer:yes", "{check}|S99|1|yes"),
        ("check.answer:yes", "{check}|E1|1|yes"),
        ("check.answer:yes", "{check}|S1|1|yes'; DROP TABLE answers; --"),
        ("check.answer:yes", ""),
        ("check.again", "{check}|S1|1"),
        ("check.resume", "{check}x|1"),
        ("check.copy", "{check}|1"),
        ("check.drop_note", "nothing"),
        ("steps.done", "nothing"),
        ("steps.pick", "{check}|1"),
        ("unheard.of", "1"),
    ],
)
def test_forged_values_change_nothing_and_are_answered(world: World, ana: Somebody, action: str, value: str) -> None:
    begins(ana)
    before = world.rows("SELECT state, progress FROM checks")
    card = ana.with_button("Yes")
    forged = button(card, "Yes") or {}
    forged |= {"action_id": action, "value": value.format(check=world.rows("SELECT id FROM checks")[0][0])}

    done = world.slack.act.click(ana.id, channel=card["channel"], stale=True, action=forged, message=card)

    world.settles()
    assert done["ok"]
    assert world.rows("SELECT state, progress FROM checks") == before
    assert world.rows("SELECT * FROM answers") == []
    assert [m for m in ana.messages() if m["ephemeral"]][-1]["thread_ts"] == card["thread_ts"]


def test_payloads_without_a_team_or_a_user_are_acknowledged(world: World) -> None:
    payloads: list[dict[str, Any]] = [
        {"type": "block_actions", "actions": [{"action_id": "check.answer:yes", "value": "x"}]},
        {"command": "/careercheck", "text": ""},
        {"type": "event_callback", "event": {"type": "message", "channel_type": "im", "text": "hi"}},
        {"type": "view_submission", "view": {"type": "modal", "callback_id": "steps.save"}},
    ]

    assert sends(world, *payloads) == [200] * 4
    world.settles()
    assert world.rows("SELECT * FROM people") == []


def test_the_bots_own_messages_are_not_answered(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.writes("yes")
    world.settles()

    before = len(world.slack.calls)
    world.passes(minutes=10)

    assert len(world.slack.calls) == before


def test_the_person_deletes_the_card_and_answers_in_words(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.deletes(ana.sees("1 of 21"))

    ana.writes("yes")

    assert choices(world) == [("S1", "yes")]
    ana.sees("2 of 21")
    refused = world.rows("SELECT reason FROM outbox WHERE state = 'refused'")
    assert [row[0] for row in refused] == ["message_not_found"]


def test_receipts_are_forgotten_when_no_redelivery_can_come(world: World, ana: Somebody) -> None:
    from bot.jobs import forget_receipts  # noqa: PLC0415

    ana.writes("hello", thread=False)
    assert forget_receipts(world.bot.services) == 0
    world.passes(days=2)

    assert forget_receipts(world.bot.services) == 1
    assert world.rows("SELECT * FROM receipts") == []
