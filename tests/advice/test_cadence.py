"""When a message may go: by example, then for any rules at all."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.cadence import Errand, Rules, Vacation, Window, Wishes, next_allowed
from advice.merging import Part, Together, merge
from advice.zones import first_instant, own_minute, zone

NUDGE, REMINDER = Errand("nudge"), Errand("recheck", asked=True)
KEY = next(key for key in map(str, range(999)) if own_minute(key) == 7)
"""Somebody whose own minute is the seventh."""


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def when(now: str, errand: Errand = NUDGE, *, window: Window | None = None, last: str = "", **wishes) -> str | None:
    """The answer in the person's own time."""
    rules = Rules(
        KEY, Wishes(**{"zone": "Europe/Madrid"} | wishes), window or Window(), "UTC", utc(last) if last else None
    )
    found = next_allowed(utc(now), rules, errand)
    return f"{found.astimezone(rules.tz):%a %d %b %H:%M}" if found else None


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-03-11 02:00", "Wed 11 Mar 09:07"),
        ("2026-03-11 08:03", "Wed 11 Mar 09:07"),
        ("2026-03-11 08:07", "Wed 11 Mar 09:07"),
        ("2026-03-11 08:08", "Wed 11 Mar 09:08"),
        ("2026-03-11 15:59", "Wed 11 Mar 16:59"),
        ("2026-03-11 16:00", "Thu 12 Mar 09:07"),
        ("2026-03-13 16:00", "Mon 16 Mar 09:07"),
        ("2026-03-14 12:00", "Mon 16 Mar 09:07"),
        ("2026-03-27 20:00", "Mon 30 Mar 09:07"),
    ],
)
def test_working_hours_of_the_person(now: str, then: str) -> None:
    assert when(now) == then


def test_the_window_is_in_the_zone_of_the_person_and_moves_with_it() -> None:
    assert when("2026-03-11 10:00", zone="Asia/Tokyo") == "Thu 12 Mar 09:07"
    assert when("2026-03-11 10:00", zone="America/Los_Angeles") == "Wed 11 Mar 09:07"
    assert when("2026-03-11 10:00", zone="Pacific/Kiritimati") == "Thu 12 Mar 09:07"
    assert when("2026-03-11 10:00", zone="Pacific/Pago_Pago") == "Wed 11 Mar 09:07"


def test_whoever_flies_over_the_date_line_gets_a_weekday_of_the_new_place() -> None:
    """Friday evening in Samoa is Saturday evening across the line; the message waits for that Monday."""
    assert when("2026-03-14 03:30", zone="Pacific/Pago_Pago") == "Fri 13 Mar 16:30"
    assert when("2026-03-14 03:30", zone="Pacific/Apia") == "Mon 16 Mar 09:07"


def test_holidays_and_vacations_are_no_days() -> None:
    off = Window(holidays=frozenset({date(2026, 3, 12), date(2026, 3, 13)}))

    assert when("2026-03-11 20:00", window=off) == "Mon 16 Mar 09:07"
    vacation = (Vacation(date(2026, 3, 12), date(2026, 3, 20)), Vacation(date(2026, 3, 19), date(2026, 3, 24)))
    assert when("2026-03-11 20:00", vacations=vacation) == "Wed 25 Mar 09:07"
    assert when("2026-03-11 20:00", REMINDER, vacations=vacation) == "Wed 25 Mar 09:07"


def test_the_organisation_sets_its_days_and_hours() -> None:
    window = Window(opens=7, closes=12, weekdays=frozenset({6}))

    assert when("2026-03-11 20:00", window=window) == "Sun 15 Mar 07:07"
    assert when("2026-03-11 20:00", window=Window(weekdays=frozenset())) is None
    with pytest.raises(ValueError, match="never opens"):
        Window(opens=17, closes=9)


def test_pause_and_switching_off_hold_everything_back() -> None:
    assert when("2026-03-11 10:00", paused=True) is None
    assert when("2026-03-11 10:00", REMINDER, paused=True) is None
    assert when("2026-03-11 10:00", off=frozenset({"nudge"})) is None
    assert when("2026-03-11 10:00", REMINDER, off=frozenset({"nudge"})) == "Wed 11 Mar 11:00"


