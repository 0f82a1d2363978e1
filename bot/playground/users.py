"""People as the Web API and the events describe them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.cast import Cast, Person
from bot.playground.state import Json


def user_object(person: Person, cast: Cast, now: datetime) -> Json:
    """Return the user object of a human. A deactivated one has no time zone; a stranger is of another team."""
    team = person.home_team or cast.team_id
    user: Json = {
        "id": person.id,
        "team_id": team,
        "name": person.name,
        "deleted": person.is_deleted,
        "color": "9f69e7",
        "real_name": person.real_name,
        **({} if person.is_deleted else _zone(person.tz, now)),
        "locale": person.locale,
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.kind == "guest",
        "is_ultra_restricted": False,
        "is_bot": False,
        "is_app_user": False,
        "is_email_confirmed": True,
        "updated": int(now.timestamp()),
        "who_can_share_contact_card": "EVERYONE",
        "presence": "away",
        "profile": _profile(person.real_name, person.name, person.title, team),
    }
    if person.kind == "stranger":
        user["is_stranger"] = True
    return user


def bot_object(cast: Cast) -> Json:
    """Return the user object of the bot itself."""
    bot = cast.bot
    profile = _profile(bot.name, bot.name, "", cast.team_id) | {"bot_id": bot.bot_id, "api_app_id": bot.app_id}
    return {
        "id": bot.user_id, "team_id": cast.team_id, "name": bot.name, "deleted": False, "real_name": bot.name,
        "is_admin": False, "is_owner": False, "is_primary_owner": False, "is_restricted": False,
        "is_ultra_restricted": False, "is_bot": True, "is_app_user": False, "updated": 0, "profile": profile,
    }  # fmt: skip


def slackbot_object(cast: Cast) -> Json:
    """Return Slackbot, which real lists hold too and which claims not to be a bot."""
    return bot_object(cast) | {
        "id": "USLACKBOT", "name": "slackbot", "real_name": "Slackbot", "is_bot": False,
        "profile": _profile("Slackbot", "Slackbot", "", cast.team_id),
    }  # fmt: skip


def _zone(name: str, now: datetime) -> Json:
    local = now.astimezone(ZoneInfo(name))
    offset = local.utcoffset()
    assert offset is not None  # noqa: S101 - an aware instant always has one
    return {"tz": name, "tz_label": local.tzname(), "tz_offset": int(offset.total_seconds())}


def _profile(real_name: str, name: str, title: str, team: str) -> dict[str, Any]:
    first, _, last = real_name.partition(" ")
    images = {f"image_{size}": "" for size in (24, 32, 48, 72, 192, 512)}
    return {
        "title": title, "phone": "", "skype": "", "real_name": real_name, "real_name_normalized": real_name,
        "display_name": name, "display_name_normalized": name, "fields": None, "status_text": "",
        "status_emoji": "", "status_emoji_display_info": [], "status_expiration": 0, "status_text_canonical": "",
        "avatar_hash": "g0000000", "first_name": first, "last_name": last, **images, "team": team,
    }  # fmt: skip
