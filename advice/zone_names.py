"""The names of time zones that a person may choose or type."""

from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

# What most people live by, from west to east; every other zone can be typed.
COMMON = (
    "Pacific/Honolulu",
    "America/Anchorage",
    "America/Los_Angeles",
    "America/Vancouver",
    "America/Phoenix",
    "America/Denver",
    "America/Mexico_City",
    "America/Chicago",
    "America/Bogota",
    "America/Lima",
    "America/New_York",
    "America/Toronto",
    "America/Halifax",
    "America/Santiago",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "Atlantic/Azores",
    "Atlantic/Reykjavik",
    "Europe/Lisbon",
    "Europe/Dublin",
    "Europe/London",
    "Africa/Lagos",
    "Europe/Madrid",
    "Europe/Paris",
    "Europe/Brussels",
    "Europe/Amsterdam",
    "Europe/Zurich",
    "Europe/Berlin",
    "Europe/Copenhagen",
    "Europe/Oslo",
    "Europe/Rome",
    "Europe/Vienna",
    "Europe/Prague",
    "Europe/Stockholm",
    "Europe/Budapest",
    "Europe/Warsaw",
    "Africa/Johannesburg",
    "Europe/Athens",
    "Europe/Helsinki",
    "Europe/Tallinn",
    "Europe/Riga",
    "Europe/Vilnius",
    "Europe/Bucharest",
    "Europe/Kyiv",
    "Africa/Cairo",
    "Asia/Jerusalem",
    "Europe/Istanbul",
    "Africa/Nairobi",
    "Asia/Riyadh",
    "Asia/Tehran",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Dhaka",
    "Asia/Bangkok",
    "Asia/Jakarta",
    "Asia/Ho_Chi_Minh",
    "Asia/Shanghai",
    "Asia/Hong_Kong",
    "Asia/Taipei",
    "Asia/Singapore",
    "Asia/Manila",
    "Australia/Perth",
    "Asia/Seoul",
    "Asia/Tokyo",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Sydney",
    "Pacific/Auckland",
)
NEARNESS = 0.6
LONGEST = 64  # characters of a name that is kept
ANYWHERE = "UTC"  # the one zone of no place that somebody may want
NO_AREAS = ("Etc", "SystemV", "posix", "right")  # in the data, and nobody lives there
HOW_TO = "Type an area and a city, like Europe/Helsinki."


class NoZone(ValueError):
    """What was typed names no zone. The message is a sentence for the person."""


def read_zone(typed: str) -> str:
    """The IANA name that was typed, of an area and a city, or UTC.

    Upper and lower case, and spaces for underscores, do not matter.

    NoZone, with the nearest name where there is one, for anything else.
    """
    wanted = _key(typed)
    known = _by_key()
    if wanted in known:
        return known[wanted]
    cities = {key.rpartition("/")[2]: name for key, name in known.items() if key.count("/")}
    if wanted in cities:
        return cities[wanted]
    near = get_close_matches(wanted, [*known, *cities], n=1, cutoff=NEARNESS) if len(wanted) <= LONGEST else []
    if wanted in _of_no_place():
        raise NoZone(f"That alone doesn't tell me when your clock changes. {HOW_TO}")
    hint = f" Did you mean {known.get(near[0]) or cities[near[0]]}?" if near else f" {HOW_TO}"
    raise NoZone(f"I don't know that time zone.{hint}")


@cache
def _by_key() -> dict[str, str]:
    names = (name for name in sorted(available_timezones()) if len(name) <= LONGEST and _is_of_a_place(name))
    return {_key(name): name for name in [*names, ANYWHERE]}


@cache
def _of_no_place() -> frozenset[str]:
    return frozenset(_key(name) for name in available_timezones() if not _is_of_a_place(name))


def _is_of_a_place(name: str) -> bool:
    area, _, city = name.partition("/")
    return bool(city) and area not in NO_AREAS


def _key(name: str) -> str:
    return "_".join(name.strip().lower().replace("_", " ").split())