def test_a_snooze_ends_at_its_instant() -> None:
    assert when("2026-03-11 10:00", snoozed_until=utc("2026-03-18 10:30")) == "Wed 18 Mar 11:30"
    assert when("2026-03-11 10:00", snoozed_until=utc("2026-03-10 10:30")) == "Wed 11 Mar 11:00"


def test_one_unasked_message_in_seven_days_and_no_limit_for_what_was_asked_for() -> None:
    assert when("2026-03-11 10:00", last="2026-03-06 09:00") == "Fri 13 Mar 10:00"
    assert when("2026-03-11 10:00", last="2026-03-08 09:00") == "Mon 16 Mar 09:07"
    assert when("2026-03-11 10:00", REMINDER, last="2026-03-11 09:00") == "Wed 11 Mar 11:00"
    assert when("2026-03-11 10:00", REMINDER, last="2026-03-11 09:00", zone="Asia/Tokyo") == "Thu 12 Mar 09:07"


@pytest.mark.parametrize(
    ("now", "due", "then"),
    [
        ("2026-03-11 10:00", "2026-03-09", "Wed 11 Mar 14:07"),  # two days late
        ("2026-03-11 10:00", "2026-03-11", "Mon 16 Mar 14:07"),
        ("2026-03-16 08:00", "2026-03-16", "Mon 16 Mar 14:07"),
        ("2026-03-16 14:30", "2026-03-16", "Mon 16 Mar 15:30"),
        ("2026-03-16 18:00", "2026-03-16", "Tue 17 Mar 14:07"),
        ("2026-03-23 08:00", "2026-03-21", "Tue 24 Mar 14:07"),
    ],
)
def test_a_reminder_waits_for_the_weekday_and_hour_that_were_chosen(now: str, due: str, then: str) -> None:
    """Late, it does not wait for another week; a holiday on that day (23 March) moves it to the next."""
    window = Window(holidays=frozenset({date(2026, 3, 23)}))
    errand = Errand("recheck", date.fromisoformat(due), asked=True, moves=True)

    assert when(now, errand, window=window, weekday=0, hour=14) == then


def test_what_has_its_own_day_goes_on_it_whatever_the_weekday_chosen() -> None:
    step = Errand("step", date(2026, 3, 19), asked=True)

    assert when("2026-03-11 10:00", step, weekday=0, hour=14) == "Thu 19 Mar 14:07"


@pytest.mark.parametrize(
    ("hour", "then"), [(6, "Thu 12 Mar 09:07"), (16, "Thu 12 Mar 16:07"), (22, "Thu 12 Mar 16:07")]
)
def test_a_chosen_hour_outside_the_window_is_the_nearest_in_it(hour: int, then: str) -> None:
    assert when("2026-03-11 20:00", REMINDER, hour=hour) == then
    assert when("2026-03-11 20:00", NUDGE, hour=hour) == "Thu 12 Mar 09:07"


def test_everybody_has_a_minute_of_their_own_that_stays() -> None:
    minutes = [own_minute(f"T1 U{n}") for n in range(6000)]

    assert minutes == [own_minute(f"T1 U{n}") for n in range(6000)]
    shares = [minutes.count(minute) for minute in range(60)]
    assert min(shares) > 60
    assert max(shares) < 140


@pytest.mark.parametrize(
    "name", [None, "", "Nowhere/Town", "America", "../../etc/passwd", "/etc/passwd", "a\x00b", "\ud83d"]
)
def test_a_zone_that_is_none_gives_way_to_the_fallback(name: str | None) -> None:
    assert zone(name, "Europe/Rome") == ZoneInfo("Europe/Rome")
    assert zone(name, "Nowhere") == ZoneInfo("UTC")


