"""What no keyboard types and a payload may hold all the same: no database takes it, and it makes no error."""

from __future__ import annotations

import pytest
from slack_bolt import BoltRequest
from structlog.testing import capture_logs

from tests.kit import Json, Somebody, World
from tests.stories.steps import begins

pytestmark = pytest.mark.storage

NUL, HALF = "\x00", "\ud83d"  # PostgreSQL refuses the one, every database the half of an emoji
ODD = f"I asked{NUL} the night{HALF} shift"


def sends(world: World, payload: Json) -> None:
    assert world.bot.app.dispatch(BoltRequest(mode="socket_mode", body=payload, headers={})).status == 200
    world.settles()


def test_a_note_with_a_nul_and_half_an_emoji_is_kept_without_them(world: World, ana: Somebody) -> None:
    begins(ana)
    card = ana.with_button("Yes")
    inner = {"type": "message", "channel_type": "im", "user": ana.id, "channel": card["channel"], "text": ODD}
    inner |= {"ts": "1795165301.1", "thread_ts": card["thread_ts"]}

    sends(world, {"type": "event_callback", "team_id": world.slack.cast.team_id, "event_id": "Ev1", "event": inner})

    assert world.rows("SELECT text FROM notes") == [("I asked the night shift",)]
    ana.sees("Kept as a private note")


@pytest.mark.parametrize("odd", [NUL, HALF, "x" * 3000], ids=["nul", "half an emoji", "long"])
def test_odd_ids_and_values_match_nothing_and_make_no_error(world: World, ana: Somebody, odd: str) -> None:
    begins(ana)
    before = world.rows("SELECT * FROM checks")
    team = world.slack.cast.team_id
    actor = {"user": {"id": ana.id, "team_id": team}, "team": {"id": team, "domain": "x"}, "api_app_id": "A1"}
    click: Json = {"type": "block_actions", "container": {"type": "message", "message_ts": odd, "channel_id": odd}}
    click |= actor | {"channel": {"id": odd}, "message": {"ts": odd, "thread_ts": odd}}
    said = {"type": "message", "channel_type": "im", "user": ana.id, "channel": odd, "text": odd, "ts": odd}

    with capture_logs() as lines:
        for action_id in ("check.answer:yes", "check.resume", "check.drop_note", "steps.done", odd):
            value = f"{odd}|S1|1|yes"
            sends(world, click | {"actions": [{"action_id": action_id, "value": value, "action_ts": odd}]})
        sends(world, {"type": "event_callback", "team_id": team, "event_id": odd, "event": said | {"thread_ts": odd}})
        sends(
            world,
            {"type": "view_submission", "view": {"type": "modal", "callback_id": "steps.save", "private_metadata": odd}}
            | actor,
        )

    assert world.rows("SELECT * FROM checks") == before
    assert [line for line in lines if line["log_level"] == "error"] == []