zones = st.sampled_from(
    ["Europe/Madrid", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Apia",
     "America/St_Johns", "Africa/Casablanca", "Asia/Kathmandu", "Pacific/Pago_Pago", "UTC", "Nonsense"]
)  # fmt: skip
instants = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
days_off = st.dates(date(2024, 1, 1), date(2028, 3, 1))
windows = st.builds(
    lambda opens, length, weekdays, holidays: Window(opens, min(24, opens + length), weekdays, holidays),
    st.integers(0, 23), st.integers(1, 24), st.frozensets(st.integers(0, 6), min_size=1), st.frozensets(days_off),
)  # fmt: skip
vacations = st.builds(
    lambda first, length: Vacation(first, first + timedelta(days=length)), days_off, st.integers(0, 60)
)
wishes = st.builds(
    Wishes,
    zone=zones,
    weekday=st.none() | st.integers(0, 6),
    hour=st.none() | st.integers(0, 23),
    vacations=st.lists(vacations, max_size=3).map(tuple),
    snoozed_until=st.none() | instants,
)
rules = st.builds(Rules, st.text(max_size=3), wishes, windows, zones, st.none() | instants)
errands = st.builds(Errand, st.just("kind"), st.none() | days_off, st.booleans(), st.booleans())


@given(instants, rules, errands)
def test_what_is_allowed_keeps_every_rule(now: datetime, rules: Rules, errand: Errand) -> None:
    found = next_allowed(now, rules, errand)

    assert found and found.tzinfo is UTC
    wall, window = found.astimezone(rules.tz), rules.window
    assert found >= now
    assert window.opens <= wall.hour < window.closes
    assert wall.weekday() in window.weekdays
    assert wall.date() not in window.holidays
    assert not [v for v in rules.wishes.vacations if v.first <= wall.date() <= v.last]
    assert errand.due is None or wall.date() >= errand.due
    assert rules.wishes.snoozed_until is None or found >= rules.wishes.snoozed_until
    if rules.last_unasked and not errand.asked:
        assert found - rules.last_unasked >= timedelta(days=7)
    assert next_allowed(found, rules, errand) == found


@given(instants, st.timedeltas(timedelta(0), timedelta(days=40)), rules, errands)
def test_who_asks_later_gets_no_earlier_answer(now: datetime, pause: timedelta, rules: Rules, errand: Errand) -> None:
    first, later = next_allowed(now, rules, errand), next_allowed(now + pause, rules, errand)

    assert first and later
    assert later == first if now + pause <= first else later >= now + pause


def test_what_comes_on_one_day_is_one_message() -> None:
    parts = [
        Part("nudge", utc("2026-03-11 08:07")),
        Part("recheck", utc("2026-03-11 13:07"), asked=True),
        Part("step", utc("2026-03-12 08:07"), asked=True),
        Part("later", utc("2026-03-12 08:07"), asked=True),
        Part("step", utc("2026-03-12 08:07"), asked=True),
    ]

    assert merge(parts, ZoneInfo("Europe/Madrid")) == [
        Together(utc("2026-03-11 13:07"), ("nudge", "recheck"), asked=False),
        Together(utc("2026-03-12 08:07"), ("later", "step"), asked=True),
    ]


def test_a_day_is_the_day_of_the_person() -> None:
    evening, morning = Part("a", utc("2026-03-11 14:00")), Part("b", utc("2026-03-11 16:00"))

    assert len(merge([evening, morning], ZoneInfo("Asia/Tokyo"))) == 2
    assert len(merge([evening, morning], ZoneInfo("UTC"))) == 1


@given(st.lists(st.builds(Part, st.sampled_from("abc"), instants, st.booleans()), max_size=8), zones.map(zone))
def test_nothing_is_lost_or_early_in_merging(parts: list[Part], tz: ZoneInfo) -> None:
    merged = merge(parts, tz)

    dates = [together.at.astimezone(tz).date() for together in merged]
    assert all(one < other for one, other in pairwise(dates))
    for part in parts:
        (home,) = [t for t in merged if t.at.astimezone(tz).date() == part.at.astimezone(tz).date()]
        assert part.kind in home.kinds
        assert part.at <= home.at
        assert part.asked or not home.asked


def test_the_first_instant_of_a_day_that_was_skipped_is_the_next_one() -> None:
    apia = ZoneInfo("Pacific/Apia")  # went from 29 to 31 December 2011

    found = first_instant(date(2011, 12, 30), 9 * 60, apia).astimezone(apia)

    assert (found.date(), found.time()) == (date(2011, 12, 31), time(0))
